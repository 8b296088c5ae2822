#include "widgets/views/teaching/teaching_view.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/run_badge.h"
#include "widgets/views/focus.h"
#include "widgets/views/teaching/teaching_row.h"

#include <QLabel>
#include <QListWidget>
#include <QStringList>
#include <QTest>
#include <QToolButton>
#include <vector>

namespace lfp::test::teaching_view_test {
namespace {

constexpr QSize dock_size(420, 520);

/// A view as in the window: what it sends is carried out, what it asks for is in its snapshots.
class Taught {
 public:
  explicit Taught(const Experiment& experiment = test::small_experiment())
      : lockstep_(test::start(experiment, {.raster = false, .past = true})), view(focus) {
    QObject::connect(&view, &View::command_issued, &view, [this](const Command& command) {
      if (const auto* teach = std::get_if<command::Teach>(&command))
        lockstep_.intervene(teach->runs, teach->teaching);
      else if (std::holds_alternative<command::TakeBackTeaching>(command))
        lockstep_.take_back_teaching();
      show();
    });
    view.resize(dock_size);
    view.show();
    show();
  }

  void show() {
    Interest interest;
    view.add_interest(interest);
    view.set_snapshot(lockstep_.snapshot(interest));
  }
  void train(std::int64_t steps) {
    lockstep_.advance(steps);
    show();
  }
  std::string signature() const { return lockstep_.signature(); }
  void begin_step() {
    lockstep_.next_phase();
    show();
  }

  QToolButton* button(const char* name) { return view.findChild<QToolButton*>(QString::fromLatin1(name)); }
  float probability(int output, std::size_t run = 0) const {
    return view.snapshot()->runs[run].sample->probabilities[static_cast<std::size_t>(output)];
  }
  const std::vector<TeachingRow::Answer>& answers(int output) const {
    return view.findChildren<TeachingRow*>()[output]->answers();
  }
  std::vector<Intervention> taught() const { return view.snapshot()->time->taught; }
  int log_rows() { return view.findChild<QListWidget*>()->count(); }

 private:
  Lockstep lockstep_;

 public:
  Focus focus;
  TeachingView view;
};

}  // namespace

class TeachingViewTest : public QObject {
  Q_OBJECT

 private slots:
  void a_click_on_plus_raises_the_output_and_is_logged() {
    Taught taught;
    taught.train(3);
    const float before = taught.probability(1);
    QTest::mouseClick(taught.button("teach.reward.1"), Qt::LeftButton);
    QVERIFY(taught.probability(1) > before);
    QCOMPARE(taught.taught().size(), 1U);
    QCOMPARE(taught.log_rows(), 1);
  }

  void a_click_on_minus_lowers_it() {
    Taught taught;
    taught.train(3);
    const float before = taught.probability(0);
    QTest::mouseClick(taught.button("teach.punish.0"), Qt::LeftButton);
    QVERIFY(taught.probability(0) < before);
  }

  void only_runs_of_lfp_are_taught() {
    Taught taught;
    QTest::mouseClick(taught.button("teach.reward.0"), Qt::LeftButton);
    for (const Intervention& given : taught.taught()) QCOMPARE(given.run, 0U);
  }

  void shift_gives_tenfold() {
    Taught taught;
    taught.train(1);
    QTest::mouseClick(taught.button("teach.reward.0"), Qt::LeftButton);
    QTest::keyClick(&taught.view, Qt::Key_Minus, Qt::ShiftModifier);
    const auto given = taught.taught();
    QCOMPARE(given.size(), 2U);
    const double once = std::get<Teaching>(given[0].what).feedback[0];
    const double tenfold = std::get<Teaching>(given[1].what).feedback[0];
    QCOMPARE(std::abs(tenfold), 10 * std::abs(once));
  }

  void keys_choose_the_output_and_the_sample() {
    Taught taught;
    QTest::keyClick(&taught.view, Qt::Key_Down);
    QCOMPARE(taught.view.chosen_output(), 1);
    QTest::keyClick(&taught.view, Qt::Key_Right);
    QTest::keyClick(&taught.view, Qt::Key_Right);
    QCOMPARE(taught.focus.sample(), 2);
    taught.show();
    QTest::keyClick(&taught.view, Qt::Key_Plus);
    const auto all_given = taught.taught();
    const auto& given = std::get<Teaching>(all_given.at(0).what);
    QCOMPARE(given.sample, 2);
    QCOMPARE(given.feedback[0], 0.0);
    QVERIFY(given.feedback[1] != 0.0);
  }

