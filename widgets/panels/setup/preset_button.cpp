#include "widgets/panels/setup/preset_button.h"

#include "core/network/presets.h"
#include "widgets/controls/lock.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/output_edits.h"
#include "widgets/style/core_text.h"

#include <QMenu>
#include <utility>

namespace lfp {
namespace {

NetworkSpec network_of(const PresetEntry& preset, const Experiment& experiment, const DataFacts& facts) {
  return preset.make(facts.shape, wanted_outputs(experiment, facts).outputs);
}

}  // namespace

PresetButton::PresetButton(ExperimentEditor& editor, QWidget* parent)
    : QPushButton(tr("Preset"), parent), editor_(editor) {
  setToolTip(tr("Begin with a known architecture"));
  setFocusPolicy(Qt::TabFocus);
  auto* menu = new QMenu(this);
  menu->setToolTipsVisible(true);
  setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, &PresetButton::fill_menu);
}

void PresetButton::fill_menu() {
  menu()->clear();
  const auto& facts = editor_.data_facts();
  for (const PresetEntry& preset : preset_entries()) {
    const QString tags = tags_text(preset.info);
    const QString label = core_text(preset.info.label);
    QAction* action =
        menu()->addAction(tags.isEmpty() ? label : QStringLiteral("%1  ·  %2").arg(label, tags));
    action->setToolTip(core_text(preset.info.summary));
    connect(action, &QAction::triggered, this, [this, &preset] { use(preset); });
    try {
      if (facts) network_of(preset, editor_.experiment(), *facts);
      if (!facts) set_lock(*action, tr("The data have not been read yet"));
    } catch (const Error& error) {
      set_lock(*action, QString::fromStdString(error.problem()));
    }
  }
}

void PresetButton::use(const PresetEntry& preset) {
  const auto& facts = editor_.data_facts();
  if (!facts) return;
  Experiment next = editor_.experiment();
  next.network = network_of(preset, next, *facts);
  // Rules for single layers belonged to the previous layers.
  for (RunSpec& run : next.runs) run.composite.clear();
  editor_.edit(tr("Use the network %1").arg(core_text(preset.info.label)), std::move(next));
}

}  // namespace lfp
