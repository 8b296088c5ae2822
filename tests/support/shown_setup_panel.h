#pragma once

#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/rules/rule.h"
#include "tests/support/pointer.h"
#include "tests/support/shown_widget.h"
#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"
#include "widgets/controls/form_row.h"
#include "widgets/controls/formula_label.h"
#include "widgets/controls/path_field.h"
#include "widgets/controls/slider_field.h"
#include "widgets/controls/stepper.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/network_edits.h"
#include "widgets/panels/setup/layer_card.h"
#include "widgets/panels/setup/layer_grip.h"
#include "widgets/panels/setup/setup_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <memory>
#include <vector>

namespace lfp::test {

inline Experiment start_experiment() {
  Experiment experiment = test::small_experiment();
  experiment.runs[0].name = "LFP-ε";
  experiment.name = "Two spirals";
  return experiment;
}

/// A shown set-up panel with its editor, and ways to find what a person sees.
struct Shown {
  explicit Shown(const Experiment& experiment = start_experiment(), int width = 276)
      : editor(experiment), panel(test::shown(std::make_unique<SetupPanel>(editor), {width, 1400})) {
    QObject::connect(&editor, &ExperimentEditor::command_issued,
                     [this](const Command& command) { commands.push_back(command); });
  }

  const Experiment& experiment() const { return editor.experiment(); }
  const lfp::RunSpec& run(std::size_t index) const { return experiment().runs[index]; }

  /// The widget of that kind and accessible name that can be seen.
  template <class Widget>
  Widget* find(const QString& name) const {
    for (auto* child : panel->template findChildren<Widget*>())
      if (child->accessibleName() == name && child->isVisible()) return child;
    return nullptr;
  }
  QAbstractButton* button(const QString& text) const {
    for (auto* child : panel->findChildren<QAbstractButton*>())
      if ((child->text() == text || child->accessibleName() == text) && child->isVisible()) return child;
    return nullptr;
  }
  void click(const QString& text) const {
    auto* found = button(text);
    // Kinds of data that are behind "More".
    if (auto* more = button(QStringLiteral("More kinds of data")); found == nullptr && more != nullptr) {
      QTest::mouseClick(more, Qt::LeftButton);
      settle();
      found = button(text);
    }
    if (found == nullptr) qFatal("there is no button \"%s\"", qPrintable(text));
    // A check box reacts where its box and its words are.
    QTest::mouseClick(found, Qt::LeftButton, Qt::NoModifier, QPoint(8, found->height() / 2));
    settle();
  }
  /// New widgets come up with the next events.
  static void settle() { QTest::qWait(0); }
  /// The value field of a setting.
  QLineEdit& value(const QString& label) const {
    for (auto* field : panel->findChildren<lfp::SliderField*>())
      if (field->isVisible() && field->findChild<QLabel*>()->text() == label)
        return *field->findChild<QLineEdit*>();
    qFatal("there is no field \"%s\"", qPrintable(label));
  }
  /// Every combo box is worked with the keyboard.
  void choose(const QString& combo_name, const QString& text) const {
    auto* combo = find<QComboBox>(combo_name);
    if (combo == nullptr || combo->findText(text) < 0)
      qFatal("\"%s\" has no \"%s\"", qPrintable(combo_name), qPrintable(text));
    const int wanted = combo->findText(text);
    combo->setFocus();
    while (combo->currentIndex() != wanted)
      QTest::keyClick(combo, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
    settle();
  }
  LayerCard& card(int layer) const {
    auto* found = find<LayerCard>(QString("Layer %1").arg(layer));
    if (found == nullptr) qFatal("there is no card %d", layer);
    return *found;
  }
  int cards() const {
    int count = 0;
    while (find<LayerCard>(QString("Layer %1").arg(count + 1))) ++count;
    return count;
  }
  QString units() const {
    QStringList words;
    for (const auto& layer : experiment().network.layers)
      words << QString::number(*network_edits::units_of(layer));
    return words.join(' ');
  }
  void set_running(bool running) {
    auto snapshot = std::make_shared<lfp::Snapshot>();
    snapshot->experiment = std::make_shared<const Experiment>(experiment());
    snapshot->running = running;
    editor.set_snapshot(snapshot);
  }
  bool shows_label(const QString& part) const {
    for (const auto* label : panel->findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(part)) return true;
    return false;
  }

  ExperimentEditor editor;
  std::vector<Command> commands;
  std::unique_ptr<SetupPanel> panel;
};

}  // namespace lfp::test
