#include "widgets/panels/study/study_panel.h"

#include "core/study/study_file.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "tests/support/small_experiment.h"
#include "tests/support/small_study.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/study/axis_card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <memory>

namespace lfp::test::study_panel_test {

class StudyPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    editor_ = std::make_unique<ExperimentEditor>(small_experiment());
    panel_ = shown(std::make_unique<StudyPanel>(*editor_), QSize(276, 900));
    apply_theme(*panel_, Theme::make(Theme::Kind::light));
  }
  void cleanup() {
    panel_.reset();
    editor_.reset();
  }

  void starts_with_the_learning_rate_of_all_runs_against_epsilon() {
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes.size(), std::size_t{2});
    QCOMPARE(study->axes[0].path, std::string("runs[*].optimiser.learning_rate"));
    QCOMPARE(study->axes[1].path, std::string("runs[0].rule.epsilon"));
    QVERIFY(study->axes[0].is_logarithmic());
    QCOMPARE(study->experiment.runs, editor_->experiment().runs);
  }

  void what_is_typed_is_what_is_studied() {
    type(*field("X from"), QStringLiteral("0.01"));
    type(*field("X to"), QStringLiteral("1e1"));
    type(*field("X steps"), QStringLiteral("5"));
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes[0].range->from, 0.01);
    QCOMPARE(study->axes[0].range->to, 10.0);
    QCOMPARE(study->axes[0].count(), 5);
  }

  void what_is_wrong_is_said_and_not_studied_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("no number") << "X from"
                               << "many"
                               << "not a number";
    QTest::newRow("nothing") << "X from"
                             << " "
                             << "not a number";
    QTest::newRow("reversed") << "X from"
                              << "1e9"
                              << "reversed";
    QTest::newRow("not above zero") << "Y from"
                                    << "0"
                                    << "above 0";
    QTest::newRow("no steps") << "X steps"
                              << "0"
                              << "steps";
    QTest::newRow("half a step") << "X steps"
                                 << "2.5"
                                 << "steps";
  }
  void what_is_wrong_is_said_and_not_studied() {
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    QFETCH(const QString, said);
    type(*field(name), text);
    QVERIFY(!panel_->study());
    QVERIFY2(problem().contains(said), qPrintable(problem()));
    type(*field(name), QStringLiteral("2"));
    if (name == QLatin1String("X steps")) QVERIFY2(problem().isEmpty(), qPrintable(problem()));
  }

  void the_same_setting_twice_is_said() {
    choose(1, QStringLiteral("runs[*].optimiser.learning_rate"));
    QVERIFY(!panel_->study());
    QVERIFY2(problem().contains("same setting"), qPrintable(problem()));
  }

  void a_value_that_the_core_refuses_is_said_in_its_words() {
    type(*field("X from"), QStringLiteral("-5"));
    type(*field("X to"), QStringLiteral("-1"));
    auto* scale = combo(QStringLiteral("Values of axis X"));
    scale->setCurrentIndex(1);
    emit scale->activated(1);
    QVERIFY(!panel_->study());
    QVERIFY(!problem().isEmpty());
  }

  void values_can_be_listed() {
    auto* scale = combo(QStringLiteral("Values of axis Y"));
    scale->setCurrentIndex(2);
    emit scale->activated(2);
    type(*field("Y values"), QStringLiteral("0; 1e−6; 0.01"));
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes[1].count(), 3);
    QCOMPARE(*study->axes[1].at(1).number, 1e-6);
    type(*field("Y values"), QStringLiteral("0; a"));
    QVERIFY(!panel_->study());
  }

  void names_are_ticked() {
    choose(2, QStringLiteral("runs[0].rule.name"));
    const auto ticks = cards()[2]->findChildren<QCheckBox*>();
    QVERIFY(ticks.size() > 4);
    for (QCheckBox* tick : ticks.mid(2)) tick->click();
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes.size(), std::size_t{3});
    QCOMPARE(study->axes[2].count(), 2);
    for (QCheckBox* tick : ticks.mid(0, 2)) tick->click();
    QVERIFY(!panel_->study());
  }

  void a_study_that_was_opened_comes_back_the_same() {
    const Study opened = small_study();
    panel_->show_study(opened);
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study_hash(*study), study_hash(opened));
    // Another experiment at hand is not the study's.
    QCOMPARE(study->experiment.dataset, opened.experiment.dataset);
  }

  /// Also where the study was opened, so that its experiment could as well be the one at hand.
  void a_study_of_the_experiment_at_hand_comes_back_the_same() {
    Study study = *panel_->study();
    study.name = "Mine";
    study.question = "Does it learn?";
    study.experiment.stop = {.epochs = {}, .steps = 40};
    study.seeds = {3, 5};
    study.pictures = {"boundaries"};
    std::swap(study.axes[0], study.axes[1]);
    panel_->show_study(study);
    QCOMPARE(to_json(*panel_->study()), to_json(study));
    type(*field("X to"), QStringLiteral("2"));
    QCOMPARE(panel_->study()->name, std::string("Mine"));
    choose(1, QStringLiteral("batch_size"));
    QVERIFY2(panel_->study()->name != "Mine", "it asks something else now");
    QVERIFY(panel_->study()->question.empty());
  }

  void a_study_of_the_experiment_at_hand_is_named_after_the_titles_of_its_axes() {
    Study opened = small_study();
    for (Axis& axis : opened.axes) axis.label.clear();
    panel_->show_study(opened);
    auto* base = combo(QStringLiteral("Start from"));
    base->setCurrentIndex(0);
    emit base->activated(0);
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(QString::fromStdString(study->name), QStringLiteral("learning rate × epsilon"));
  }

  void the_cards_show_the_axes_as_the_map_does() {
    Study opened = small_study();
    opened.axes = {rules(), opened.axes.at(0)};
    QVERIFY(opened.axes[1].is_numeric());
    panel_->show_study(opened);
    QCOMPARE(cards()[0]->axis()->path, opened.axes[1].path);
    QCOMPARE(cards()[1]->axis()->path, opened.axes[0].path);
    QVERIFY(panel_->study());
    QCOMPARE(study_hash(*panel_->study()), study_hash(opened));
  }

  void numbers_come_to_lie_along_x() {
    const std::string rate = cards()[0]->axis()->path;
    choose(1, QString::fromStdString(rate));
    choose(0, QStringLiteral("runs[0].rule.name"));
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes[0].path, rate);
    QCOMPARE(cards()[0]->axis()->path, rate);
    QCOMPARE(cards()[1]->axis()->path, std::string("runs[0].rule.name"));
  }

  void a_setting_of_the_set_up_starts_a_study_with_it_along_x() {
    panel_->start_with("runs[0].rule.epsilon");
    const auto study = panel_->study();
    QVERIFY(study.has_value());
    QCOMPARE(study->axes[0].path, std::string("runs[0].rule.epsilon"));
    QVERIFY(study->axes[1].path.ends_with("learning_rate"));
  }

 private:
  static Axis rules() {
    Axis axis{.path = "runs[0].rule.name", .label = "Rule", .range = {}};
    for (const char* name : {"epsilon", "z_plus"})
      axis.values.push_back({.label = name, .changes = axis.changes_to('"' + std::string(name) + '"')});
    return axis;
  }
  QLineEdit* field(const QString& name) {
    for (auto* edit : panel_->findChildren<QLineEdit*>())
      if (edit->accessibleName() == name) return edit;
    qFatal("no field %s", qPrintable(name));
  }
  QComboBox* combo(const QString& name) {
    for (auto* box : panel_->findChildren<QComboBox*>())
      if (box->accessibleName() == name) return box;
    qFatal("no box %s", qPrintable(name));
  }
  QList<AxisCard*> cards() { return panel_->findChildren<AxisCard*>(); }
  void choose(int card, const QString& path) {
    const QStringList letters{QStringLiteral("X"), QStringLiteral("Y"), QStringLiteral("Z")};
    auto* box = combo(QStringLiteral("Setting of axis %1").arg(letters[card]));
    const int index = box->findData(path);
    QVERIFY(index >= 0);
    box->setCurrentIndex(index);
    emit box->activated(index);
  }
  QString problem() {
    const auto* label = panel_->findChild<QLabel*>(QStringLiteral("study.problem"));
    return label->isHidden() ? QString() : label->text();
  }

  std::unique_ptr<ExperimentEditor> editor_;
  std::unique_ptr<StudyPanel> panel_;
};

}  // namespace lfp::test::study_panel_test

LFPLAB_QT_TEST(study_panel_test, StudyPanelTest)
#include "study_panel_test.moc"
