#include "app/window/way_on_question.h"

#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/transport/time_scrubber.h"
#include "widgets/views/focus.h"
#include "widgets/views/known_steps.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTest>

namespace lfp::test::way_on_question_test {

namespace {

const Snapshot& now(MainWindow& window) {
  return *window.bridge().snapshot();
}

bool reaches_step(MainWindow& window, std::int64_t step) {
  return comes_true([&] { return !now(window).running && now(window).position.step == step; });
}

QMessageBox* question(MainWindow& window) {
  return window.findChild<QMessageBox*>(QStringLiteral("way_on_question"));
}

}  // namespace

class WayOnQuestionTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1600, 1000}));
    window_->bridge().send(command::Run{.until_step = 40, .until_epoch = {}, .until_test_accuracy = {}});
    QVERIFY(reaches_step(*window_, 40));
    end_ = QString::fromStdString(now(*window_).signature);
    // By the mouse, to about a third of the track.
    auto* track = window_->findChild<TimeScrubber*>();
    QTest::mouseClick(track, Qt::LeftButton, {}, QPoint(qRound(track->place_of(12)), track->height() / 2));
    QVERIFY(reaches_step(*window_, 12));
  }

  void cleanup() { window_.reset(); }

  void training_the_same_way_again_is_not_asked_about() {
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 13));
    QVERIFY(question(*window_) == nullptr);
    QCOMPARE(lfp::known_steps(now(*window_)), std::int64_t{40});
    window_->bridge().send(command::GoTo{40});
    QVERIFY(reaches_step(*window_, 40));
    QVERIFY(comes_true([&] { return QString::fromStdString(now(*window_).signature) == end_; }));
    QVERIFY(now(*window_).runs[0].ahead == nullptr);
  }

  void training_with_other_settings_goes_on_as_a_fork_that_keeps_the_rest() {
    const RunSpec before = window_->editor().experiment().runs[0];
    QVERIFY(slow_down());
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(question(*window_) != nullptr && question(*window_)->isVisible());
    QCOMPARE(now(*window_).position.step, std::int64_t{12});
    QVERIFY(answer(QStringLiteral("Go on as a fork")));
    QVERIFY(reaches_step(*window_, 13));
    QVERIFY(comes_true([&] { return now(*window_).runs.size() == 3; }));
    QCOMPARE(window_->editor().experiment().runs[0], before);
    QVERIFY(window_->editor().experiment().runs[2].optimiser != before.optimiser);
    QVERIFY(now(*window_).runs[0].ahead != nullptr);
    QVERIFY(now(*window_).runs[1].ahead != nullptr);
    QVERIFY(now(*window_).runs[2].ahead == nullptr);
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 14));
    QVERIFY2(question(*window_) == nullptr, "it is asked once");
  }

  void what_lies_ahead_is_replaced_where_a_person_says_so() {
    QVERIFY(slow_down());
    QTest::keyClick(window_.get(), Qt::Key_Space);
    QVERIFY(question(*window_) != nullptr);
    QVERIFY(!now(*window_).running);
    QVERIFY(answer(QStringLiteral("Replace")));
    QVERIFY(comes_true([&] { return now(*window_).position.step > 12; }));
    QTest::keyClick(window_.get(), Qt::Key_Space);
    QVERIFY(comes_true([&] { return !now(*window_).running; }));
    QVERIFY(now(*window_).runs[0].ahead == nullptr);
    QCOMPARE(now(*window_).runs.size(), std::size_t{2});
  }

  void cancelled_all_stays_as_it_was() {
    QVERIFY(slow_down());
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(question(*window_) != nullptr);
    question(*window_)->button(QMessageBox::Cancel)->click();
    QVERIFY(comes_true([&] { return question(*window_) == nullptr; }));
    QCOMPARE(now(*window_).position.step, std::int64_t{12});
    QCOMPARE(lfp::known_steps(now(*window_)), std::int64_t{40});
  }

  void teaching_by_hand_is_done_to_the_fork() {
    window_->bridge().send(
        command::Teach{.runs = {0}, .teaching = {.from_test = true, .sample = 0, .feedback = {0.5, -0.5}}});
    QVERIFY(question(*window_) != nullptr);
    QVERIFY(answer(QStringLiteral("Go on as a fork")));
    QVERIFY(
        comes_true([&] { return now(*window_).runs.size() == 3 && !now(*window_).time->taught.empty(); }));
    QCOMPARE(now(*window_).time->taught[0].run, std::size_t{2});
    QVERIFY(now(*window_).runs[0].ahead != nullptr);
  }

  void a_weight_that_is_set_replaces_only_the_way_of_its_run() {
    window_->bridge().send(command::SetParameter{
        .run = 0, .edit = {.parameter = {.layer = 0, .unit = 0, .input = 0}, .value = 0.5}});
    QVERIFY(question(*window_) != nullptr);
    QVERIFY(answer(QStringLiteral("Replace")));
    QVERIFY(comes_true([&] { return now(*window_).runs[0].ahead == nullptr; }));
    QVERIFY(now(*window_).runs[1].ahead != nullptr);
  }

  void the_track_and_the_plots_share_the_cross_hair() {
    auto* track = window_->findChild<TimeScrubber*>();
    QTest::mouseMove(track, QPoint(qRound(track->place_of(20)), track->height() / 2));
    const QImage with = track->grab().toImage();
    View* curves = nullptr;
    for (View* view : window_->findChildren<View*>())
      if (view->accessibleName() == QLatin1String("Curves")) curves = view;
    QVERIFY(curves != nullptr);
    curves->setFocus();
    QTest::keyClick(curves, Qt::Key_Escape);
    QVERIFY2(track->grab().toImage() != with, "the line on the track goes with the cross-hair of the plots");
  }

 private:
  bool slow_down() {
    Experiment slower = window_->editor().experiment();
    slower.runs[0].optimiser.settings.set("learning_rate", 0.001);
    window_->editor().edit(QStringLiteral("slower"), slower);
    return comes_true([&] { return !now(*window_).time->departures.empty(); });
  }

  bool answer(const QString& words) {
    for (QAbstractButton* button : question(*window_)->buttons()) {
      if (button->text() != words) continue;
      QTest::mouseClick(button, Qt::LeftButton);
      if (!comes_true([&] { return question(*window_) == nullptr; })) return false;
      window_->activateWindow();
      return QTest::qWaitForWindowActive(window_.get());
    }
    return false;
  }

  QString end_;
};

}  // namespace lfp::test::way_on_question_test

LFPLAB_QT_TEST(way_on_question_test, WayOnQuestionTest)
#include "way_on_question_test.moc"
