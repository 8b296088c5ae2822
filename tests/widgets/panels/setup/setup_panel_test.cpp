#include "widgets/panels/setup/setup_panel.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_setup_panel.h"
#include "widgets/panels/preview/data_preview_dialog.h"

#include <QPlainTextEdit>

namespace lfp::test::setup_panel_test {

namespace command = lfp::command;
namespace network_edits = lfp::network_edits;

namespace {

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

/// Twelve images of 2 x 3 pixels in four classes.
struct ImageFiles {
  ImageFiles() {
    std::string pixels;
    std::string digits;
    for (int i = 0; i < 12; ++i) {
      digits.push_back(static_cast<char>(i % 4));
      for (int pixel = 0; pixel < 6; ++pixel) pixels.push_back(static_cast<char>(20 * pixel + i));
    }
    images =
        folder.write("images", big_endian(0x803) + big_endian(12) + big_endian(2) + big_endian(3) + pixels);
    labels = folder.write("labels", big_endian(0x801) + big_endian(12) + digits);
    broken = folder.write("broken", big_endian(0x803) + big_endian(12) + big_endian(2));
  }
  TemporaryFolder folder;
  std::filesystem::path images, labels, broken;
};

void name_file(const Shown& shown, const QString& label, const std::filesystem::path& file) {
  auto* edit = shown.find<QLineEdit>(label);
  if (edit == nullptr) qFatal("there is no field for the file");
  lfp::test::type(*edit, QString::fromStdString(file.string()));
}

/// The preview of the data that were named last.
lfp::DataPreviewDialog& preview_of(const Shown& shown) {
  for (auto* dialog : shown.panel->window()->findChildren<lfp::DataPreviewDialog*>())
    if (dialog->isVisible()) return *dialog;
  qFatal("there is no preview");
}

QAbstractButton& use_button(const Shown& shown) {
  for (auto* button : preview_of(shown).findChildren<QAbstractButton*>())
    if (button->text() == "Use these data") return *button;
  qFatal("the preview has no button to use the data");
}

void use_previewed(const Shown& shown) {
  QTest::mouseClick(&use_button(shown), Qt::LeftButton);
}

void set_counts(const Shown& shown) {
  lfp::test::type(shown.value("Training samples"), "8");
  lfp::test::type(shown.value("Test samples"), "4");
}

}  // namespace

class SetupPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void a_tile_chooses_data_of_its_kind();
  void every_kind_of_data_has_a_tile();
  void a_few_tiles_and_the_chosen_one_are_a_row();
  void drawn_points_can_be_typed_a_line_each();
  void the_method_is_in_sight_on_a_large_screen_and_after_one_scroll_on_a_small_one();
  void classes_change_the_output_layer();
  void more_settings_are_folded_away();
  void batch_is_set();
  void files_are_used_once_all_are_named();
  void files_that_cannot_be_used_are_refused_with_the_reason();
  void what_was_found_in_a_table_is_shown();
  void tabs_show_the_runs();
  void every_rule_can_be_chosen_with_its_settings();
  void a_run_called_after_its_rule_is_renamed_with_it();
  void learning_rate_is_typed();
  void a_value_out_of_range_is_refused_at_the_field();
  void method_is_changed();
  void clipping_is_switched();
  void seed_is_typed_or_drawn();
  void while_running_only_settings_of_runs_are_open();
  void undo_brings_the_fields_back();
  void nothing_is_cut_off_data();
  void nothing_is_cut_off();
  void panel_wears_the_theme();
};

void SetupPanelTest::a_tile_chooses_data_of_its_kind() {
  Shown shown;
  shown.click("More");
  shown.click("Blobs");
  QCOMPARE(shown.experiment().dataset.name, "blobs");
  QCOMPARE(shown.experiment().dataset.settings.integer("samples"), 250);
  QVERIFY(shown.button("Blobs")->isChecked());
  QVERIFY(!shown.button("Spirals")->isChecked());
  QCOMPARE(shown.experiment().name, "Two blobs");
  QCOMPARE(shown.button("Data")->accessibleDescription(), "Two blobs");
  QVERIFY(std::holds_alternative<command::Load>(shown.commands.back()));
  const auto commands = shown.commands.size();
  shown.click("Blobs");
  QCOMPARE(shown.commands.size(), commands);
}

