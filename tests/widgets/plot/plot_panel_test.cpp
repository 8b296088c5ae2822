#include "widgets/plot/plot_panel.h"

#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/plot/plot_renderer.h"
#include "widgets/plot/plot_stroke.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp::test::plot_panel_test {

namespace {

const QColor line_colour(0, 121, 107);

QStringList labels(const std::vector<lfp::PlotTick>& ticks) {
  QStringList result;
  for (const lfp::PlotTick& tick : ticks) result << tick.label;
  return result;
}

PlotLine line(std::vector<double> x, std::vector<double> y) {
  return {.x = std::move(x), .y = std::move(y), .pen = QPen(line_colour, 2)};
}

PlotContent content(PlotLine shown, PlotRange x) {
  PlotContent result;
  result.lines = {std::move(shown)};
  result.x = x;
  return result;
}

/// Whether the line is drawn anywhere in a column of pixels.
bool is_drawn(const QImage& image, int x) {
  for (int y = 0; y < image.height(); ++y) {
    if (image.pixelColor(x, y) == line_colour) return true;
  }
  return false;
}

}  // namespace

class PlotPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void ticks_are_round_and_short();
  void means_are_taken_over_bins_that_hold_still();
  void ranges_fit_what_can_be_drawn();
  void dashes_go_on_round_corners_and_start_anew_behind_gaps();
  void straight_pieces_stay_near_every_point();
  void pixels_and_values_lead_to_each_other();
  void a_label_at_the_upper_end_has_room();
  void a_line_is_drawn_where_its_values_are();
  void values_that_are_not_finite_leave_gaps();
  void a_point_alone_is_a_dot();
  void figures_do_not_depend_on_the_resolution_of_the_device();
  void the_pointer_tells_the_value_under_it();
  void the_cross_hair_is_drawn_with_a_ring_on_the_line();
  void the_wheel_zooms_around_the_pointer();
  void the_wheel_over_the_axis_zooms_the_axis();
  void dragging_pans();
  void a_double_click_shows_everything();
  void a_double_click_on_the_axis_changes_its_scale();

 private:
  QPointF at(double x, double y) const {
    const PlotGeometry place = panel_->geometry();
    return {place.x_pixel(x), place.y_pixel(y)};
  }

  std::unique_ptr<PlotPanel> panel_;
};

void PlotPanelTest::init() {
  panel_ = std::make_unique<PlotPanel>();
  panel_->resize(320, 160);
  panel_->set_theme(Theme::make(Theme::Kind::light));
  panel_->set_content(content(line({0, 50, 100}, {1, 3, 2}), {0, 100}));
}

