#include "widgets/panels/setup/network_section.h"

#include "core/layers/layer_entry.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_setup_panel.h"
#include "widgets/controls/compact_combo.h"

#include <QApplication>
#include <QMenu>
#include <QTimer>

namespace lfp::test::network_section_test {

namespace command = lfp::command;
namespace network_edits = lfp::network_edits;

namespace {

/// Digits of 28 x 28 pixels in ten classes.
Experiment experiment_with_images() {
  Experiment experiment = start_experiment();
  experiment.dataset = {.name = "digits", .settings = {}};
  experiment.network.layers.back().kind.settings.set("units", std::int64_t{10});
  return experiment;
}

const lfp::LayerSpec& spec_of(const Shown& shown, int layer) {
  return shown.experiment().network.layers[static_cast<std::size_t>(layer) - 1];
}

/// What a label of the card says; nothing where it cannot be seen.
QString label_of(const Shown& shown, int layer, const char* name) {
  const auto* label = shown.card(layer).findChild<QLabel*>(name);
  return label->isVisible() ? label->text() : QString();
}

/// What the box of the card's kind shows.
QString kind_shown(const Shown& shown, int layer) {
  return shown.find<CompactCombo>(QStringLiteral("Kind of layer %1").arg(layer))->shown_text();
}

}  // namespace

class NetworkSectionTest : public QObject {
  Q_OBJECT

