#include "widgets/views/flips/flips_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <algorithm>
#include <memory>

namespace lfp::test::flips_view_test {

class FlipsViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void every_run_has_a_strip_for_every_layer_with_weights();
  void many_runs_stand_in_the_grid_that_makes_them_largest();
  void bars_add_up_to_the_record_in_both_directions();
  void bars_up_and_down_are_as_high_as_the_roots_of_their_flips();
  void the_pointer_tells_the_flips_and_moves_the_common_cross_hair();
  void the_arrow_keys_walk_from_bar_to_bar();
  void a_map_asks_for_the_weights_of_the_layer_and_tells_the_first_flip();
  void before_training_there_is_a_sentence();
  void the_table_has_a_line_for_every_step_and_layer();
  void figures_have_title_and_layers();

 private:
  std::unique_ptr<FlipsView> shown(const SnapshotPointer& snapshot, QSize size = QSize(700, 320));
  static void choose(FlipsView& view, FlipsView::Mode mode);

  std::unique_ptr<Focus> focus_;
};

void FlipsViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<FlipsView> FlipsViewTest::shown(const SnapshotPointer& snapshot, QSize size) {
  auto view = std::make_unique<FlipsView>(*focus_);
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void FlipsViewTest::choose(FlipsView& view, FlipsView::Mode mode) {
  auto* modes = qobject_cast<lfp::SegmentedControl*>(view.title_controls().front());
  modes->set_current(static_cast<int>(mode));
  emit modes->current_changed(static_cast<int>(mode));
}

void FlipsViewTest::every_run_has_a_strip_for_every_layer_with_weights() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*make_snapshot());
  for (auto& run : snapshot->runs) run.layers[1].parameters = 0;
  const auto view = shown(snapshot);
  const auto& strips = view->timeline().strips();
  QCOMPARE(strips.size(), std::size_t{4});
  QCOMPARE(strips[0].layer, std::size_t{0});
  QCOMPARE(strips[1].run, std::size_t{1});
  QCOMPARE(strips[2].layer, std::size_t{2});
  QCOMPARE(strips[0].area.top(), strips[1].area.top());
  QVERIFY(strips[1].area.left() > strips[0].area.right());
}

void FlipsViewTest::many_runs_stand_in_the_grid_that_makes_them_largest() {
  const auto snapshot = make_snapshot({.runs = 4});
  const auto square = shown(snapshot, QSize(520, 480));
  const auto* strips = &square->timeline().strips();
  QCOMPARE(strips->size(), std::size_t{12});
  QCOMPARE((*strips)[0].area.top(), (*strips)[1].area.top());
  const auto of = [&](std::size_t run, std::size_t layer) {
    return std::ranges::find_if(*strips,
                                [&](const auto& strip) { return strip.run == run && strip.layer == layer; })
        ->area;
  };
  QVERIFY2(of(2, 0).top() > of(0, 2).bottom(), "two by two");
  QCOMPARE(of(2, 0).left(), of(0, 0).left());
  QCOMPARE(of(3, 1).left(), of(1, 1).left());
  for (std::size_t run = 0; run < 4; ++run)
    for (std::size_t layer = 0; layer < 3; ++layer) QVERIFY(square->rect().contains(of(run, layer)));
  // Every block has its axis and its layers' names stand left of it.
  QCOMPARE(std::ranges::count_if(*strips, [](const auto& strip) { return strip.has_axis; }), 4);
  QCOMPARE(std::ranges::count_if(*strips, [](const auto& strip) { return !strip.label.isEmpty(); }), 6);
  const auto wide = shown(snapshot, QSize(1400, 240));
  strips = &wide->timeline().strips();
  QCOMPARE(of(3, 0).top(), of(0, 0).top());
  const auto narrow = shown(snapshot, QSize(260, 700));
  strips = &narrow->timeline().strips();
  QCOMPARE(of(3, 0).left(), of(0, 0).left());
}

void FlipsViewTest::bars_add_up_to_the_record_in_both_directions() {
  // 5000 steps are more than the record keeps one by one.
  for (const std::int64_t steps : {30, 400, 5000}) {
    const auto snapshot = make_snapshot({.steps = steps, .raster = false});
    const auto view = shown(snapshot);
    for (const auto& strip : view->timeline().strips()) {
      const auto& record = snapshot->runs[strip.run].history.steps;
      double expected = 0.0;
      for (std::size_t row = 0; row < record.rows(); ++row) {
        const auto last = std::min(record.first_step(row) + record.bin_width() - 1, steps);
        expected += static_cast<double>(record.at(row, StepColumns::to_negative(strip.layer, 3))) *
                    static_cast<double>(last - record.first_step(row) + 1);
      }
      double sum = 0.0;
      for (const auto& bar : strip.bars) sum += bar.to_negative;
      QVERIFY2(std::abs(sum - expected) < 0.01 * expected + 1e-3, qPrintable(QString::number(sum)));
    }
  }
}

