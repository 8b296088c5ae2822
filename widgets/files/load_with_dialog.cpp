#include "widgets/files/load_with_dialog.h"

#include "widgets/controls/work_dialog.h"

#include <QCoreApplication>

namespace lfp {

std::shared_ptr<const Dataset> load_with_dialog(QWidget* parent, const Experiment& experiment) {
  std::shared_ptr<const Dataset> data;
  const bool is_done = work_with_dialog(
      parent, QCoreApplication::translate("lfp::DataSection", "Reading the data…"), [&](Progress& progress) {
        data = load_dataset(experiment.dataset,
                            {.seed = experiment.seed, .folder = experiment.folder, .progress = &progress});
      });
  return is_done ? data : nullptr;
}

}  // namespace lfp
