#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/views/boundary/boundary_view.h"
#include "widgets/views/boundary/point_pen.h"
#include "widgets/views/focus.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <memory>
#include <vector>

namespace lfp::test::boundary_drawing_test {

/// One's own points, drawn into the boundary view.
class BoundaryDrawingTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void a_click_adds_a_point_of_the_chosen_class();
  void dragging_adds_several_in_one_change();
  void a_point_is_removed_by_a_click_or_the_last_by_a_key();
  void a_class_keeps_its_last_point();
  void one_more_class_than_there_are_can_be_drawn();
  void while_training_runs_nothing_is_drawn();
  void other_data_have_no_pen();

 private:
  /// What was asked for becomes the experiment, as the window does.
  void load();
  QPoint place(double x, double y) const;
  void click(double x, double y) {
    QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::NoModifier, place(x, y));
  }

  lfp::Choice data_;
  SnapshotPointer snapshot_;
  std::unique_ptr<lfp::Focus> focus_;
  std::unique_ptr<lfp::BoundaryView> view_;
};

void BoundaryDrawingTest::init() {
  data_ = choose("drawn", {{"points", std::string("[[-1,-1,0],[-1,1,0],[1,-1,1],[1,1,1]]")}});
  focus_ = std::make_unique<lfp::Focus>();
  view_ = std::make_unique<lfp::BoundaryView>(*focus_);
  apply_theme(*view_, Theme::make(Theme::Kind::light));
  view_->resize(560, 320);
  view_->show();
  connect(view_.get(), &lfp::BoundaryView::data_drawn, view_.get(),
          [this](const lfp::Choice& data) { data_ = data; });
  load();
}

void BoundaryDrawingTest::load() {
  Experiment experiment = small_experiment();
  experiment.dataset = data_;
  view_->set_data(data_);
  Interest interest;
  view_->add_interest(interest);
  snapshot_ = start(experiment).snapshot(interest);
  view_->set_snapshot(snapshot_);
  QCoreApplication::processEvents();
}

QPoint BoundaryDrawingTest::place(double x, double y) const {
  return lfp::boundary_pixel(*snapshot_->runs[0].boundary, view_->cells().front().square, {x, y}).toPoint();
}

void BoundaryDrawingTest::a_click_adds_a_point_of_the_chosen_class() {
  QVERIFY(view_->pen().isVisible());
  for (const auto& cell : view_->cells()) QVERIFY(cell.square.bottom() < view_->pen().geometry().top());
  view_->setFocus();
  QTest::keyClick(view_.get(), Qt::Key_1);
  QCOMPARE(view_->pen().label(), 1);
  QSignalSpy drawn(view_.get(), &lfp::BoundaryView::data_drawn);
  click(0.25, -0.5);
  QCOMPARE(drawn.count(), 1);
  QCOMPARE(drawn.front()[1].toString(), QStringLiteral("Draw points"));
  const auto points = view_->drawn_data();
  QCOMPARE(points.size(), std::size_t{5});
  QCOMPARE(points.back().label, 1);
  QVERIFY(std::abs(points.back().x - 0.25) < 0.02);
  QVERIFY(std::abs(points.back().y + 0.5) < 0.02);
  load();
  QCOMPARE(snapshot_->dataset->train.count(), std::int64_t{5});
}

void BoundaryDrawingTest::dragging_adds_several_in_one_change() {
  QSignalSpy drawn(view_.get(), &lfp::BoundaryView::data_drawn);
  const QPoint from = place(-0.5, 0);
  QTest::mousePress(view_.get(), Qt::LeftButton, Qt::NoModifier, from);
  for (int moved = 5; moved <= 45; moved += 5) {
    QMouseEvent move(QEvent::MouseMove, from + QPoint(moved, 0), view_->mapToGlobal(from), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view_.get(), &move);
  }
  QCOMPARE(drawn.count(), 0);
  QTest::mouseRelease(view_.get(), Qt::LeftButton, Qt::NoModifier, from + QPoint(45, 0));
  QCOMPARE(drawn.count(), 1);
  QCOMPARE(view_->drawn_data().size(), std::size_t{4 + 4});
}

void BoundaryDrawingTest::a_point_is_removed_by_a_click_or_the_last_by_a_key() {
  view_->pen().choose(PointPen::removes);
  click(0, 0);
  QCOMPARE(view_->drawn_data().size(), std::size_t{4});
  click(1, -1);
  QCOMPARE(view_->drawn_data().size(), std::size_t{3});
  QVERIFY((view_->drawn_data().back() == lfp::DrawnPoint{.x = 1, .y = 1, .label = 1}));
  view_->pen().choose(0);
  click(0.5, 0.5);
  view_->setFocus();
  QTest::keyClick(view_.get(), Qt::Key_Backspace);
  QCOMPARE(view_->drawn_data().size(), std::size_t{3});
}

void BoundaryDrawingTest::a_class_keeps_its_last_point() {
  view_->setFocus();
  QTest::keyClick(view_.get(), Qt::Key_Backspace);
  QSignalSpy drawn(view_.get(), &lfp::BoundaryView::data_drawn);
  QTest::keyClick(view_.get(), Qt::Key_Backspace);
  QCOMPARE(drawn.count(), 0);
  QCOMPARE(view_->drawn_data().size(), std::size_t{3});
}

void BoundaryDrawingTest::one_more_class_than_there_are_can_be_drawn() {
  view_->setFocus();
  QTest::keyClick(view_.get(), Qt::Key_3);
  QVERIFY(view_->pen().label() != 3);
  QTest::keyClick(view_.get(), Qt::Key_2);
  QCOMPARE(view_->pen().label(), 2);
  click(0, 0);
  QCOMPARE(view_->drawn_data().back().label, 2);
  QCOMPARE(view_->pen().classes_offered(), 4);
}

void BoundaryDrawingTest::while_training_runs_nothing_is_drawn() {
  auto running = std::make_shared<lfp::Snapshot>(*snapshot_);
  running->running = true;
  view_->set_snapshot(running);
  QCoreApplication::processEvents();
  click(0.25, 0.25);
  QCOMPARE(view_->drawn_data().size(), std::size_t{4});
}

void BoundaryDrawingTest::other_data_have_no_pen() {
  data_ = choose("moons");
  load();
  QVERIFY(view_->pen().isHidden());
  click(0, 0);
  QCOMPARE(data_.name, std::string("moons"));
  QVERIFY(view_->drawn_data().empty());
}

}  // namespace lfp::test::boundary_drawing_test

LFPLAB_QT_TEST(boundary_drawing_test, BoundaryDrawingTest)
#include "boundary_drawing_test.moc"
