#include "widgets/views/boundary/boundary_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <cmath>
#include <memory>

namespace lfp::test::boundary_view_test {

namespace {

/// A disc of class 1 in a plane of class 0, with the certainty of a logistic classifier of that steepness.
BoundarySnapshot disc(double radius, double steepness) {
  BoundarySnapshot boundary{
      .resolution = 64, .x_low = -1, .x_high = 1, .y_low = -1, .y_high = 1, .predicted = {}, .certainty = {}};
  for (int row = 0; row < 64; ++row) {
    for (int column = 0; column < 64; ++column) {
      const double x = (column + 0.5) / 32.0 - 1.0;
      const double y = (row + 0.5) / 32.0 - 1.0;
      const double inside = 1.0 / (1.0 + std::exp(-steepness * (radius - std::hypot(x, y))));
      boundary.predicted.push_back(inside > 0.5 ? 1 : 0);
      boundary.certainty.push_back(
          static_cast<std::uint8_t>(std::lround(255.0 * std::max(inside, 1.0 - inside))));
    }
  }
  return boundary;
}

QPoint pixel_of(const lfp::Snapshot& snapshot, const lfp::RunCell& cell, QPointF input) {
  return lfp::boundary_pixel(*snapshot.runs[0].boundary, cell.square, input).toPoint();
}

}  // namespace

class BoundaryViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void outlines_lie_where_certainty_says_so();
  void outlines_are_round_even_where_certainty_jumps();
  void contours_do_not_follow_the_edge();
  void areas_and_points_have_the_colours_of_their_classes_data();
  void areas_and_points_have_the_colours_of_their_classes();
  void runs_stand_side_by_side_or_one_above_the_other();
  void test_points_replace_training_points_on_request();
  void the_pointer_tells_class_certainty_and_position();
  void data_of_many_features_has_a_sentence();
  void it_asks_for_the_boundary();
  void positions_are_in_the_units_of_the_data();
  void figures_are_vectors_with_axes_and_legend();

 private:
  std::unique_ptr<BoundaryView> shown(const SnapshotPointer& snapshot, QSize size = QSize(560, 298),
                                      Theme::Kind kind = Theme::Kind::light);

  std::unique_ptr<Focus> focus_;
};

void BoundaryViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<BoundaryView> BoundaryViewTest::shown(const SnapshotPointer& snapshot, QSize size,
                                                      Theme::Kind kind) {
  auto view = std::make_unique<BoundaryView>(*focus_);
  apply_theme(*view, Theme::make(kind));
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void BoundaryViewTest::outlines_lie_where_certainty_says_so() {
  const auto regions = lfp::boundary_regions(disc(0.611, 8.0));
  QCOMPARE(regions.backdrop, 0);
  QCOMPARE(regions.regions.size(), std::size_t(1));
  QCOMPARE(regions.contours.size(), std::size_t(1));
  // In the unit square the radius is half as long; a cell is 1/64.
  for (const QPointF& point : regions.contours[0]) {
    const double radius = 2.0 * std::hypot(point.x() - 0.5, point.y() - 0.5);
    QVERIFY2(std::abs(radius - 0.611) < 0.1 / 32.0, qPrintable(QString::number(radius)));
  }
}

void BoundaryViewTest::outlines_are_round_even_where_certainty_jumps() {
  const auto regions = lfp::boundary_regions(disc(0.611, 1e4));
  for (const QPointF& point : regions.contours.at(0)) {
    const double radius = 2.0 * std::hypot(point.x() - 0.5, point.y() - 0.5);
    QVERIFY(std::abs(radius - 0.611) < 0.7 / 32.0);
  }
}

void BoundaryViewTest::contours_do_not_follow_the_edge() {
  // Two halves: the region is closed along three edges, the contour is one line from edge to edge.
  BoundarySnapshot halves{
      .resolution = 8, .x_low = 0, .x_high = 1, .y_low = 0, .y_high = 1, .predicted = {}, .certainty = {}};
  for (int cell = 0; cell < 64; ++cell) halves.predicted.push_back(cell % 8 < 3 ? 2 : 5);
  halves.certainty.assign(64, 200);
  const auto regions = lfp::boundary_regions(halves);
  QCOMPARE(regions.backdrop, 5);
  QCOMPARE(regions.regions.at(0).label, 2);
  QVERIFY(regions.regions[0].area.contains(QPointF(0.01, 0.01)));
  QVERIFY(regions.regions[0].area.contains(QPointF(0.3, 0.99)));
  QVERIFY(!regions.regions[0].area.contains(QPointF(0.5, 0.5)));
  QCOMPARE(regions.contours.size(), std::size_t(1));
  for (const QPointF& point : regions.contours[0]) QVERIFY(std::abs(point.x() - 3.0 / 8.0) < 1e-6);
}

void BoundaryViewTest::areas_and_points_have_the_colours_of_their_classes_data() {
  QTest::addColumn<bool>("is_dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

void BoundaryViewTest::areas_and_points_have_the_colours_of_their_classes() {
  QFETCH(bool, is_dark);
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot, QSize(560, 298), is_dark ? Theme::Kind::dark : Theme::Kind::light);
  const QImage image = view->grab().toImage();
  const auto cells = view->cells();
  QCOMPARE(cells.size(), std::size_t(2));
  const double far = 1.65;
  for (int label = 0; label < 3; ++label) {
    const double angle = 2.0 * M_PI * label / 3.0;
    const auto index = static_cast<std::size_t>(label);
    for (const lfp::RunCell& cell : cells) {
      // In the middle of the class's sector, beyond its points.
      const QPoint area = pixel_of(*snapshot, cell, {far * std::cos(angle), far * std::sin(angle)});
      QCOMPARE(image.pixelColor(area), view->theme().class_area[index]);
    }
  }
  const auto last = static_cast<std::size_t>(snapshot->dataset->train.count() - 1);
  const auto input = snapshot->dataset->train.input(static_cast<std::int64_t>(last));
  const QPoint point = pixel_of(*snapshot, cells[0], {input[0], input[1]});
  const auto label = static_cast<std::size_t>(snapshot->dataset->train.labels[last]);
  QCOMPARE(image.pixelColor(point), view->theme().class_point[label]);
}

void BoundaryViewTest::runs_stand_side_by_side_or_one_above_the_other() {
  const auto wide = shown(make_snapshot(), QSize(560, 298))->cells();
  QCOMPARE(wide[0].square.top(), wide[1].square.top());
  QVERIFY(wide[0].square.right() < wide[1].square.left());
  const auto high = shown(make_snapshot(), QSize(240, 480))->cells();
  QCOMPARE(high[0].square.left(), high[1].square.left());
  QVERIFY(high[0].square.bottom() < high[1].heading.top());
  QCOMPARE(high[0].square.width(), high[0].square.height());
}

void BoundaryViewTest::test_points_replace_training_points_on_request() {
  const auto snapshot = make_snapshot({.samples = 3, .seed = 2});
  const auto view = shown(snapshot);
  const auto mark = [&](const lfp::Samples& samples) {
    const auto input = samples.input(2);
    return view->grab().toImage().pixelColor(pixel_of(*snapshot, view->cells()[0], {input[0], input[1]}));
  };
  const QColor point = view->theme().class_point[2];
  QCOMPARE(mark(snapshot->dataset->train), point);
  QVERIFY(mark(snapshot->dataset->test) != point);
  auto* combo = qobject_cast<QComboBox*>(view->title_controls()[0]);
  combo->setCurrentIndex(1);
  emit combo->activated(1);
  QVERIFY(mark(snapshot->dataset->train) != point);
  QCOMPARE(mark(snapshot->dataset->test), point);
  combo->setCurrentIndex(2);
  emit combo->activated(2);
  QCOMPARE(mark(snapshot->dataset->train), point);
}

void BoundaryViewTest::the_pointer_tells_class_certainty_and_position() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot);
  move_mouse(*view, pixel_of(*snapshot, view->cells()[1], {1.2, 0.0}));
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("<b>class 0</b>"), qPrintable(tip));
  QVERIFY(tip.contains("certainty 9"));
  QVERIFY(tip.contains("x₁ 1.2"));
}