  void taking_back_restores_every_bit() {
    Taught taught;
    taught.train(4);
    const std::string before = taught.signature();
    QTest::mouseClick(taught.button("teach.reward.1"), Qt::LeftButton);
    QVERIFY(taught.signature() != before);
    QTest::keyClick(&taught.view, Qt::Key_Backspace);
    QCOMPARE(taught.signature(), before);
    QCOMPARE(taught.log_rows(), 0);
  }

  void it_says_who_learns_and_who_does_not() {
    const auto says = [](Taught& taught) {
      QString text;
      for (auto* label : taught.view.findChildren<QLabel*>())
        if (label->text().contains("learn")) text += label->text();
      return text;
    };
    Taught two;
    QVERIFY2(says(two).contains("A learns from it. B learns by gradient"), qPrintable(says(two)));
    Experiment experiment = test::small_experiment();
    experiment.runs.push_back(experiment.runs[0]);
    experiment.runs.back().name = "Third";
    Taught three(experiment);
    QVERIFY2(says(three).contains("A and C learn from it. B learns by gradient"), qPrintable(says(three)));
    three.train(2);
    QTest::mouseClick(three.button("teach.reward.1"), Qt::LeftButton);
    const auto given = three.taught();
    QCOMPARE(given.size(), 2U);
    QCOMPARE(given[0].run, 0U);
    QCOMPARE(given[1].run, 2U);
  }

  void a_drawing_is_taught() {
    Taught taught;
    taught.train(3);
    taught.focus.set_drawing(Drawing{.input = std::make_shared<const std::vector<float>>(2, 0.5F)});
    taught.show();
    const float before = taught.probability(1);
    QTest::mouseClick(taught.button("teach.reward.1"), Qt::LeftButton);
    QVERIFY(taught.probability(1) > before);
    const auto all_given = taught.taught();
    const auto& given = std::get<Teaching>(all_given.at(0).what);
    QCOMPARE(given.sample, -1);
    QCOMPARE(given.input.size(), 2U);
    QVERIFY(taught.view.csv().contains("LFP,drawing,,"));
  }

  void within_a_step_the_buttons_say_why_they_are_off() {
    Taught taught;
    taught.begin_step();
    QVERIFY(!taught.button("teach.reward.0")->isEnabled());
    QVERIFY(taught.button("teach.reward.0")->toolTip().contains("step"));
  }

  void without_an_lfp_run_it_says_what_to_do() {
    Experiment experiment = test::small_experiment();
    experiment.runs.erase(experiment.runs.begin());
    Taught taught(experiment);
    const auto rows = taught.view.findChildren<TeachingRow*>();
    QVERIFY(std::none_of(rows.begin(), rows.end(), [](const TeachingRow* row) { return row->isVisible(); }));
  }

  void one_run_or_the_difference_can_be_shown() {
    Taught taught;
    taught.train(3);
    const auto words = [&taught](int output) {
      QStringList told;
      for (const TeachingRow::Answer& answer : taught.answers(output))
        told << QStringLiteral("%1%2")
                    .arg(answer.is_difference ? "A − B" : run_letter(answer.run))
                    .arg(*answer.probability, 0, 'f', 4);
      return told.join(' ');
    };
    const auto probability = [&taught](std::size_t run) {
      return QString::number(taught.probability(1, run), 'f', 4);
    };
    QCOMPARE(words(1), QString("A%1 B%2").arg(probability(0), probability(1)));
    QTest::keyClick(&taught.view, Qt::Key_B);
    QCOMPARE(words(1), QString("B%1").arg(probability(1)));
    QTest::keyClick(&taught.view, Qt::Key_D);
    const double difference =
        static_cast<double>(taught.probability(1, 0)) - static_cast<double>(taught.probability(1, 1));
    QCOMPARE(words(1), QString("A − B%1").arg(difference, 0, 'f', 4));
    QTest::keyClick(&taught.view, Qt::Key_D);
    QVERIFY(words(1).contains("A") && words(1).contains("B"));
  }

  void the_log_is_data() {
    Taught taught;
    QVERIFY(taught.view.csv().isEmpty());
    QTest::mouseClick(taught.button("teach.reward.1"), Qt::LeftButton);
    QVERIFY(taught.view.csv().contains("LFP,test,0,"));
  }
};

}  // namespace lfp::test::teaching_view_test

LFPLAB_QT_TEST(teaching_view_test, TeachingViewTest)
#include "teaching_view_test.moc"
