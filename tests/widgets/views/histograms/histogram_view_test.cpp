#include "widgets/views/histograms/histogram_view.h"

#include "core/inspection/make_histogram.h"
#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QComboBox>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <memory>

namespace lfp::test::histogram_view_test {

namespace {

/// With the histograms of its weights.
SnapshotPointer with_histograms() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*make_snapshot({.steps = 40, .raster = false}));
  snapshot->interest.histograms[0] = true;
  for (auto& run : snapshot->runs) {
    for (auto& layer : run.layers) {
      const std::vector<float>& values = layer.weights->weight.values;
      const std::vector<lfp::Scalar> weights(values.begin(), values.end());
      layer.histograms[0] =
          std::make_shared<const lfp::Histogram>(lfp::make_histogram(weights.data(), std::ssize(weights)));
    }
  }
  return snapshot;
}

}  // namespace

class HistogramViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void only_the_chosen_kind_is_asked_for();
  void bins_of_both_runs_are_the_same_and_hold_every_weight();
  void outlines_are_in_the_colours_of_their_runs();
  void a_run_that_has_diverged_leaves_the_others_their_bins();
  void the_pointer_tells_the_counts();
  void a_click_chooses_the_layer_and_keys_move_the_mark();
  void without_numbers_there_is_a_sentence();
  void figures_and_tables_hold_what_is_shown();

 private:
  std::unique_ptr<HistogramView> shown(const SnapshotPointer& snapshot);

  std::unique_ptr<Focus> focus_;
};

void HistogramViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<HistogramView> HistogramViewTest::shown(const SnapshotPointer& snapshot) {
  auto view = std::make_unique<HistogramView>(*focus_);
  view->resize(640, 260);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void HistogramViewTest::only_the_chosen_kind_is_asked_for() {
  const auto view = shown(with_histograms());
  Interest interest;
  view->add_interest(interest);
  QCOMPARE(interest.histograms, (std::array<bool, 4>{true, false, false, false}));
  auto* kinds = qobject_cast<QComboBox*>(view->title_controls()[0]);
  kinds->setCurrentIndex(3);
  interest = {};
  view->add_interest(interest);
  QCOMPARE(interest.histograms, (std::array<bool, 4>{false, false, false, true}));
}

void HistogramViewTest::bins_of_both_runs_are_the_same_and_hold_every_weight() {
  const auto snapshot = with_histograms();
  const auto view = shown(snapshot);
  const auto& plots = view->picture().plots();
  QCOMPARE(plots.size(), std::size_t{3});
  for (std::size_t layer = 0; layer < 3; ++layer) {
    const auto& plot = plots[layer];
    QCOMPARE(plot.outlines.size(), std::size_t{2});
    for (const auto& outline : plot.outlines) {
      const auto& values = snapshot->runs[outline.run].layers[layer].weights->weight.values;
      for (std::size_t bin = 0; bin < plot.bins(); ++bin) {
        double expected = 0.0;
        for (const float value : values) {
          const auto weight = static_cast<double>(value);
          if (weight >= plot.edge(bin) && (weight < plot.edge(bin + 1) || bin + 1 == plot.bins())) ++expected;
        }
        QCOMPARE(outline.counts[bin], expected);
      }
    }
  }
}

void HistogramViewTest::outlines_are_in_the_colours_of_their_runs() {
  const auto view = shown(with_histograms());
  const QImage image = view->grab().toImage();
  for (int run = 0; run < 2; ++run) {
    int pixels = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if (image.pixelColor(x, y) == view->theme().run[static_cast<std::size_t>(run)]) ++pixels;
    QVERIFY2(pixels > 100, qPrintable(QString::number(pixels)));
  }
}

void HistogramViewTest::a_run_that_has_diverged_leaves_the_others_their_bins() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*with_histograms());
  const double range = shown(snapshot)->picture().plots().front().range;
  const std::vector<lfp::Scalar> beyond(100, static_cast<lfp::Scalar>(1e6));
  snapshot->runs[1].layers[0].histograms[0] =
      std::make_shared<const lfp::Histogram>(lfp::make_histogram(beyond.data(), std::ssize(beyond)));
  QVERIFY(shown(snapshot)->picture().plots().front().range > 1e5);
  snapshot->runs[1].divergence = lfp::Divergence{};
  const auto view = shown(snapshot);
  const auto& plot = view->picture().plots().front();
  QCOMPARE(plot.outlines.size(), std::size_t{1});
  QVERIFY(plot.range < 2 * range);
  QCOMPARE(view->picture().plots()[1].outlines.size(), std::size_t{2});
}

void HistogramViewTest::the_pointer_tells_the_counts() {
  const auto view = shown(with_histograms());
  const auto& plot = view->picture().plots()[1];
  const std::size_t bin = plot.bins() / 2;
  move_mouse(*view, plot.bin_area(bin).center());
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("<b>Layer 2</b>"), qPrintable(tip));
  QVERIFY2(tip.contains(QString("A  %1 of 256").arg(std::llround(plot.outlines[0].counts[bin]))),
           qPrintable(tip));
}

void HistogramViewTest::a_click_chooses_the_layer_and_keys_move_the_mark() {
  const auto view = shown(with_histograms());
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->picture().plots()[2].area.center());
  QCOMPARE(focus_->layer(), 2);
  QTest::keyClick(view.get(), Qt::Key_Down);
  QTest::keyClick(view.get(), Qt::Key_Down);
  QVERIFY(QToolTip::text().contains("Layer 2") || QToolTip::text().contains("Output"));
}

void HistogramViewTest::without_numbers_there_is_a_sentence() {
  const auto view = shown(make_snapshot({.steps = 40, .raster = false}));
  QVERIFY(view->picture().is_empty());
  QVERIFY(view->csv().isEmpty());
}

void HistogramViewTest::figures_and_tables_hold_what_is_shown() {
  HistogramView view(*focus_);  // never shown
  view.set_snapshot(with_histograms());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("histograms.svg"), QSize(800, 400));
  QFile file(folder.filePath("histograms.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const char* words :
       {"Weights", "Layer 1", "Output", "weights per bin", ">weight<", "Gradient", ">A<", ">B<"})
    QVERIFY2(svg.contains(words), words);
  QVERIFY(view.csv().startsWith("run,layer,from,to,count\n"));
}

}  // namespace lfp::test::histogram_view_test

LFPLAB_QT_TEST(histogram_view_test, HistogramViewTest)
#include "histogram_view_test.moc"