void PlotPanelTest::ticks_are_round_and_short() {
  QCOMPARE(labels(lfp::linear_ticks({0, 1284}, 4)), QStringList({"0", "500", "1,000"}));
  QCOMPARE(labels(lfp::linear_ticks({0, 2e5}, 2)), QStringList({"0", "1e5", "2e5"}));
  QCOMPARE(labels(lfp::linear_ticks({0.2, 1.02}, 5, PlotUnit::percent)),
           QStringList({"20", "40", "60", "80", "100"}));
  QCOMPARE(labels(lfp::linear_ticks({-0.3, 0.3}, 3)), QStringList({"−0.2", "0", "0.2"}));
  QCOMPARE(labels(lfp::linear_ticks({0, 45'000}, 3, PlotUnit::count)), QStringList({"0", "20k", "40k"}));
  QCOMPARE(labels(lfp::linear_ticks({0, 3}, 10, PlotUnit::count)), QStringList({"0", "1", "2", "3"}));
  // One number alone would say nothing about the scale.
  QCOMPARE(labels(lfp::linear_ticks({0.08, 0.97}, 2, PlotUnit::percent)), QStringList({"40", "80"}));
  QCOMPARE(labels(lfp::logarithmic_ticks({0.008, 12}, 5)), QStringList({"0.01", "0.1", "1", "10"}));
  QCOMPARE(labels(lfp::logarithmic_ticks({1e-7, 1}, 4)), QStringList({"1e−6", "1e−4", "0.01", "1"}));
  QCOMPARE(labels(lfp::logarithmic_ticks({0.03, 0.3}, 5)), QStringList({"0.05", "0.1", "0.2"}));
}

void PlotPanelTest::means_are_taken_over_bins_that_hold_still() {
  PlotLine dense = line({}, {});
  for (int step = 0; step < 64; ++step) {
    dense.x.push_back(step);
    dense.y.push_back(step % 2 == 0 ? 1.0 : 3.0);
  }
  const PlotLine few = lfp::averaged(dense, {0, 64}, 16);
  QCOMPARE(few.x.size(), std::size_t(16));
  for (const double value : few.y) QCOMPARE(value, 2.0);
  // One more step, in a range that has grown by it, leaves the bins before it where they are.
  dense.x.push_back(64);
  dense.y.push_back(9.0);
  const PlotLine more = lfp::averaged(dense, {0, 63.9}, 16);
  QCOMPARE(more.x.size(), std::size_t(17));
  QVERIFY(std::equal(few.x.begin(), few.x.end(), more.x.begin()));
  QCOMPARE(more.y.back(), 9.0);
}

void PlotPanelTest::ranges_fit_what_can_be_drawn() {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const PlotRange range =
      lfp::fitted_range({line({0, 1, 2, 9}, {2, gap, 4, 1000})}, {0, 5}, PlotScale::linear);
  QVERIFY(range.low < 2 && range.low > 1.5);
  QVERIFY(range.high > 4 && range.high < 4.5);
  const PlotRange powers =
      lfp::fitted_range({line({0, 1, 2}, {-1, 0.01, 10})}, {0, 5}, PlotScale::logarithmic);
  QVERIFY(powers.low > 0.001 && powers.low < 0.01);
  QVERIFY(powers.high > 10 && powers.high < 100);
}

void PlotPanelTest::dashes_go_on_round_corners_and_start_anew_behind_gaps() {
  const auto pieces = lfp::stroke_pieces({{0, 0}, {6, 0}, {6, 10}}, {8, 4});
  QCOMPARE(pieces.size(), 3);
  QCOMPARE(pieces[0], QLineF(0, 0, 6, 0));
  QCOMPARE(pieces[1], QLineF(6, 0, 6, 2));
  QCOMPARE(pieces[2], QLineF(6, 6, 6, 10));
  const auto parted = lfp::stroke_pieces({{0, 0}, {5, 0}, {qQNaN(), 0}, {20, 0}, {30, 0}}, {8, 4});
  QCOMPARE(parted.size(), 2);
  QCOMPARE(parted[1], QLineF(20, 0, 28, 0));
  const auto straight = lfp::stroke_pieces({{0, 1}, {1, 1}, {2, 1}, {9, 1}, {9, 5}}, {});
  QCOMPARE(straight, QList<QLineF>({{0, 1, 9, 1}, {9, 1, 9, 5}}));
}

void PlotPanelTest::straight_pieces_stay_near_every_point() {
  // A gentle bend: no three neighbours are off a straight line by much, but all together are.
  QList<QPointF> bend;
  for (int x = 0; x <= 400; ++x) bend.append(QPointF(x, 0.0005 * x * x));
  const auto pieces = lfp::stroke_pieces(bend, {});
  QVERIFY(pieces.size() < 60);
  for (const QPointF& point : bend) {
    const auto piece =
        std::ranges::find_if(pieces, [&](const QLineF& line) { return point.x() <= line.x2(); });
    QVERIFY(std::abs(piece->pointAt((point.x() - piece->x1()) / piece->dx()).y() - point.y()) < 0.4);
  }
}

void PlotPanelTest::pixels_and_values_lead_to_each_other() {
  for (const PlotScale scale : {PlotScale::linear, PlotScale::logarithmic}) {
    panel_->set_scale(scale);
    const PlotGeometry place = panel_->geometry();
    QVERIFY(std::abs(place.x_at(place.x_pixel(37.0)) - 37.0) < 1e-9);
    QVERIFY(std::abs(place.y_at(place.y_pixel(1.7)) - 1.7) < 1e-9);
    QVERIFY(place.y_pixel(1.0) > place.y_pixel(3.0));
  }
}

void PlotPanelTest::a_label_at_the_upper_end_has_room() {
  Theme theme = Theme::make(Theme::Kind::light);
  for (const double zoom : {1.0, 1.25, 4.0 / 3.0, 2.0}) {
    theme.zoom = zoom;
    const QRect outer(0, 0, 240, 100);
    const PlotGeometry place(outer, PlotContent{}, theme);
    const double half = QFontMetrics(theme.small()).height() / 2.0;
    QVERIFY(place.area().top() - half >= outer.top() + 1);
  }
}

void PlotPanelTest::a_line_is_drawn_where_its_values_are() {
  const QImage image = panel_->grab().toImage();
  for (const auto& [x, y] : {std::pair{25.0, 2.0}, {50.0, 3.0}, {75.0, 2.5}}) {
    const QPoint pixel = at(x, y).toPoint();
    bool is_near = false;
    for (int off = -2; off <= 2; ++off) is_near |= image.pixelColor(pixel + QPoint(0, off)) == line_colour;
    QVERIFY2(is_near, qPrintable(QStringLiteral("no line at %1, %2").arg(x).arg(y)));
  }
}

void PlotPanelTest::values_that_are_not_finite_leave_gaps() {
  const double infinite = std::numeric_limits<double>::infinity();
  panel_->set_content(content(line({0, 30, 50, 70, 100}, {1, 1, infinite, 1, 1}), {0, 100}));
  const QImage image = panel_->grab().toImage();
  QVERIFY(is_drawn(image, qRound(at(15, 1).x())));
  QVERIFY(!is_drawn(image, qRound(at(40, 1).x())));
  QVERIFY(!is_drawn(image, qRound(at(60, 1).x())));
  QVERIFY(is_drawn(image, qRound(at(85, 1).x())));
}

void PlotPanelTest::a_point_alone_is_a_dot() {
  panel_->set_content(content(line({40}, {2}), {0, 100}));
  QCOMPARE(panel_->grab().toImage().pixelColor(at(40, 2).toPoint()), line_colour);
}

void PlotPanelTest::figures_do_not_depend_on_the_resolution_of_the_device() {
  const auto drawn_at = [this](double dots_per_inch) {
    QImage image(320, 160, QImage::Format_RGB32);
    image.setDotsPerMeterX(qRound(dots_per_inch / 0.0254));
    image.setDotsPerMeterY(qRound(dots_per_inch / 0.0254));
    QPainter painter(&image);
    lfp::PlotRenderer().draw(painter, image.rect(), panel_->content(), Theme::make(Theme::Kind::light));
    return image;
  };
  const QImage coarse = drawn_at(96);
  const QImage fine = drawn_at(960);
  int differing = 0;
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 320; ++x) differing += coarse.pixel(x, y) != fine.pixel(x, y) ? 1 : 0;
  }
  QVERIFY(is_drawn(coarse, 160));
  QVERIFY2(differing < 200, qPrintable(QString::number(differing)));
}

void PlotPanelTest::the_pointer_tells_the_value_under_it() {
  const QSignalSpy hovered(panel_.get(), &PlotPanel::hovered);
  const QSignalSpy gone(panel_.get(), &PlotPanel::left);
  move_mouse(*panel_, at(40, 2));
  QCOMPARE(hovered.count(), 1);
  QVERIFY(std::abs(hovered[0][0].toDouble() - 40.0) < 0.5);
  move_mouse(*panel_, {2, 2});
  QCOMPARE(hovered.count(), 1);
  QCOMPARE(gone.count(), 1);
}

void PlotPanelTest::the_cross_hair_is_drawn_with_a_ring_on_the_line() {
  const Theme theme = Theme::make(Theme::Kind::light);
  panel_->set_cross_hair(60.0, {{QPointF(60, 2.8), line_colour}});
  const QImage image = panel_->grab().toImage();
  const int column = qRound(at(60, 1).x());
  int dots = 0;
  for (int y = 0; y < image.height(); ++y) dots += image.pixelColor(column, y) == theme.text ? 1 : 0;
  QVERIFY(dots > 20);
  QCOMPARE(image.pixelColor(at(60, 2.8).toPoint()), theme.base);
}

void PlotPanelTest::the_wheel_zooms_around_the_pointer() {
  QSignalSpy asked(panel_.get(), &PlotPanel::x_range_asked);
  turn_wheel(*panel_, at(25, 2), 2);
  QCOMPARE(asked.count(), 1);
  const auto range = asked[0][0].value<PlotRange>();
  QVERIFY(range.size() < 70);
  // What was under the pointer stays there.
  QVERIFY(std::abs((25.0 - range.low) / range.size() - 0.25) < 0.01);
}

void PlotPanelTest::the_wheel_over_the_axis_zooms_the_axis() {
  const QSignalSpy asked(panel_.get(), &PlotPanel::x_range_asked);
  const PlotRange before = panel_->content().y;
  turn_wheel(*panel_, {3, at(0, 2).y()}, 1);
  QCOMPARE(asked.count(), 0);
  QVERIFY(panel_->content().y.size() < 0.9 * before.size());
  panel_->reset_y();
  QCOMPARE(panel_->content().y, before);
}

void PlotPanelTest::dragging_pans() {
  QSignalSpy asked(panel_.get(), &PlotPanel::x_range_asked);
  const PlotRange before = panel_->content().y;
  drag_mouse(*panel_, at(60, 2), at(40, 3));
  const auto range = asked.last()[0].value<PlotRange>();
  QVERIFY(std::abs(range.low - 20.0) < 0.5);
  QVERIFY(std::abs(range.high - 120.0) < 0.5);
  QVERIFY(std::abs(panel_->content().y.low - (before.low - 1.0)) < 0.05);
}

void PlotPanelTest::a_double_click_shows_everything() {
  const QSignalSpy reset(panel_.get(), &PlotPanel::reset_asked);
  const PlotRange before = panel_->content().y;
  turn_wheel(*panel_, {3, 60}, 3);
  QTest::mouseDClick(panel_.get(), Qt::LeftButton, Qt::NoModifier, at(50, 2).toPoint());
  QCOMPARE(reset.count(), 1);
  QCOMPARE(panel_->content().y, before);
}

void PlotPanelTest::a_double_click_on_the_axis_changes_its_scale() {
  QTest::mouseDClick(panel_.get(), Qt::LeftButton, Qt::NoModifier, QPoint(3, 60));
  QCOMPARE(panel_->scale(), PlotScale::logarithmic);
  QTest::mouseDClick(panel_.get(), Qt::LeftButton, Qt::NoModifier, QPoint(3, 60));
  QCOMPARE(panel_->scale(), PlotScale::linear);
  panel_->set_scale_fixed(true);
  QTest::mouseDClick(panel_.get(), Qt::LeftButton, Qt::NoModifier, QPoint(3, 60));
  QCOMPARE(panel_->scale(), PlotScale::linear);
}

}  // namespace lfp::test::plot_panel_test

LFPLAB_QT_TEST(plot_panel_test, PlotPanelTest)
#include "plot_panel_test.moc"