 private slots:
  void stepper_changes_the_units();
  void holding_the_stepper_is_one_undo_step();
  void output_has_as_many_units_as_there_are_classes();
  void layers_are_added_and_removed();
  void keys_move_and_remove_a_layer();
  void grip_moves_a_layer();
  void activation_brings_its_settings();
  void every_activation_is_offered();
  void every_kind_is_offered();
  void further_settings_are_folded_away();
  void a_convolution_is_chosen_and_shaped();
  void a_convolution_needs_as_many_rows_as_a_dense_layer();
  void a_pooling_card_has_neither_units_nor_rule();
  void what_does_not_fit_is_said_at_its_card();
  void what_does_not_fit_into_memory_is_said_at_its_card();
  void a_layer_is_frozen();
  void spiking_layers_bring_time_and_their_feedback();
  void a_preset_replaces_the_layers();
  void layer_gets_its_own_rule();
  void cards_show_the_rules_of_the_chosen_run();
  void parameters_are_counted();
  void wide_layers_are_counted_without_being_made();
  void initialiser_is_chosen();
};

void NetworkSectionTest::stepper_changes_the_units() {
  const Shown shown;
  shown.click("Units of layer 1: one more");
  QCOMPARE(shown.units(), "13 12 2");
  shown.click("Units of layer 2: one less");
  QCOMPARE(shown.units(), "13 11 2");
  lfp::test::type(*shown.card(1).findChild<QLineEdit*>(), "100");
  QCOMPARE(shown.units(), "100 11 2");
}

void NetworkSectionTest::holding_the_stepper_is_one_undo_step() {
  Shown shown;
  auto* edit = shown.card(1).findChild<QLineEdit*>();
  edit->setFocus();
  for (int i = 0; i < 5; ++i) QTest::keyPress(edit, Qt::Key_Up);
  QTest::keyRelease(edit, Qt::Key_Up);
  QCOMPARE(shown.units(), "17 12 2");
  QCOMPARE(shown.editor.undo_stack().count(), 1);
  QTest::keyClick(edit, Qt::Key_Up);
  QCOMPARE(shown.editor.undo_stack().count(), 2);
  shown.editor.undo_action()->trigger();
  shown.editor.undo_action()->trigger();
  QCOMPARE(shown.units(), "12 12 2");
}

void NetworkSectionTest::output_has_as_many_units_as_there_are_classes() {
  const Shown shown;
  auto* more = shown.button("Units of layer 3: one more");
  QVERIFY(!more->isEnabled());
  QVERIFY(more->toolTip().contains("class"));
  QTest::mouseClick(more, Qt::LeftButton);
  QCOMPARE(shown.units(), "12 12 2");
  QVERIFY(!shown.card(3).findChild<lfp::LayerGrip*>()->isEnabled());
}

void NetworkSectionTest::layers_are_added_and_removed() {
  Shown shown;
  shown.click("Add layer");
  QCOMPARE(shown.cards(), 4);
  QCOMPARE(shown.units(), "12 12 12 2");
  QVERIFY(!shown.button("Units of layer 4: one more")->isEnabled());
  QVERIFY(shown.button("Units of layer 3: one more")->isEnabled());
  auto* remove = shown.card(1).findChild<QAbstractButton*>("layer.remove");
  QTest::mouseClick(remove, Qt::LeftButton);
  QCOMPARE(shown.cards(), 3);
  QVERIFY(!shown.card(3).findChild<QAbstractButton*>("layer.remove")->isEnabled());
  QTest::mouseClick(shown.card(1).findChild<QAbstractButton*>("layer.remove"), Qt::LeftButton);
  QTest::mouseClick(shown.card(1).findChild<QAbstractButton*>("layer.remove"), Qt::LeftButton);
  QCOMPARE(shown.units(), "2");
  shown.click("Add layer");
  QCOMPARE(shown.units(), "16 2");
  QVERIFY(!shown.experiment().network.layers[0].activation.name.empty());
}

void NetworkSectionTest::keys_move_and_remove_a_layer() {
  Shown shown;
  shown.click("Units of layer 1: one more");
  shown.card(1).setFocus();
  QTest::keyClick(&shown.card(1), Qt::Key_Down, Qt::AltModifier);
  QCOMPARE(shown.units(), "12 13 2");
  shown.card(2).setFocus();
  QTest::keyClick(&shown.card(2), Qt::Key_Up, Qt::AltModifier);
  QCOMPARE(shown.units(), "13 12 2");
  shown.card(1).setFocus();
  QTest::keyClick(&shown.card(1), Qt::Key_Delete);
  QCOMPARE(shown.units(), "12 2");
  shown.card(2).setFocus();
  QTest::keyClick(&shown.card(2), Qt::Key_Delete);
  QCOMPARE(shown.units(), "12 2");
}

void NetworkSectionTest::grip_moves_a_layer() {
  Shown shown;
  shown.click("Units of layer 1: one more");
  const auto drag = [&](int from, int to, bool by_title) {
    QWidget* held = by_title ? static_cast<QWidget*>(shown.card(from).findChild<QLabel*>("layer.title"))
                             : shown.card(from).findChild<lfp::LayerGrip*>();
    const QPoint end =
        held->mapFromGlobal(shown.card(to).mapToGlobal(QPoint(10, shown.card(to).height() - 5)));
    lfp::test::drag_mouse(*held, QPointF(4, 8), end);
  };
  for (const bool by_title : {false, true}) {
    drag(1, 2, by_title);
    QCOMPARE(shown.units(), "12 13 2");
    drag(2, 3, by_title);
    QCOMPARE(shown.units(), "12 13 2");
    shown.editor.undo_action()->trigger();
    QCOMPARE(shown.units(), "13 12 2");
  }
}

void NetworkSectionTest::activation_brings_its_settings() {
  const Shown shown;
  shown.choose("Activation of layer 1", "ELU");
  QCOMPARE(shown.experiment().network.layers[0].activation.name, "elu");
  lfp::test::type(shown.value("α"), "2.5");
  QCOMPARE(shown.experiment().network.layers[0].activation.settings.real("alpha"), 2.5);
  shown.choose("Activation of layer 1", "None");
  QVERIFY(shown.experiment().network.layers[0].activation.name.empty());
}

void NetworkSectionTest::every_activation_is_offered() {
  const Shown shown;
  auto* combo = shown.find<QComboBox>("Activation of layer 2");
  for (const auto& entry : lfp::activation_entries())
    QVERIFY2(combo->findText(QString::fromStdString(entry.info.label)) > 0, entry.info.name.c_str());
}

void NetworkSectionTest::every_kind_is_offered() {
  const Shown shown;
  auto* combo = shown.find<QComboBox>("Kind of layer 1");
  for (const auto& entry : lfp::layer_entries())
    QVERIFY2(combo->findText(QString::fromStdString(entry.info.label)) >= 0, entry.info.name.c_str());
}

void NetworkSectionTest::further_settings_are_folded_away() {
  const Shown shown;
  QVERIFY(!shown.button("Bias"));
  shown.click("Settings of layer 1");
  shown.click("Bias");
  QVERIFY(!shown.experiment().network.layers[0].kind.settings.flag("bias"));
  QCOMPARE(label_of(shown, 1, "layer.parameters"), "24");
  shown.click("Settings of layer 1");
  QVERIFY(!shown.button("Bias"));
}

void NetworkSectionTest::a_convolution_is_chosen_and_shaped() {
  const Shown shown(experiment_with_images());
  shown.choose("Kind of layer 1", "Convolution");
  QCOMPARE(spec_of(shown, 1).kind.name, "conv2d");
  QCOMPARE(spec_of(shown, 1).activation.name, "relu");
  QVERIFY(kind_shown(shown, 1).endsWith(" 3 × 3"));
  QCOMPARE(label_of(shown, 1, "layer.map"), "26×26");
  shown.click("Settings of layer 1");
  lfp::test::type(shown.value("Kernel height"), "5");
  lfp::test::type(shown.value("Stride"), "2");
  QVERIFY(kind_shown(shown, 1).endsWith(" 5 × 3"));
  QCOMPARE(label_of(shown, 1, "layer.map"), "12×13");
  shown.click("Units of layer 1: one less");
  QCOMPARE(spec_of(shown, 1).kind.settings.integer("channels"), 15);
  QCOMPARE(label_of(shown, 1, "layer.map"), "12×13");
}

void NetworkSectionTest::a_convolution_needs_as_many_rows_as_a_dense_layer() {
  const Shown shown(experiment_with_images());
  Shown::settle();
  const int dense = shown.card(1).height();
  shown.choose("Kind of layer 1", "Convolution");
  Shown::settle();
  QCOMPARE(shown.card(1).height(), dense);
  QCOMPARE(label_of(shown, 1, "layer.shape"), QString());
  // Where the activation's name leaves no room, the shape stands in a row of its own.
  shown.choose("Activation of layer 1", "Leaky ReLU");
  Shown::settle();
  QVERIFY(label_of(shown, 1, "layer.map") == "26×26" ||
          label_of(shown, 1, "layer.shape") == "3 × 3 → 16 × 26 × 26");
}

void NetworkSectionTest::a_pooling_card_has_neither_units_nor_rule() {
  Shown shown(experiment_with_images());
  shown.choose("Kind of layer 1", "Convolution");
  shown.click("Settings of layer 1");
  shown.choose("Rule of layer 1", "LFP-γ");
  shown.click("Add layer");
  shown.choose("Kind of layer 3", "Max pooling");
  // Behind the second, dense, layer there is no image left: a person moves it up.
  shown.card(3).setFocus();
  QTest::keyClick(&shown.card(3), Qt::Key_Up, Qt::AltModifier);
  Shown::settle();
  QCOMPARE(spec_of(shown, 2).kind.name, "max_pool");
  QCOMPARE(label_of(shown, 2, "layer.shape"), "2 × 2 → 16 × 13 × 13");
  QVERIFY(!shown.find<QComboBox>("Activation of layer 2"));
  QVERIFY(!shown.find<QComboBox>("Rule of layer 2"));
  QVERIFY(!shown.button("Freeze layer 2"));
  QVERIFY(!shown.button("Units of layer 2: one more"));
  QCOMPARE(network_edits::layer_rule(shown.experiment(), 0, 0)->name, "gamma");
  shown.choose("Kind of layer 1", "Flatten");
  QVERIFY(shown.run(0).composite.empty());
}

void NetworkSectionTest::what_does_not_fit_is_said_at_its_card() {
  Shown shown;
  shown.choose("Kind of layer 1", "Convolution");
  QVERIFY(label_of(shown, 1, "layer.problem").contains("kernel"));
  QVERIFY(shown.find<QLineEdit>("Kernel height, value"));
  QVERIFY(label_of(shown, 2, "layer.problem").isEmpty());
  QVERIFY(shown.editor.training_problem().startsWith("Layer 1"));
  QVERIFY(shown.commands.empty());
  shown.choose("Kind of layer 1", "Dense");
  QVERIFY(label_of(shown, 1, "layer.problem").isEmpty());
  QVERIFY(shown.editor.training_problem().isEmpty());
  QVERIFY(std::holds_alternative<command::Load>(shown.commands.back()));
}

void NetworkSectionTest::what_does_not_fit_into_memory_is_said_at_its_card() {
  Shown shown;
  shown.editor.set_units(0, 60'000);
  const std::size_t before = shown.commands.size();
  shown.editor.add_layer(0);
  Shown::settle();
  QVERIFY(label_of(shown, 1, "layer.problem").isEmpty());
  QVERIFY(label_of(shown, 2, "layer.problem").contains("would have 3600.06 million parameters"));
  QVERIFY(shown.editor.training_problem().startsWith("Layer 2"));
  QCOMPARE(shown.commands.size(), before);
  shown.editor.set_units(1, 8);
  Shown::settle();
  QVERIFY(label_of(shown, 2, "layer.problem").isEmpty());
  QVERIFY(shown.commands.size() > before);
}

void NetworkSectionTest::a_layer_is_frozen() {
  Shown shown;
  shown.click("Freeze layer 2");
  QVERIFY(spec_of(shown, 2).frozen);
  QVERIFY(!spec_of(shown, 1).frozen);
  QVERIFY(std::holds_alternative<command::Load>(shown.commands.back()));
  shown.editor.undo_action()->trigger();
  QVERIFY(!shown.button("Freeze layer 2")->isChecked());
}

void NetworkSectionTest::spiking_layers_bring_time_and_their_feedback() {
  Shown shown;
  QVERIFY(!shown.find<QComboBox>("Input coding"));
  shown.choose("Kind of layer 3", "Spiking dense");
  QCOMPARE(shown.units(), "12 12 2");
  QCOMPARE(shown.run(0).feedback.name, "snn_rate_coded");
  lfp::test::type(shown.value("Time steps"), "8");
  QCOMPARE(shown.experiment().network.steps, 8);
  shown.choose("Input coding", "Rate");
  QCOMPARE(shown.experiment().network.coding, "rate");
  shown.choose("Kind of layer 3", "Dense");
  QCOMPARE(shown.run(0).feedback.name, "softmax");
  QCOMPARE(shown.experiment().network.coding, "constant");
  QVERIFY(!shown.find<QComboBox>("Input coding"));
}

void NetworkSectionTest::a_preset_replaces_the_layers() {
  Shown shown(experiment_with_images());
  const QString lenet = "LeNet";
  bool was_there = false;
  QTimer::singleShot(50, &*shown.panel, [&] {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    for (QAction* action : menu->actions())
      if (action->text().startsWith(lenet)) {
        was_there = action->isEnabled();
        menu->setActiveAction(action);
      }
    QTest::keyClick(menu, Qt::Key_Return);
  });
  QTest::mouseClick(shown.button("Preset"), Qt::LeftButton);
  QTRY_VERIFY(was_there);
  QTRY_COMPARE(spec_of(shown, 1).kind.name, "conv2d");
  QVERIFY(shown.editor.training_problem().isEmpty());
  QCOMPARE(shown.editor.undo_stack().count(), 1);
}

void NetworkSectionTest::layer_gets_its_own_rule() {
  Shown shown;
  QVERIFY(!shown.find<QComboBox>("Rule of layer 2"));
  shown.click("Settings of layer 2");
  auto* combo = shown.find<QComboBox>("Rule of layer 2");
  QCOMPARE(combo->currentText(), "LFP-ε (default)");
  shown.choose("Rule of layer 2", "LFP-γ");
  QCOMPARE(network_edits::layer_rule(shown.experiment(), 0, 1)->name, "gamma");
  lfp::test::type(shown.value("γ"), "0.5");
  QCOMPARE(network_edits::layer_rule(shown.experiment(), 0, 1)->settings.real("gamma"), 0.5);
  for (const Command& command : shown.commands) QVERIFY(!std::holds_alternative<command::Load>(command));
  shown.choose("Rule of layer 2", "LFP-ε (default)");
  QVERIFY(shown.run(0).composite.empty());
}

void NetworkSectionTest::cards_show_the_rules_of_the_chosen_run() {
  Experiment experiment = start_experiment();
  experiment.runs[1].method = lfp::Method::lfp;
  experiment.runs[1].rule = {.name = "zero", .settings = {}};
  const Shown shown(experiment);
  shown.click("Settings of layer 1");
  QCOMPARE(shown.find<QComboBox>("Rule of layer 1")->currentText(), "LFP-ε (default)");
  shown.click("Run B: Gradient");
  QCOMPARE(shown.find<QComboBox>("Rule of layer 1")->currentText(), "LFP-0 (default)");
  shown.choose("Rule of layer 1", "LFP-γ");
  QVERIFY(shown.run(0).composite.empty());
  QCOMPARE(shown.run(1).composite.size(), 1U);
}

void NetworkSectionTest::parameters_are_counted() {
  const Shown shown;
  QCOMPARE(shown.button("Network")->accessibleDescription(), "218 parameters");
  QCOMPARE(shown.card(2).findChild<QLabel*>("layer.parameters")->text(), "156");
  shown.click("Units of layer 1: one more");
  QCOMPARE(shown.card(2).findChild<QLabel*>("layer.parameters")->text(), "168");
}

void NetworkSectionTest::wide_layers_are_counted_without_being_made() {
  Experiment experiment = start_experiment();
  for (std::size_t layer : {0U, 1U})
    experiment.network.layers[layer].kind.settings.set("units", std::int64_t{65536});
  const Shown shown(experiment);
  QCOMPARE(shown.card(2).findChild<QLabel*>("layer.parameters")->text(), "4.30e9");
  QCOMPARE(shown.card(2).findChild<lfp::Stepper*>()->value(), 65536);
}

void NetworkSectionTest::initialiser_is_chosen() {
  const Shown shown;
  shown.choose("Initialiser", "Xavier normal");
  QCOMPARE(shown.experiment().network.initialiser, "xavier_normal");
  shown.choose("Initialiser", "Constant");
  QCOMPARE(shown.experiment().network.initialiser, "constant");
}

}  // namespace lfp::test::network_section_test

LFPLAB_QT_TEST(network_section_test, NetworkSectionTest)
#include "network_section_test.moc"
