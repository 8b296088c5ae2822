#include "app/reports/chart.h"

#include "app/reports/report.h"
#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>
#include <cmath>
#include <set>

namespace lfp::test::chart_test {

QImage painted(const std::function<void(QPainter&, const QRectF&)>& paint, QSize size = {600, 320}) {
  QImage image(size, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint(painter, QRectF(QPointF(0, 0), QSizeF(size)));
  painter.end();
  return image;
}

bool has_colour(const QImage& image, QColor colour) {
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y) == colour) return true;
  return false;
}

class ChartTest : public QObject {
  Q_OBJECT

 private slots:
  void ticks_are_round_numbers();
  void ticks_of_a_logarithmic_axis_are_powers_of_ten();
  void every_line_is_drawn_in_its_colour();
  void a_higher_value_is_drawn_higher();
  void a_map_shows_diverged_cells_in_grey();
  void a_map_names_values_at_the_middles_of_its_cells();
  void ranks_are_drawn_best_at_the_left();
  void long_names_beside_ranks_are_whole();
};

void ChartTest::ticks_are_round_numbers() {
  const auto ticks = chart_ticks(0.03, 0.98, false);
  QCOMPARE(ticks.size(), std::size_t{4});
  for (std::size_t i = 0; i < ticks.size(); ++i)
    QVERIFY(qAbs(ticks[i] - 0.2 * static_cast<double>(i + 1)) < 1e-9);
  QCOMPARE(chart_ticks(2, 2, false), std::vector<double>{2});
}

void ChartTest::ticks_of_a_logarithmic_axis_are_powers_of_ten() {
  const auto ticks = chart_ticks(0.0009, 30, true);
  QCOMPARE(ticks.size(), std::size_t{5});
  QVERIFY(qAbs(ticks.front() - 0.001) < 1e-12);
  QVERIFY(chart_ticks(1e-12, 1e12, true).size() < 9);
  QCOMPARE(chart_ticks(0.003, 0.03, true).size(), std::size_t{3});
  // Within a power of ten, round numbers do.
  QVERIFY(chart_ticks(2, 8, true).size() > 1);
}

void ChartTest::every_line_is_drawn_in_its_colour() {
  Chart chart{.x = {.title = "x"}, .y = {.title = "y"}, .lines = {}};
  for (int line = 0; line < 3; ++line)
    chart.lines.push_back({.label = QString::number(line),
                           .points = {{.x = 0, .y = line * 1.0, .low = line * 1.0, .high = line * 1.0},
                                      {.x = 1, .y = line * 1.0, .low = line * 1.0, .high = line * 1.0}}});
  const QImage image =
      painted([&](QPainter& painter, const QRectF& area) { paint_chart(painter, area, chart); });
  for (std::size_t line = 0; line < 3; ++line) QVERIFY(has_colour(image, chart_colour(line)));
  QVERIFY(!has_colour(image, chart_colour(3)));
}

void ChartTest::a_higher_value_is_drawn_higher() {
  Chart chart{.x = {}, .y = {}, .lines = {}};
  chart.x.categories = {"a", "b"};
  chart.lines.push_back(
      {.label = "l",
       .points = {{.x = 0, .y = 1, .low = 1, .high = 1}, {.x = 1, .y = 3, .low = 3, .high = 3}}});
  const QImage image =
      painted([&](QPainter& painter, const QRectF& area) { paint_chart(painter, area, chart); });
  const auto top_in = [&](int from, int to) {
    for (int y = 0; y < image.height(); ++y)
      for (int x = from; x < to; ++x)
        if (image.pixelColor(x, y) == chart_colour(0)) return y;
    return -1;
  };
  const int middle = 340;
  QVERIFY(top_in(0, middle) > top_in(middle, image.width()));
  QVERIFY(top_in(middle, image.width()) >= 0);
}

void ChartTest::a_map_shows_diverged_cells_in_grey() {
  HeatChart chart{
      .x = {},
      .y = {},
      .x_values = {1, 2},
      .y_values = {1, 2},
      .measure = "m",
      .panels = {
          {.title = "p", .values = {0.1F, 0.5F, 0.9F, 0.3F}, .diverged = {false, true, false, false}}}};
  const QSize size = heat_chart_size(1);
  const QImage image =
      painted([&](QPainter& painter, const QRectF& area) { paint_heat_chart(painter, area, chart); }, size);
  // The second value is the right cell of the lower row.
  QCOMPARE(image.pixelColor(250, 190), QColor(0x9a, 0x9a, 0x9a));
  std::set<QRgb> cells{image.pixel(120, 190), image.pixel(120, 60), image.pixel(250, 60)};
  QCOMPARE(cells.size(), std::size_t{3});
}

void ChartTest::a_map_names_values_at_the_middles_of_its_cells() {
  HeatChart chart{
      .x = {},
      .y = {},
      .x_values = {1, 2, 3},
      .y_values = {0.5, 0.7, 0.9, 0.95},
      .measure = "m",
      .panels = {{.title = "p", .values = std::vector(12, 0.5F), .diverged = std::vector(12, false)}}};
  const QSize size = heat_chart_size(1);
  const ReportFigure figure{
      .name = {},
      .title = {},
      .caption = {},
      .size = size,
      .paint = [&](QPainter& painter, const QRectF& area) { paint_heat_chart(painter, area, chart); }};
  const QString svg = QString::fromUtf8(svg_of(figure));
  VERIFY_CONTAINS(svg, ">0.95</text>");
  const auto one = QRegularExpression(QStringLiteral("x=\"([^\"]*)\"[^>]*>1</text>")).match(svg);
  QVERIFY(one.hasMatch());
  // The plot is 220 wide and begins at 70.
  const double middle_of_first = 70 + 220.0 / 6;
  QVERIFY2(std::abs(one.captured(1).toDouble() - middle_of_first) < 8, qPrintable(one.captured(1)));
}

void ChartTest::long_names_beside_ranks_are_whole() {
  const QString name(30, QLatin1Char('W'));
  const RankDiagram diagram{.names = {name, QStringLiteral("b")}, .ranks = {2, 1}, .critical_difference = {}};
  const QImage image =
      painted([&](QPainter& painter, const QRectF& area) { paint_rank_diagram(painter, area, diagram); },
              {1200, 200});
  // The long name stands at the right; were it cut, its ink would reach the edge.
  for (int y = 0; y < image.height(); ++y)
    QCOMPARE(image.pixelColor(image.width() - 1, y), QColor(Qt::white));
}

void ChartTest::ranks_are_drawn_best_at_the_left() {
  const RankDiagram diagram{
      .names = {"worst", "best", "middle"}, .ranks = {2.9, 1.1, 2.0}, .critical_difference = 1.2};
  const auto paint = [&](QPainter& painter, const QRectF& area) {
    paint_rank_diagram(painter, area, diagram);
  };
  const QImage image = painted(paint, {720, 170});
  const RankDiagram without{.names = diagram.names, .ranks = diagram.ranks, .critical_difference = {}};
  QVERIFY(image !=
          painted([&](QPainter& painter, const QRectF& area) { paint_rank_diagram(painter, area, without); },
                  {720, 170}));
}

}  // namespace lfp::test::chart_test

LFPLAB_QT_TEST(chart_test, ChartTest)
#include "chart_test.moc"