void FlipsViewTest::bars_up_and_down_are_as_high_as_the_roots_of_their_flips() {
  const auto view = shown(make_snapshot({.steps = 20, .raster = false}));
  const QImage image = view->grab().toImage();
  const auto& strip = view->timeline().strips()[1];
  const double most = view->timeline().largest(strip.layer);
  for (const auto& bar : strip.bars) {
    const int x = static_cast<int>(bar.place.center().x());
    int magenta_above = 0;
    for (int y = strip.area.top(); y < strip.area.center().y(); ++y)
      if (image.pixelColor(x, y) == view->theme().flip) ++magenta_above;
    const double expected = std::sqrt(bar.to_positive / most) * strip.area.height() / 2.0;
    QVERIFY2(std::abs(magenta_above - expected) <= 2.5, qPrintable(QString::number(expected)));
  }
}

void FlipsViewTest::the_pointer_tells_the_flips_and_moves_the_common_cross_hair() {
  const auto view = shown(make_snapshot({.steps = 20, .raster = false}));
  const auto& strip = view->timeline().strips()[1];
  const auto& bar = strip.bars[4];
  move_mouse(*view, bar.place.center());
  QVERIFY(focus_->step().has_value());
  QCOMPARE(*focus_->step(), bar.first_step);
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("<b>B · Layer 1</b>"), qPrintable(tip));
  QVERIFY2(tip.contains(QString("step %1").arg(bar.first_step)), qPrintable(tip));
  const auto flips = static_cast<int>(bar.to_positive);
  QVERIFY2(
      tip.contains(flips == 1 ? QString("1 flip to positive") : QString("%1 flips to positive").arg(flips)),
      qPrintable(tip));
}

void FlipsViewTest::the_arrow_keys_walk_from_bar_to_bar() {
  const auto view = shown(make_snapshot({.steps = 20, .raster = false}));
  focus_->set_step(10);
  QTest::keyClick(view.get(), Qt::Key_Left);
  QCOMPARE(*focus_->step(), std::int64_t{9});
  QTest::keyClick(view.get(), Qt::Key_Right);
  QTest::keyClick(view.get(), Qt::Key_Right);
  QCOMPARE(*focus_->step(), std::int64_t{11});
  QTest::keyClick(view.get(), Qt::Key_Escape);
  QVERIFY(!focus_->step().has_value());
}

void FlipsViewTest::a_map_asks_for_the_weights_of_the_layer_and_tells_the_first_flip() {
  const auto snapshot = make_snapshot();
  const auto view = shown(snapshot);
  Interest interest;
  view->add_interest(interest);
  QVERIFY2(interest.weight_layers.empty(), "the timeline needs no weights");
  focus_->set_layer(1);
  choose(*view, FlipsView::Mode::first);
  view->add_interest(interest);
  QCOMPARE(interest.weight_layers, std::vector<int>{1});
  QVERIFY(view->timeline().is_empty());
  QVERIFY(!view->map().is_empty());

  const lfp::LayerWeights& weights = view->map().weights(1);
  std::size_t index = 0;
  while (weights.flips[index] == 0) ++index;
  const lfp::WeightCell cell{static_cast<std::int64_t>(index) / weights.weight.columns,
                             static_cast<std::int64_t>(index) % weights.weight.columns};
  move_mouse(*view, view->map().layout().area_of(1, cell).center());
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains(QString("first at step %1").arg(weights.first_flip_step[index])), qPrintable(tip));
  QVERIFY(view->csv().startsWith("run,layer,neuron,input,flips,first_flip_step,last_flip_step\n"));
}

void FlipsViewTest::before_training_there_is_a_sentence() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*make_snapshot({.steps = 0, .raster = false}));
  const auto view = shown(snapshot);
  QVERIFY(view->timeline().is_empty());
  QVERIFY(view->csv().isEmpty());
  const QImage image = view->grab().toImage();
  QImage blank(image.size(), image.format());
  blank.fill(view->theme().base);
  QVERIFY(image != blank);
}

void FlipsViewTest::the_table_has_a_line_for_every_step_and_layer() {
  const auto view = shown(make_snapshot({.steps = 20, .raster = false}));
  const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.size(), 1 + 2 * 20 * 3);
  QCOMPARE(lines[0], QStringLiteral("run,layer,first_step,steps,to_positive_a_step,to_negative_a_step"));
}

void FlipsViewTest::figures_have_title_and_layers() {
  FlipsView view(*focus_);  // never shown
  view.set_snapshot(make_snapshot());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("flips.svg"), QSize(800, 400));
  QFile file(folder.filePath("flips.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const char* words : {"Sign flips", "Layer 1", "Output"}) QVERIFY2(svg.contains(words), words);
}

}  // namespace lfp::test::flips_view_test

LFPLAB_QT_TEST(flips_view_test, FlipsViewTest)
#include "flips_view_test.moc"