void SetupPanelTest::every_kind_of_data_has_a_tile() {
  const Shown shown;
  shown.click("More");
  for (const auto& entry : lfp::dataset_entries()) {
    auto* tile = shown.button(QString::fromStdString(entry.info.label));
    QVERIFY2(tile, entry.info.name.c_str());
    QVERIFY(tile->toolTip().contains(QString::fromStdString(entry.info.summary).toHtmlEscaped()));
    QVERIFY(tile->width() >= 30);
  }
}

void SetupPanelTest::a_few_tiles_and_the_chosen_one_are_a_row() {
  const Shown shown;
  const auto tiles = [&] {
    int count = 0;
    for (const auto& entry : lfp::dataset_entries())
      count += shown.button(QString::fromStdString(entry.info.label)) != nullptr ? 1 : 0;
    return count;
  };
  QVERIFY(tiles() >= 3 && tiles() <= 5);
  QVERIFY(!shown.button("Friedman"));
  QVERIFY(!shown.button("Download public data…"));
  shown.click("More");
  QCOMPARE(tiles(), static_cast<int>(lfp::dataset_entries().size()));
  QVERIFY(shown.button("Download public data…"));
  shown.click("Friedman");
  shown.click("Fewer");
  QVERIFY(tiles() <= 5);
  QVERIFY(shown.button("Friedman") && shown.button("Friedman")->isChecked());
  const int row = shown.button("Friedman")->y();
  QCOMPARE(shown.button("More")->y(), row);
  QCOMPARE(shown.button("Spirals")->y(), row);
}

void SetupPanelTest::the_method_is_in_sight_on_a_large_screen_and_after_one_scroll_on_a_small_one() {
  const Shown shown;
  for (int layer = 1; layer <= 3; ++layer) QVERIFY(shown.card(layer).height() <= 80);
  const auto is_in_sight = [&](QWidget& widget) { return !widget.visibleRegion().isEmpty(); };
  shown.panel->resize(276, 940);  // what 1920 x 1080 leave
  Shown::settle();
  QVERIFY(is_in_sight(*shown.find<QComboBox>("Rule")));
  QVERIFY(is_in_sight(shown.value("Learning rate")));
  shown.panel->resize(244, 660);  // 1280 x 800
  Shown::settle();
  QScrollBar& bar = *shown.panel->verticalScrollBar();
  bar.setValue(bar.value() + bar.pageStep());
  Shown::settle();
  QVERIFY(is_in_sight(*shown.find<QComboBox>("Rule")));
  QVERIFY(is_in_sight(shown.value("Learning rate")));
}

void SetupPanelTest::classes_change_the_output_layer() {
  Shown shown;
  lfp::test::type(shown.value("Classes"), "4");
  QCOMPARE(shown.units(), "12 12 4");
  QCOMPARE(shown.card(3).findChild<lfp::Stepper*>()->value(), 4);
  QCOMPARE(shown.editor.undo_stack().count(), 1);
  shown.editor.undo_action()->trigger();
  QCOMPARE(shown.units(), "12 12 2");
  QCOMPARE(shown.value("Classes").text(), "2");
}

void SetupPanelTest::more_settings_are_folded_away() {
  const Shown shown;
  QVERIFY(!shown.find<QComboBox>("Combine"));
  shown.click("More settings");
  shown.choose("Combine", "Sum");
  QCOMPARE(shown.experiment().batch_reduction, lfp::BatchReduction::sum);
  lfp::test::type(shown.value("Test fraction"), "0.5");
  QCOMPARE(shown.experiment().dataset.settings.real("test_fraction"), 0.5);
  shown.click("More settings");
  QVERIFY(!shown.find<QComboBox>("Combine"));
}

void SetupPanelTest::batch_is_set() {
  const Shown shown;
  lfp::test::type(shown.value("Batch"), "32");
  QCOMPARE(shown.experiment().batch_size, 32);
  QVERIFY(std::holds_alternative<command::Load>(shown.commands.back()));
}

void SetupPanelTest::drawn_points_can_be_typed_a_line_each() {
  const Shown shown;
  shown.click("More");
  shown.click("Drawn");
  QCOMPARE(shown.experiment().name, "Drawn points");
  auto* page = shown.find<QPlainTextEdit>("Points");
  QVERIFY(page != nullptr);
  QCOMPARE(page->blockCount(), 2 + 12);
  const auto retype = [&](const QString& text) {
    page->setFocus();
    page->selectAll();
    page->insertPlainText(text);
    QTest::keyClick(page, Qt::Key_Return, Qt::ControlModifier);
  };
  const auto points = [&] { return shown.experiment().dataset.settings.text("points"); };
  const std::string before = points();
  retype("[[0, 1, 0], [1, \"a\", 1]]");
  QCOMPARE(points(), before);
  QVERIFY(shown.shows_label("y is"));
  retype("[[0, 1, 0], [1, 1, 0]]");
  QCOMPARE(points(), before);
  QVERIFY(shown.shows_label("one class"));
  retype("[[0, 1, 0], [1, 0.5, 1], [2, 2, 2]]");
  QCOMPARE(points(), std::string("[[0,1,0],[1,0.5,1],[2,2,2]]"));
  QCOMPARE(shown.units(), "12 12 3");
}

