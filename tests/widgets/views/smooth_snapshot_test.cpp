#include "widgets/views/smooth_snapshot.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/colour_map.h"
#include "widgets/views/network/scene/network_painter.h"
#include "widgets/views/network/scene/network_scene.h"
#include "widgets/views/pictures/input_image.h"

#include <QPainter>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace lfp::test::smooth_snapshot_test {

namespace {

std::shared_ptr<Snapshot> with_feedback(float factor, bool running) {
  auto snapshot = std::make_shared<Snapshot>(*make_snapshot({.steps = 20, .running = running}));
  for (lfp::RunSnapshot& run : snapshot->runs) {
    for (lfp::LayerSnapshot& layer : run.layers)
      for (float& value : layer.feedback) value *= factor;
    if (run.sample)
      for (float& value : run.sample->input_feedback) value *= factor;
  }
  return snapshot;
}

Experiment rendered_digits() {
  Experiment experiment = small_experiment();
  experiment.dataset = {.name = "digits", .settings = {}};
  experiment.dataset.settings.set("samples", std::int64_t{600});
  experiment.network.layers = {dense_spec(32, "relu"), dense_spec(10, "")};
  experiment.runs.resize(1);
  experiment.runs[0].optimiser.settings.set("learning_rate", 0.3);
  return experiment;
}

QImage feedback_image(const Snapshot& snapshot) {
  const auto& feedback = snapshot.runs[0].sample->input_feedback;
  return lfp::input_feedback_image(snapshot.dataset->shape, feedback, lfp::symmetric_range(feedback),
                                   Theme::make(Theme::Kind::light));
}

/// How much two pictures differ, 0 .. 1, the mean over pixels and channels.
double change(const QImage& one, const QImage& other) {
  double sum = 0;
  for (int y = 0; y < one.height(); ++y)
    for (int x = 0; x < one.width(); ++x) {
      const QRgb a = one.pixel(x, y);
      const QRgb b = other.pixel(x, y);
      sum += std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
    }
  return sum / (3.0 * 255.0 * one.width() * one.height());
}

/// Neurons and edges of the network as the view paints them while training runs.
struct NetworkPictures {
  QImage units;
  QImage edges;
};

NetworkPictures network_pictures(const Snapshot& snapshot) {
  constexpr QSize size(700, 420);
  SceneRequest request;
  request.snapshot = &snapshot;
  request.options.one_sample = true;
  request.size = size;
  request.range = request.own_range = lfp::unit_range(snapshot, request.options);
  request.input_range = request.own_input_range = lfp::input_feedback_range(snapshot, request.options);
  const NetworkScene scene = lfp::make_scene(request);
  const auto painted = [&](void (*paint)(QPainter&, const NetworkScene&)) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(request.theme.base);
    QPainter painter(&image);
    paint(painter, scene);
    return image;
  };
  return {painted(lfp::paint_units), painted(lfp::paint_edge_lines)};
}

/// Of the pixels that one of two pictures has painted on, how much they change in the mean, 0 .. 1.
double change_of_painted(const QImage& one, const QImage& other, const QColor& base) {
  qint64 painted = 0;
  for (int y = 0; y < one.height(); ++y)
    for (int x = 0; x < one.width(); ++x)
      painted += one.pixel(x, y) != base.rgb() || other.pixel(x, y) != base.rgb() ? 1 : 0;
  return painted == 0 ? 0 : change(one, other) * one.width() * one.height() / static_cast<double>(painted);
}

/// Between the lightest and the darkest, 0 .. 1: what a picture without visible colours lacks.
double contrast(const QImage& image) {
  int least = 255;
  int most = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      least = std::min(least, qGray(image.pixel(x, y)));
      most = std::max(most, qGray(image.pixel(x, y)));
    }
  return (most - least) / 255.0;
}

float first(const lfp::SnapshotPointer& snapshot) {
  return snapshot->runs[0].layers[0].feedback[0];
}

}  // namespace

class SmoothSnapshotTest : public QObject {
  Q_OBJECT

 private slots:
  void paused_training_is_exact();
  void running_training_follows_within_a_third_of_a_second();
  void pictures_of_strobing_feedback_change_little_between_neighbours();
  void another_training_or_sample_is_shown_at_once();
  void numbers_that_are_not_finite_do_not_stay();
  void ten_pictures_a_second_of_a_sample_of_rendered_digits_do_not_flash();
  void neurons_and_edges_of_running_digits_do_not_flash();
};

void SmoothSnapshotTest::paused_training_is_exact() {
  SmoothSnapshot smooth;
  const auto running = with_feedback(1, true);
  const auto paused = with_feedback(50, false);
  smooth.follow(running, 0);
  QCOMPARE(smooth.follow(paused, 16), lfp::SnapshotPointer(paused));
}

void SmoothSnapshotTest::running_training_follows_within_a_third_of_a_second() {
  SmoothSnapshot smooth;
  const float before = first(smooth.follow(with_feedback(1, true), 0));
  const auto large = with_feedback(10, true);
  QVERIFY(std::abs(first(smooth.follow(large, 16)) - before) < 0.1F * std::abs(first(large)));
  lfp::SnapshotPointer shown;
  for (int now = 32; now <= 900; now += 16) shown = smooth.follow(large, now);
  QVERIFY(std::abs(first(shown) - first(large)) < 0.06F * std::abs(first(large)));
}

