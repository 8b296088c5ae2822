#include "widgets/views/inspector/inspector_view.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_inspector.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/term_field.h"
#include "widgets/views/figure_file.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace lfp::test::inspector_view_test {

class InspectorViewTest : public QObject, private ShownInspector {
  Q_OBJECT

 private slots:
  void init() { show_training(); }
  void waits_for_a_choice();
  void asks_for_the_item_in_focus();
  void names_what_it_shows();
  void tells_of_a_batch_once_feedback_has_come_down();
  void setting_a_weight_sends_a_command();
  void keys_choose_the_run_and_let_go();
  void numbers_and_figures_can_be_taken_along();
};

void InspectorViewTest::waits_for_a_choice() {
  QVERIFY(view_->inspection() == nullptr);
  QVERIFY(view_->csv().isEmpty());
  Interest interest;
  view_->add_interest(interest);
  QVERIFY(interest.close_looks.empty());
}

void InspectorViewTest::asks_for_the_item_in_focus() {
  focus_->set_item(connection);
  focus_->set_sample(9);
  Interest interest;
  view_->add_interest(interest);
  QVERIFY(interest.inspected_items() == std::vector{connection});
  QCOMPARE(interest.sample_index, 9);
}

void InspectorViewTest::names_what_it_shows() {
  show(connection);
  QCOMPARE(view_->windowTitle(), QStringLiteral("Connection"));
  QVERIFY2(view_->heading().startsWith("Layer 2 · neuron 5 → output"), qPrintable(view_->heading()));
  show(bias);
  QCOMPARE(view_->windowTitle(), QStringLiteral("Bias"));
  show(neuron);
  QCOMPARE(view_->windowTitle(), QStringLiteral("Neuron"));
  QCOMPARE(view_->heading(), QStringLiteral("Layer 2 · neuron 5"));
}

void InspectorViewTest::tells_of_a_batch_once_feedback_has_come_down() {
  lockstep_ = std::make_unique<Lockstep>(start(small_experiment()));
  const auto tells = [this] {
    for (const QLabel* label : view_->findChildren<QLabel*>())
      if (label->text().startsWith("Last batch: F")) return true;
    return false;
  };
  show(connection);
  QVERIFY(!tells());
  for (const bool is_down : {false, false, true}) {  // forward, output feedback, down from the output
    lockstep_->next_phase();
    show(connection);
    QCOMPARE(tells(), is_down);
  }
}

void InspectorViewTest::setting_a_weight_sends_a_command() {
  show(connection);
  QSignalSpy commands(view_.get(), &InspectorView::command_issued);
  TermField* set = nullptr;
  for (auto* candidate : view_->findChildren<TermField*>())
    if (candidate->accessibleName() == QStringLiteral("Set weight")) set = candidate;
  QVERIFY(set != nullptr);
  type(*set, "0.25");
  QCOMPARE(commands.count(), 1);
  const auto command = commands[0][0].value<Command>();
  const auto& asked = std::get<command::SetParameter>(command);
  QCOMPARE(asked.run, 0U);
  QVERIFY((asked.edit.parameter == InspectedItem{.layer = 2, .unit = 1, .input = 4}));
  QCOMPARE(asked.edit.value, 0.25);
}

void InspectorViewTest::keys_choose_the_run_and_let_go() {
  show(connection);
  const double by_lfp = view_->inspection()->parameter->value;
  QTest::keyClick(view_.get(), Qt::Key_B);
  QVERIFY(view_->inspection()->parameter->value != by_lfp);
  QTest::keyClick(view_.get(), Qt::Key_Escape);
  QVERIFY(!focus_->item());
}

void InspectorViewTest::numbers_and_figures_can_be_taken_along() {
  show(connection);
  const QStringList rows = view_->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(rows.size(), 1 + 12 + 3);
  QVERIFY(rows[1].startsWith("neuron 1,"));
  const QTemporaryDir folder;
  save_figure(*view_, folder.filePath("inspector.svg"), QSize(800, 500));
  QFile file(folder.filePath("inspector.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(file.readAll().contains("bias share"));
}

}  // namespace lfp::test::inspector_view_test

LFPLAB_QT_TEST(inspector_view_test, InspectorViewTest)
#include "inspector_view_test.moc"