void SetupPanelTest::files_are_used_once_all_are_named() {
  const ImageFiles files;
  Shown shown;
  const Experiment before = shown.experiment();
  const QString label =
      QString::fromStdString(lfp::find_entry(lfp::dataset_entries(), "idx", "test").info.label);
  shown.click("More");
  shown.click(label);
  QCOMPARE(shown.experiment(), before);
  QVERIFY(shown.shows_label("Choose all files"));
  set_counts(shown);
  QCOMPARE(shown.experiment(), before);
  name_file(shown, "Images", files.images);
  QCOMPARE(shown.experiment(), before);
  name_file(shown, "Labels", files.labels);
  QCOMPARE(shown.experiment(), before);
  use_previewed(shown);
  QCOMPARE(shown.experiment().dataset.name, "idx");
  QCOMPARE(shown.units(), "12 12 4");
  QVERIFY(shown.shows_label("2 × 3 = 6"));
  QVERIFY(shown.shows_label("8 to train, 4 to test"));
  QCOMPARE(shown.editor.undo_stack().count(), 1);
  shown.editor.undo_action()->trigger();
  QCOMPARE(shown.experiment(), before);
  QVERIFY(shown.button("Spirals")->isChecked());
}

void SetupPanelTest::files_that_cannot_be_used_are_refused_with_the_reason() {
  const ImageFiles files;
  Shown shown;
  const Experiment before = shown.experiment();
  shown.click("More");
  shown.click(QString::fromStdString(lfp::find_entry(lfp::dataset_entries(), "idx", "test").info.label));
  set_counts(shown);
  name_file(shown, "Images", files.broken);
  name_file(shown, "Labels", files.labels);
  QVERIFY(!use_button(shown).isEnabled());
  const auto labels = preview_of(shown).findChildren<QLabel*>();
  QVERIFY(std::any_of(labels.begin(), labels.end(),
                      [](const QLabel* label) { return label->text().contains("broken"); }));
  preview_of(shown).reject();
  QCOMPARE(shown.experiment(), before);
  QVERIFY(shown.commands.empty());
  name_file(shown, "Images", files.images);
  use_previewed(shown);
  QCOMPARE(shown.experiment().dataset.name, "idx");
  QVERIFY(!shown.shows_label("broken"));
}

void SetupPanelTest::what_was_found_in_a_table_is_shown() {
  const TemporaryFolder folder;
  const auto table = folder.write("trees.csv", "width;species\n1,5;oak\n2,5;pine\n;\n3,5;oak\n4,5;pine\n");
  Shown shown;
  shown.click("More");
  shown.click(QString::fromStdString(lfp::find_entry(lfp::dataset_entries(), "csv", "test").info.label));
  name_file(shown, "Table", table);
  use_previewed(shown);
  QCOMPARE(shown.experiment().dataset.name, "csv");
  QVERIFY(shown.shows_label(
      "Read 4 rows, 2 columns; `;` between fields, decimal comma; 1 empty row passed over"));
  shown.click("Spirals");
  QVERIFY(!shown.shows_label("Read 4 rows"));
}

void SetupPanelTest::tabs_show_the_runs() {
  const Shown shown;
  QVERIFY(shown.find<QComboBox>("Rule"));
  QVERIFY(!shown.find<QComboBox>("Loss"));
  shown.click("Run B: Gradient");
  QVERIFY(!shown.find<QComboBox>("Rule"));
  QVERIFY(!shown.find<QComboBox>("Feedback"));
  QCOMPARE(shown.find<QComboBox>("Loss")->currentText(), "Cross entropy");
  lfp::test::type(shown.value("Momentum"), "0.5");
  QCOMPARE(shown.run(1).optimiser.settings.real("momentum"), 0.5);
  QCOMPARE(shown.run(0).optimiser.settings.real("momentum"), 0.9);
  QCOMPARE(std::get<command::ChangeRun>(shown.commands.back()).run, 1U);
}

