#include "widgets/views/runs/run_grid.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <set>

namespace lfp::test::run_grid_test {

class RunGridTest : public QObject {
  Q_OBJECT

 private slots:
  void squares_are_as_large_as_the_area_allows_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("runs");
    QTest::addColumn<int>("columns");
    QTest::newRow("two, wide") << QSize(600, 300) << 2 << 2;
    QTest::newRow("two, high") << QSize(300, 600) << 2 << 1;
    QTest::newRow("four, a strip") << QSize(900, 200) << 4 << 4;
    QTest::newRow("four, three and one would be no larger") << QSize(1000, 560) << 4 << 2;
    QTest::newRow("four, high") << QSize(200, 900) << 4 << 1;
    QTest::newRow("four, small") << QSize(321, 150) << 4 << 2;
    QTest::newRow("three") << QSize(900, 300) << 3 << 3;
  }

  void squares_are_as_large_as_the_area_allows() {
    QFETCH(QSize, size);
    QFETCH(int, runs);
    QFETCH(int, columns);
    const auto cells = run_grid(QRect(QPoint(), size), runs, Theme::make(Theme::Kind::light));
    QCOMPARE(cells.size(), static_cast<std::size_t>(runs));
    std::set<int> lefts;
    for (const RunCell& cell : cells) {
      lefts.insert(cell.square.left());
      QVERIFY(QRect(QPoint(), size).contains(cell.square));
      QVERIFY(QRect(QPoint(), size).contains(cell.heading));
    }
    QCOMPARE(static_cast<int>(lefts.size()), columns);
  }
};

}  // namespace lfp::test::run_grid_test

LFPLAB_QT_TEST(run_grid_test, RunGridTest)
#include "run_grid_test.moc"
