#include "app/window/drawn_data.h"

#include "app/docks/docks.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/boundary/boundary_view.h"

namespace lfp {

DrawnData::DrawnData(Docks& docks, ExperimentEditor& editor, QObject* parent)
    : QObject(parent), editor_(editor) {
  for (View* view : docks.views()) tie(*view);
  connect(&docks, &Docks::view_added, this, &DrawnData::tie);
}

void DrawnData::tie(View& view) {
  auto* boundary = qobject_cast<BoundaryView*>(&view);
  if (boundary == nullptr) return;
  const auto tell = [this, boundary] { boundary->set_data(editor_.experiment().dataset); };
  tell();
  connect(&editor_, &ExperimentEditor::experiment_changed, boundary, tell);
  connect(boundary, &BoundaryView::data_drawn, &editor_, [this](const Choice& data, const QString& change) {
    Experiment next = editor_.experiment();
    next.dataset = data;
    editor_.edit(change, std::move(next));
  });
}

}  // namespace lfp
