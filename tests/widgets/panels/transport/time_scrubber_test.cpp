#include "widgets/panels/transport/time_scrubber.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"

#include <QImage>
#include <QTest>
#include <cmath>
#include <numeric>

namespace lfp::test::time_scrubber_test {

namespace {

/// Trained to step 300, and then a look back at step 100.
class Walk {
 public:
  Walk() : lockstep_(start(small_experiment(), {.raster = true, .past = true})) { lockstep_.advance(300); }
  SnapshotPointer at_the_end() const { return lockstep_.snapshot({}); }
  SnapshotPointer back_at(std::int64_t step) {
    lockstep_.go_to(step);
    return lockstep_.snapshot({});
  }

 private:
  Lockstep lockstep_;
};

/// Flips of all runs and layers, over all steps.
double flips_of(const Snapshot& snapshot) {
  double sum = 0;
  for (const lfp::RunSnapshot& run : snapshot.runs) {
    const auto layers = run.layers.size();
    for (std::size_t row = 0; row < run.history.steps.rows(); ++row)
      for (std::size_t layer = 0; layer < layers; ++layer)
        sum += static_cast<double>(run.history.steps.at(row, StepColumns::to_positive(layer, layers)) +
                                   run.history.steps.at(row, StepColumns::to_negative(layer, layers)));
  }
  return sum;
}

int pixels_of(const QImage& image, const QColor& colour, int from, int to) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = from; x < to; ++x) count += image.pixelColor(x, y) == colour ? 1 : 0;
  return count;
}

}  // namespace

class TimeScrubberTest : public QObject {
  Q_OBJECT

 private slots:
  void flips_over_time_add_up_to_those_recorded() {
    const Walk walk;
    const auto snapshot = walk.at_the_end();
    QCOMPARE(snapshot->runs[0].history.steps.bin_width(), std::int64_t(1));
    const double recorded = flips_of(*snapshot);
    QVERIFY(recorded > 10);
    for (const int columns : {300, 100, 30, 7}) {
      const lfp::FlipsOverTime flips = lfp::flips_over_time(*snapshot, 0, 300, columns);
      const double sum = std::accumulate(flips.columns.begin(), flips.columns.end(), 0.0);
      const double told = sum * 300 / columns * static_cast<double>(snapshot->runs.size());
      QVERIFY2(std::abs(told - recorded) < 1e-3 * recorded, qPrintable(QString::number(told)));
    }
  }

  void what_lies_ahead_is_part_of_them() {
    Walk walk;
    const auto whole = lfp::flips_over_time(*walk.at_the_end(), 0, 300, 60);
    const auto seen = lfp::flips_over_time(*walk.back_at(100), 0, 300, 60);
    QCOMPARE(seen.columns.size(), whole.columns.size());
    for (std::size_t at = 0; at < whole.columns.size(); ++at)
      QVERIFY(std::abs(seen.columns[at] - whole.columns[at]) < 1e-5F);
  }

  void flips_are_drawn_and_those_ahead_are_muted() {
    Walk walk;
    TimeScrubber scrubber;
    scrubber.resize(600, 24);
    const Theme theme = Theme::make(Theme::Kind::light);
    scrubber.set_theme(theme);
    scrubber.set_snapshot(walk.at_the_end());
    QVERIFY(scrubber.flips().most > 0);
    const int middle = static_cast<int>(scrubber.place_of(100));
    const QImage before = scrubber.grab().toImage();
    QVERIFY(pixels_of(before, theme.flip, 0, 600) > 30);
    QVERIFY(pixels_of(before, theme.flip, middle + 10, 600) > 0);
    scrubber.set_snapshot(walk.back_at(100));
    const QImage after = scrubber.grab().toImage();
    QCOMPARE(pixels_of(after, theme.flip, middle + 10, 600), 0);
    QVERIFY(pixels_of(after, theme.flip, 0, middle - 10) > 0);
    QVERIFY2(pixels_of(after, theme.accent, middle, middle + 1) > 6, "the line “you are here”");
  }
};

}  // namespace lfp::test::time_scrubber_test

LFPLAB_QT_TEST(time_scrubber_test, TimeScrubberTest)
#include "time_scrubber_test.moc"
