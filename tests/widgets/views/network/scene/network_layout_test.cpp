#include "widgets/views/network/scene/network_layout.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <numeric>
#include <utility>

namespace lfp::test::network_layout_test {

namespace {

/// Images of 28 x 28 pixels, one of which is shown, through layers of these sizes.
NetworkPlan plan_of(std::vector<std::int64_t> layers) {
  NetworkPlan plan{.sizes = {784}, .layers = {}, .maps = {}, .input = {1, 28, 28}, .image_outputs = {}};
  plan.sizes.insert(plan.sizes.end(), layers.begin(), layers.end());
  plan.layers.resize(plan.sizes.size());
  std::iota(plan.layers.begin(), plan.layers.end(), -1);
  plan.maps.resize(plan.sizes.size());
  plan.one_sample = true;
  plan.name_width = 10;
  return plan;
}

}  // namespace

class NetworkLayoutTest : public QObject {
  Q_OBJECT

 private slots:
  void outputs_that_make_an_image_are_in_its_rows_data() {
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("1280 x 800") << QSizeF(615, 395);
    QTest::newRow("1280 x 800, low") << QSizeF(636, 282);
    QTest::newRow("1920 x 1080") << QSizeF(945, 585);
    QTest::newRow("1920 x 1080, high") << QSizeF(945, 845);
    QTest::newRow("half of it") << QSizeF(480, 845);
  }

  void outputs_that_make_an_image_are_in_its_rows() {
    QFETCH(QSizeF, size);
    NetworkPlan plan = plan_of({128, 16, 128, 784});
    plan.image_outputs = plan.input;
    const NetworkLayout layout = lay_out(plan, size, theme_);
    const NetworkColumn& outputs = layout.outputs();
    QCOMPARE(outputs.kind, NetworkColumn::Kind::cells);
    QCOMPARE(outputs.columns, 28);
    QVERIFY(outputs.area.bottom() <= layout.legend.top());
    QVERIFY(outputs.area.right() < size.width());
    QVERIFY(outputs.area.left() > layout.columns[3].area.right());
  }

  void feature_maps_are_large_where_cells_can_be_smaller() {
    NetworkPlan plan = plan_of({16, 16, 120, 84, 10});
    plan.maps[1] = {1, 24, 24};
    plan.maps[2] = {1, 8, 8};
    const NetworkLayout layout = lay_out(plan, QSizeF(945, 585), theme_);
    QVERIFY2(layout.map_side >= 40.0, qPrintable(QString::number(layout.map_side)));
    QVERIFY2(layout.columns[3].size >= 12.0, qPrintable(QString::number(layout.columns[3].size)));
    QVERIFY(layout.outputs().area.right() < 945.0);
  }

 private:
  Theme theme_ = Theme::make(Theme::Kind::light);
};

}  // namespace lfp::test::network_layout_test

LFPLAB_QT_TEST(network_layout_test, NetworkLayoutTest)
#include "network_layout_test.moc"