void BoundaryViewTest::data_of_many_features_has_a_sentence() {
  const auto view = shown(make_snapshot({.sizes = {4, 8, 3}, .steps = 20}));
  QVERIFY(view->cells().empty());
  QVERIFY(view->csv().isEmpty());
  const QImage image = view->grab().toImage();
  bool has_ink = false;
  for (int x = 0; x < image.width(); ++x) {
    for (int y = 130; y < 170; ++y) has_ink |= image.pixelColor(x, y) == view->theme().muted_text;
  }
  QVERIFY(has_ink);
}

void BoundaryViewTest::it_asks_for_the_boundary() {
  const BoundaryView view(*focus_);
  lfp::Interest interest;
  view.add_interest(interest);
  QVERIFY(interest.boundary_resolution >= 48);
  interest.boundary_resolution = 500;
  view.add_interest(interest);
  QCOMPARE(interest.boundary_resolution, 500);
}

void BoundaryViewTest::positions_are_in_the_units_of_the_data() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*make_snapshot());
  auto dataset = std::make_shared<lfp::Dataset>(*snapshot->dataset);
  dataset->normalisation = {.mean = {100.0F, -10.0F}, .deviation = {10.0F, 1.0F}};
  snapshot->dataset = dataset;
  const auto view = shown(snapshot);
  const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
  const int resolution = snapshot->runs[0].boundary->resolution;
  QCOMPARE(lines[0], QStringLiteral("run,x1,x2,predicted,certainty"));
  QCOMPARE(lines.size(), 1 + 2 * resolution * resolution);
  const QStringList first = lines[1].split(',');
  const double low = -1.8 + 0.5 * 3.6 / resolution;
  QCOMPARE(first[0], QStringLiteral("LFP-ε"));
  QVERIFY(std::abs(first[1].toDouble() - (100.0 + 10.0 * low)) < 1e-3);
  QVERIFY(std::abs(first[2].toDouble() - (-10.0 + low)) < 1e-3);
  QCOMPARE(first[3].toInt(), static_cast<int>(snapshot->runs[0].boundary->predicted[0]));
  QVERIFY(std::abs(first[4].toDouble() - snapshot->runs[0].boundary->certainty[0] / 255.0) < 1e-3);
}

void BoundaryViewTest::figures_are_vectors_with_axes_and_legend() {
  BoundaryView view(*focus_);  // never shown
  view.set_snapshot(make_snapshot());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("boundary.svg"), QSize(800, 460));
  QFile file(folder.filePath("boundary.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const char* words :
       {"Decision boundary: Blobs", "class 2", "points: training data", "x₁", "x₂", "LFP-", ">1<"}) {
    QVERIFY2(svg.contains(QString::fromUtf8(words)), words);
  }
  QVERIFY(!svg.contains("<image"));
  const QImage image = lfp::figure_image(view, QSize(800, 460));
  int coloured = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x)
      coloured += image.pixelColor(x, y) == view.theme().class_area[0] ? 1 : 0;
  }
  QVERIFY(coloured > 20'000);
}

}  // namespace lfp::test::boundary_view_test

LFPLAB_QT_TEST(boundary_view_test, BoundaryViewTest)
#include "boundary_view_test.moc"