/// Feedback that is a hundred times as large in every other picture, ten pictures a second.
void SmoothSnapshotTest::pictures_of_strobing_feedback_change_little_between_neighbours() {
  SmoothSnapshot smooth;
  const lfp::ColourTable& table = lfp::signed_colours(lfp::Theme::make(lfp::Theme::Kind::light));
  const auto strongest = [&] {
    const auto snapshot = with_feedback(1, true);
    const auto& values = snapshot->runs[0].layers[0].feedback;
    const auto largest = std::ranges::max_element(values, {}, [](float value) { return std::abs(value); });
    return static_cast<std::size_t>(largest - values.begin());
  }();
  QRgb before = 0;
  for (int picture = 0; picture < 20; ++picture) {
    const auto shown = smooth.follow(with_feedback(picture % 2 == 0 ? 1.0F : 100.0F, true), 100 * picture);
    const float range = lfp::unit_range(*shown, {});
    const QRgb colour = lfp::signed_colour(table, shown->runs[0].layers[0].feedback[strongest], range);
    if (picture > 0) {
      QVERIFY(std::abs(qRed(colour) - qRed(before)) < 12);
      QVERIFY(std::abs(qGreen(colour) - qGreen(before)) < 12);
      QVERIFY(std::abs(qBlue(colour) - qBlue(before)) < 12);
    }
    before = colour;
  }
}

void SmoothSnapshotTest::another_training_or_sample_is_shown_at_once() {
  SmoothSnapshot smooth;
  smooth.follow(with_feedback(1, true), 0);
  auto other = with_feedback(10, true);
  ++other->generation;
  QCOMPARE(smooth.follow(other, 16), lfp::SnapshotPointer(other));
  auto sample = with_feedback(10, true);
  ++sample->generation;
  if (sample->runs[0].sample) {
    ++sample->runs[0].sample->index;
    const auto shown = smooth.follow(sample, 32);
    QVERIFY(shown->runs[0].sample->input_feedback == sample->runs[0].sample->input_feedback);
  }
}

void SmoothSnapshotTest::numbers_that_are_not_finite_do_not_stay() {
  SmoothSnapshot smooth;
  const auto broken = with_feedback(std::numeric_limits<float>::infinity(), true);
  smooth.follow(broken, 0);
  const auto sound = with_feedback(1, true);
  QCOMPARE(first(smooth.follow(sound, 16)), first(sound));
}

void SmoothSnapshotTest::ten_pictures_a_second_of_a_sample_of_rendered_digits_do_not_flash() {
  Lockstep lockstep = start(rendered_digits());
  Interest interest;
  interest.sample = true;
  SmoothSnapshot smooth;
  QImage before;
  QImage exact_before;
  double sum = 0;
  double largest = 0;
  double largest_exact = 0;
  for (int picture = 0; picture < 40; ++picture) {
    lockstep.advance(3);
    auto newest = std::make_shared<Snapshot>(*lockstep.snapshot(interest));
    newest->running = true;
    const QImage image = feedback_image(*smooth.follow(newest, 100 * picture));
    const QImage exact = feedback_image(*newest);
    if (picture > 0) {
      sum += change(before, image);
      largest = std::max(largest, change(before, image));
      largest_exact = std::max(largest_exact, change(exact_before, exact));
    }
    QVERIFY2(contrast(image) > 0.4, "no picture is pale");
    before = image;
    exact_before = exact;
  }
  QVERIFY2(largest < 0.5 * largest_exact && largest < 0.12 && sum / 39 < 0.05,
           qPrintable(QString("%1 of %2, mean %3").arg(largest).arg(largest_exact).arg(sum / 39)));
}

/// Ten pictures a second, three steps between one and the next.
void SmoothSnapshotTest::neurons_and_edges_of_running_digits_do_not_flash() {
  Lockstep lockstep = start(rendered_digits());
  Interest interest;
  interest.sample = true;
  interest.all_weights = true;
  SmoothSnapshot smooth;
  NetworkPictures before;
  NetworkPictures exact_before;
  double units = 0;
  double exact_units = 0;
  double edges = 0;
  const QColor base = Theme::make(Theme::Kind::light).base;
  for (int picture = 0; picture < 30; ++picture) {
    lockstep.advance(3);
    auto newest = std::make_shared<Snapshot>(*lockstep.snapshot(interest));
    newest->running = true;
    const NetworkPictures shown = network_pictures(*smooth.follow(newest, 100 * picture));
    const NetworkPictures exact = network_pictures(*newest);
    if (picture > 0) {
      units = std::max(units, change_of_painted(before.units, shown.units, base));
      exact_units = std::max(exact_units, change_of_painted(exact_before.units, exact.units, base));
      edges = std::max(edges, change_of_painted(before.edges, shown.edges, base));
    }
    before = shown;
    exact_before = exact;
  }
  QVERIFY(exact_units > 0);
  QVERIFY2(units < 0.5 * exact_units && units < 0.1 && edges < 0.1,
           qPrintable(QString("neurons %1 of %2, edges %3").arg(units).arg(exact_units).arg(edges)));
}

}  // namespace lfp::test::smooth_snapshot_test

LFPLAB_QT_TEST(smooth_snapshot_test, SmoothSnapshotTest)
#include "smooth_snapshot_test.moc"