void SetupPanelTest::every_rule_can_be_chosen_with_its_settings() {
  const Shown shown;
  for (const auto& entry : lfp::rule_entries()) {
    shown.choose("Rule", QString::fromStdString(entry.info.label));
    QCOMPARE(shown.run(0).rule.name, entry.info.name);
    for (const auto& setting : entry.info.settings)
      QVERIFY2(shown.run(0).rule.settings.has(setting.name), setting.name.c_str());
    const auto formulas = shown.panel->findChildren<lfp::FormulaLabel*>();
    QVERIFY(
        std::any_of(formulas.begin(), formulas.end(), [](const auto* label) { return label->isVisible(); }));
  }
  for (const Command& command : shown.commands) QVERIFY(std::holds_alternative<command::ChangeRun>(command));
}

void SetupPanelTest::a_run_called_after_its_rule_is_renamed_with_it() {
  Shown shown;
  shown.choose("Rule", "LFP-0");
  QCOMPARE(shown.run(0).name, "LFP-0");
  QVERIFY(shown.button("Run A: LFP-0"));
  Experiment next = shown.experiment();
  next.runs[0].name = "My favourite";
  shown.editor.edit("Rename", next);
  shown.choose("Rule", "LFP-ε");
  QCOMPARE(shown.run(0).name, "My favourite");
}

void SetupPanelTest::learning_rate_is_typed() {
  Shown shown;
  lfp::test::type(shown.value("Learning rate"), "0.125");
  QCOMPARE(shown.run(0).optimiser.settings.real("learning_rate"), 0.125);
  QVERIFY(std::holds_alternative<command::ChangeRun>(shown.commands.back()));
  QCOMPARE(shown.editor.undo_stack().count(), 1);
}

void SetupPanelTest::a_value_out_of_range_is_refused_at_the_field() {
  const Shown shown;
  const Experiment before = shown.experiment();
  lfp::test::type(shown.value("Momentum"), "2");
  QCOMPARE(shown.experiment(), before);
  QVERIFY(shown.commands.empty());
  for (const auto* field : shown.panel->findChildren<lfp::SliderField*>())
    if (field->findChild<QLabel*>()->text() == "Momentum" && field->isVisible())
      QVERIFY(!field->message().isEmpty());
}

void SetupPanelTest::method_is_changed() {
  const Shown shown;
  shown.click("Run B: Gradient");
  shown.choose("Method", "LFP");
  QCOMPARE(shown.run(1).method, lfp::Method::lfp);
  QCOMPARE(shown.run(1).name, "LFP-ε 2");
  QVERIFY(std::holds_alternative<command::Load>(shown.commands.back()));
  QVERIFY(shown.find<QComboBox>("Rule"));
}

void SetupPanelTest::clipping_is_switched() {
  const Shown shown;
  QCOMPARE(shown.value("Clip norm").text(), "1");
  shown.click("Clip by norm");
  QVERIFY(!shown.run(0).clip_norm);
  shown.click("Clip by norm");
  QVERIFY(shown.run(0).clip_norm);
  lfp::test::type(shown.value("Clip norm"), "0.25");
  QCOMPARE(shown.run(0).clip_norm, std::optional<double>(0.25));
}

void SetupPanelTest::seed_is_typed_or_drawn() {
  const Shown shown;
  auto* edit = shown.find<QLineEdit>("Seed");
  lfp::test::type(*edit, "18446744073709551615");
  QCOMPARE(shown.experiment().seed, 18446744073709551615U);
  lfp::test::type(*edit, "-1");
  QCOMPARE(shown.experiment().seed, 18446744073709551615U);
  QVERIFY(edit->toolTip().contains("whole number"));
  shown.click("Draw another seed");
  QVERIFY(shown.experiment().seed < 10000U);
  QCOMPARE(edit->text(), QString::number(shown.experiment().seed));
}

