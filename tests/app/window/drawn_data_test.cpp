#include "app/window/drawn_data.h"

#include "app/docks/docks.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/entry_items.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/boundary/boundary_view.h"
#include "widgets/views/boundary/point_pen.h"

#include <QDockWidget>
#include <QTest>

namespace lfp::test::drawn_data_test {

/// Points drawn in the window, from the click to the training and back.
class DrawnDataTest : public QObject, private WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1280, 800}));
    Experiment next = window_->editor().experiment();
    next.dataset = default_choice(*entry_info(dataset_entries(), "drawn"));
    window_->editor().edit(QStringLiteral("Choose other data"), next);
    QVERIFY(comes_true([this] { return newest(*window_).dataset->name == "Drawn points"; }));
    before_ = newest(*window_).dataset->train.count();
    QVERIFY(comes_true([this] { return boundary("dock.boundary").pen().isVisible(); }));
  }
  void cleanup() { window_.reset(); }

  void a_point_is_trained_on_and_undone() {
    click(boundary("dock.boundary"));
    QVERIFY(comes_true([this] { return points() == before_ + 1; }));
    click(boundary("dock.boundary"));
    QVERIFY(comes_true([this] { return points() == before_ + 2; }));
    window_->editor().undo_stack().undo();
    QVERIFY(comes_true([this] { return points() == before_ + 1; }));
    QCOMPARE(boundary("dock.boundary").drawn_data().size(), static_cast<std::size_t>(before_ + 1));
  }

  void a_second_view_draws_into_the_same_data() {
    QDockWidget* copy = window_->docks().duplicate(*dock(*window_, "dock.boundary"));
    QVERIFY(copy != nullptr);
    auto& second = *qobject_cast<BoundaryView*>(copy->widget());
    QVERIFY(
        comes_true([&] { return second.snapshot() && !second.cells().empty() && second.pen().isVisible(); }));
    QVERIFY(comes_to_rest());
    click(second);
    QVERIFY(comes_true([this] { return points() == before_ + 1; }));
    QCOMPARE(boundary("dock.boundary").drawn_data().size(), second.drawn_data().size());
  }

 private:
  std::int64_t points() { return newest(*window_).dataset->train.count(); }
  BoundaryView& boundary(const char* name) {
    return *qobject_cast<BoundaryView*>(dock(*window_, name)->widget());
  }
  static void click(BoundaryView& view) {
    QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, view.cells().front().square.center());
  }

  std::int64_t before_ = 0;
};

}  // namespace lfp::test::drawn_data_test

LFPLAB_QT_TEST(drawn_data_test, DrawnDataTest)
#include "drawn_data_test.moc"
