#include "widgets/views/weight_matrix/weight_layout.h"

#include "tests/support/qt_test.h"

namespace lfp::test::weight_layout_test {

class WeightLayoutTest : public QObject {
  Q_OBJECT

 private slots:
  void every_cell_is_found_where_it_lies() {
    for (const WeightLayout& layout : {laid_out(2, {12, 5, true}), laid_out(1, {3, 200, true})})
      for (std::size_t pane = 0; pane < layout.panes().size(); ++pane)
        for (const WeightCell cell : {WeightCell{0, 0}, WeightCell{2, 4}, WeightCell{1, 3}}) {
          const auto found = layout.cell_at(pane, layout.area_of(pane, cell).center());
          QVERIFY(found && *found == cell);
        }
  }

  void a_bias_lies_apart_from_the_weights() {
    const WeightLayout layout = laid_out(1, {6, 4, true});
    const WeightLayout::Pane& pane = layout.panes().front();
    QVERIFY(pane.bias.left() > pane.matrix.right());
    const WeightCell bias{.unit = 3, .input = 4};
    QCOMPARE(layout.cell_at(0, layout.area_of(0, bias).center()).value_or(WeightCell{}).input, bias.input);
    const double gap = (pane.matrix.right() + pane.bias.left()) / 2;
    QVERIFY(!layout.cell_at(0, {gap, pane.matrix.center().y()}));
    QVERIFY(laid_out(1, {6, 4, false}).panes().front().bias.isEmpty());
  }

  void panes_lie_within_the_area_and_not_over_each_other() {
    const WeightLayout layout = laid_out(4, {10, 10, true});
    QCOMPARE(layout.panes().size(), std::size_t{4});
    for (const auto& pane : layout.panes()) QVERIFY(area.contains(pane.frame) && area.contains(pane.header));
    for (std::size_t one = 0; one < 4; ++one)
      for (std::size_t other = 0; other < one; ++other)
        QVERIFY(!layout.panes()[one].frame.intersects(layout.panes()[other].frame));
    QCOMPARE(layout.pane_at(QRectF(layout.panes()[2].frame).center()).value_or(9), std::size_t{2});
  }

  void a_matrix_that_would_be_a_thin_strip_lies_down() {
    QVERIFY(laid_out(1, {300, 2, true}).is_lying());
    QVERIFY(!laid_out(1, {20, 30, true}).is_lying());
    QCOMPARE(laid_out(1, {300, 2, true}).columns(), std::int64_t{300});
  }

  void there_is_nothing_without_runs_weights_or_room() {
    QVERIFY(laid_out(0, {3, 3, true}).is_empty());
    QVERIFY(laid_out(1, {0, 3, true}).is_empty());
    QVERIFY(WeightLayout({0, 0, 4, 4}, 1, {3, 3, true}, {}, theme()).is_empty());
  }

  void zooming_leaves_the_place_under_the_mouse() {
    const WeightLayout::Shape shape{.units = 100, .inputs = 100, .has_bias = false};
    const WeightLayout before = laid_out(1, shape);
    const WeightCell cell{.unit = 60, .input = 40};
    const QPointF point = before.area_of(0, cell).center();
    const MatrixZoom zoom = before.zoomed({}, 0, point, 3.0);
    const WeightLayout after(area, 1, shape, zoom, theme());
    QVERIFY(after.cell() > before.cell());
    const auto found = after.cell_at(0, point);
    QVERIFY(found);
    QVERIFY(std::abs(found->unit - cell.unit) <= 1 && std::abs(found->input - cell.input) <= 1);
    QCOMPARE(before.zoomed({}, 0, point, 0.1).factor, 1.0);
  }

 private:
  static constexpr QRect area{0, 0, 800, 500};

  static const Theme& theme() {
    static const Theme light = Theme::make(Theme::Kind::light);
    return light;
  }
  static WeightLayout laid_out(std::size_t panes, const WeightLayout::Shape& shape) {
    return {area, panes, shape, {}, theme()};
  }
};

}  // namespace lfp::test::weight_layout_test

LFPLAB_QT_TEST(weight_layout_test, WeightLayoutTest)
#include "weight_layout_test.moc"