void SetupPanelTest::while_running_only_settings_of_runs_are_open() {
  Shown shown;
  shown.set_running(true);
  for (const char* name : {"Spirals", "Add layer", "Units of layer 1: one more", "Draw another seed"}) {
    auto* locked = shown.button(name);
    QVERIFY2(!locked->isEnabled(), name);
    QVERIFY2(locked->toolTip().contains("Pause to change"), name);
    QTest::mouseClick(locked, Qt::LeftButton);
  }
  for (const char* name : {"Activation of layer 1", "Initialiser", "Method"})
    QVERIFY2(!shown.find<QComboBox>(name)->isEnabled(), name);
  QVERIFY(!shown.value("Noise").isEnabled());
  QVERIFY(!shown.value("Batch").isEnabled());
  QVERIFY(shown.commands.empty());

  lfp::test::type(shown.value("Learning rate"), "0.3");
  shown.choose("Rule", "LFP-γ");
  shown.click("Settings of layer 1");
  shown.choose("Rule of layer 1", "LFP-0");
  QVERIFY(shown.commands.size() >= 3U);
  for (const Command& command : shown.commands) QVERIFY(std::holds_alternative<command::ChangeRun>(command));

  shown.set_running(false);
  QVERIFY(shown.button("Spirals")->isEnabled());
  QVERIFY(!shown.button("Spirals")->toolTip().contains("Pause"));
  QVERIFY(shown.value("Noise").isEnabled());
  QVERIFY(!shown.button("Units of layer 3: one more")->isEnabled());
}

void SetupPanelTest::undo_brings_the_fields_back() {
  Shown shown;
  QCOMPARE(shown.panel->title_actions().size(), 2);
  shown.choose("Rule", "LFP-αβ");
  lfp::test::type(shown.value("Noise"), "0.5");
  shown.click("Add layer");
  while (shown.editor.undo_action()->isEnabled()) shown.panel->title_actions()[0]->trigger();
  QCOMPARE(shown.find<QComboBox>("Rule")->currentText(), "LFP-ε");
  QCOMPARE(shown.value("Noise").text(), "0.1");
  QCOMPARE(shown.cards(), 3);
  while (shown.editor.redo_action()->isEnabled()) shown.panel->title_actions()[1]->trigger();
  Shown::settle();
  QCOMPARE(shown.find<QComboBox>("Rule")->currentText(), "LFP-αβ");
  QCOMPARE(shown.value("Noise").text(), "0.5");
  QCOMPARE(shown.cards(), 4);
}

void SetupPanelTest::nothing_is_cut_off_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<double>("zoom");
  QTest::newRow("244") << 244 << 1.0;
  QTest::newRow("276") << 276 << 1.0;
  QTest::newRow("presenter") << 427 << 1.75;
}

void SetupPanelTest::nothing_is_cut_off() {
  QFETCH(int, width);
  QFETCH(double, zoom);
  const auto theme = lfp::Theme::make(lfp::Theme::Kind::light, zoom);
  qApp->setStyleSheet(theme.style_sheet());
  qApp->setFont(theme.body());
  Experiment experiment = start_experiment();
  experiment.runs[0].name = "LFP-ε with a rather long name";
  experiment.network.layers[0].activation = {.name = "leaky_relu", .settings = {}};
  Shown shown(experiment, width);
  apply_theme(*shown.panel, theme);
  shown.panel->resize(width, 700);
  shown.click("More settings");
  QTest::qWait(0);
  QVERIFY(shown.panel->verticalScrollBar()->maximum() > 0);
  QCOMPARE(shown.panel->horizontalScrollBar()->maximum(), 0);
  const QWidget* page = shown.panel->widget();
  QVERIFY(page->width() <= shown.panel->width());
  for (const auto* child : page->findChildren<QWidget*>()) {
    if (!child->isVisible()) continue;
    const QPoint left = child->mapTo(page, QPoint(0, 0));
    const QString what = QString("%1 \"%2\"").arg(child->metaObject()->className(), child->accessibleName());
    QVERIFY2(left.x() >= 0 && left.x() + child->width() <= page->width(), qPrintable(what));
    const auto* parent = child->parentWidget();
    QVERIFY2(child->geometry().right() <= parent->width(), qPrintable(what));
  }
  const auto& card = shown.card(1);
  int right = 0;
  for (QWidget* part : std::initializer_list<QWidget*>{
           card.findChild<lfp::LayerGrip*>(), card.findChild<QLabel*>("layer.title"),
           card.findChild<QComboBox*>(), card.findChild<QAbstractButton*>("layer.remove")}) {
    QVERIFY(part->x() >= right);
    right = part->geometry().right();
  }
  qApp->setStyleSheet({});
}

void SetupPanelTest::panel_wears_the_theme() {
  const auto theme = lfp::Theme::make(lfp::Theme::Kind::dark);
  Shown shown;
  apply_theme(*shown.panel, theme);
  shown.click("Add layer");
  const QImage image = shown.card(3).grab().toImage();
  QCOMPARE(image.pixelColor(image.width() / 2, 3), theme.alternate_base);
}

}  // namespace lfp::test::setup_panel_test

LFPLAB_QT_TEST(setup_panel_test, SetupPanelTest)
#include "setup_panel_test.moc"
