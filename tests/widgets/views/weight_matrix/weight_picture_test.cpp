#include "widgets/views/weight_matrix/weight_picture.h"

#include "tests/support/figure_texts.h"
#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "widgets/views/focus.h"
#include "widgets/views/weights/weight_view.h"

#include <QTest>
#include <cmath>
#include <memory>

namespace lfp::test::weight_picture_test {

/// Matrices so large that a pixel stands for several weights.
class WeightPictureTest : public QObject {
  Q_OBJECT

 private slots:
  void a_pixel_is_tinted_by_the_part_of_its_weights_that_flipped() {
    // All weights alike; in the upper half a quarter has flipped, in the lower half none.
    const auto snapshot = std::make_shared<Snapshot>(*make_snapshot({.sizes = {784, 256, 10}, .steps = 20}));
    auto layer = std::make_shared<LayerWeights>(*snapshot->runs[0].layers[0].weights);
    for (std::size_t index = 0; index < layer->weight.values.size(); ++index) {
      const std::size_t unit = index / 784;
      const bool is_flipped = unit < 128 && unit % 2 == 0 && index % 2 == 0;
      layer->weight.values[index] = 1.0F;
      layer->initial_sign[index] = is_flipped ? -1 : 1;
    }
    snapshot->runs[0].layers[0].weights = layer;
    snapshot->runs[0].layers[0].flipped = 64 * 392;
    const auto view = shown(snapshot);
    const WeightLayout& layout = view->picture().layout();
    QVERIFY(layout.cell() < 1.0);
    const QImage image = view->grab().toImage();
    const auto mean_green = [&](std::int64_t first_unit, std::int64_t last_unit) {
      const QRect area =
          layout.area_of(0, {first_unit, 100}).united(layout.area_of(0, {last_unit, 600})).toAlignedRect();
      double sum = 0.0;
      for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x) sum += qGreen(image.pixel(x, y));
      return sum / area.width() / area.height();
    };
    const double plain = mean_green(140, 245);
    const double part = (mean_green(10, 115) - plain) / (view->theme().flip.green() - plain);
    QVERIFY2(std::abs(part - 0.25) < 0.03, qPrintable(QString::number(part)));
  }

  void the_legend_says_how_many_weights_a_pixel_stands_for() {
    const auto view = shown(make_snapshot({.sizes = {784, 256, 10}, .steps = 20}));
    for (const QSize size : {QSize(420, 300), QSize(900, 500)})
      QVERIFY(texts_of(*view, size).join('|').contains("per pixel"));
    const auto small = shown(make_snapshot({.sizes = {4, 6, 3}, .steps = 20}));
    QVERIFY(!texts_of(*small, QSize(900, 500)).join('|').contains("per pixel"));
  }

 private:
  std::unique_ptr<WeightView> shown(const SnapshotPointer& snapshot) {
    auto view = std::make_unique<WeightView>(focus_);
    view->resize(560, 290);
    view->show();
    view->set_snapshot(snapshot);
    QCoreApplication::processEvents();
    return view;
  }

  Focus focus_;
};

}  // namespace lfp::test::weight_picture_test

LFPLAB_QT_TEST(weight_picture_test, WeightPictureTest)
#include "weight_picture_test.moc"
