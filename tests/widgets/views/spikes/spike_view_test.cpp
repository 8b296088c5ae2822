#include "widgets/views/spikes/spike_view.h"

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
#include <memory>

namespace lfp::test::spike_view_test {

namespace {

constexpr std::int64_t neurons = 5;
constexpr std::int64_t steps = 8;

/// Neuron j spikes at every step that j + 1 divides.
SnapshotPointer spiking() {
  auto snapshot = std::make_shared<lfp::Snapshot>(
      *make_snapshot({.sizes = {2, neurons, 3}, .steps = 20, .raster = false}));
  for (auto& run : snapshot->runs) {
    run.layers[0].is_spiking = true;
    lfp::SpikeRecord record{.layer = 0,
                            .steps = steps,
                            .neurons = neurons,
                            .threshold = 1.0F,
                            .spikes = {},
                            .membrane = {},
                            .feedback = {}};
    for (std::int64_t step = 0; step < steps; ++step) {
      for (std::int64_t neuron = 0; neuron < neurons; ++neuron) {
        const bool spikes = (step + 1) % (neuron + 1) == 0;
        record.spikes.push_back(spikes ? 1 : 0);
        record.membrane.push_back(spikes ? 1.25F : 0.5F);
        record.feedback.push_back(spikes ? 0.125F : 0.0F);
      }
    }
    run.sample->spikes = {record};
  }
  return snapshot;
}

}  // namespace

class SpikeViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void the_spikes_of_the_chosen_layer_alone_are_asked_for();
  void spikes_are_ink_where_and_when_they_are();
  void a_click_chooses_the_neuron_and_keys_move_on();
  void the_pointer_tells_step_potential_and_feedback();
  void one_run_or_the_difference_has_the_whole_view();
  void a_layer_that_does_not_spike_says_so();
  void tables_and_figures_hold_the_record();

 private:
  std::unique_ptr<SpikeView> shown(const SnapshotPointer& snapshot);
  static QPoint cell(const SpikeView& view, std::size_t run, std::int64_t neuron, std::int64_t step) {
    const QRect area = view.raster_area(run);
    return {area.left() + static_cast<int>(area.width() * (2 * step + 1) / (2 * steps)),
            area.top() + static_cast<int>(area.height() * (2 * neuron + 1) / (2 * neurons))};
  }

  std::unique_ptr<Focus> focus_;
};

void SpikeViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<SpikeView> SpikeViewTest::shown(const SnapshotPointer& snapshot) {
  auto view = std::make_unique<SpikeView>(*focus_);
  view->resize(640, 320);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void SpikeViewTest::the_spikes_of_the_chosen_layer_alone_are_asked_for() {
  const auto view = shown(spiking());
  Interest interest;
  view->add_interest(interest);
  QCOMPARE(interest.spike_layers, std::vector<int>{0});
  QVERIFY(interest.sample);
}

void SpikeViewTest::spikes_are_ink_where_and_when_they_are() {
  const auto view = shown(spiking());
  const QImage image = view->grab().toImage();
  for (std::size_t run = 0; run < 2; ++run)
    for (std::int64_t neuron = 0; neuron < neurons; ++neuron)
      for (std::int64_t step = 0; step < steps; ++step)
        QCOMPARE(image.pixelColor(cell(*view, run, neuron, step)),
                 (step + 1) % (neuron + 1) == 0 ? view->theme().text : view->theme().alternate_base);
}

void SpikeViewTest::a_click_chooses_the_neuron_and_keys_move_on() {
  const auto view = shown(spiking());
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, cell(*view, 1, 2, 4));
  QCOMPARE(view->neuron(), std::int64_t{2});
  QTest::keyClick(view.get(), Qt::Key_Down);
  QCOMPARE(view->neuron(), std::int64_t{3});
  for (int i = 0; i < 5; ++i) QTest::keyClick(view.get(), Qt::Key_Down);
  QCOMPARE(view->neuron(), neurons - 1);
}

void SpikeViewTest::the_pointer_tells_step_potential_and_feedback() {
  const auto view = shown(spiking());
  move_mouse(*view, cell(*view, 1, 1, 3));
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("<b>B · Layer 1 · neuron 2</b>"), qPrintable(tip));
  QVERIFY(tip.contains("time step 4: a spike"));
  QVERIFY(tip.contains("potential 1.250"));
  QVERIFY(tip.contains("feedback +0.125"));
}

void SpikeViewTest::one_run_or_the_difference_has_the_whole_view() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*spiking());
  // B alone spikes once more, and A once more.
  auto& b = snapshot->runs[1].sample->spikes[0];
  const auto index = [](std::int64_t neuron, std::int64_t step) {
    return static_cast<std::size_t>(step * neurons + neuron);
  };
  b.spikes[index(4, 0)] = 1;
  b.spikes[index(0, 6)] = 0;
  const auto view = shown(snapshot);
  view->run_chooser()->choose({.kind = lfp::RunChoice::Kind::one, .run = 1});
  QVERIFY(view->raster_area(0).isEmpty());
  QVERIFY(view->raster_area(1).width() > view->width() / 2);
  view->run_chooser()->choose({.kind = lfp::RunChoice::Kind::difference, .run = 0});
  QVERIFY(view->raster_area(0).width() > view->width() / 2);
  const QImage image = view->grab().toImage();
  const auto scale = lfp::HeatScale::for_signed(view->theme(), 1.0F);
  QCOMPARE(image.pixel(cell(*view, 0, 4, 0)), scale.colour(-1.0F));
  QCOMPARE(image.pixel(cell(*view, 0, 0, 6)), scale.colour(1.0F));
  QCOMPARE(image.pixel(cell(*view, 0, 2, 2)), scale.colour(0.0F));
  move_mouse(*view, cell(*view, 0, 4, 0));
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("A − B") && tip.contains("A: no spike") && tip.contains("B: a spike"),
           qPrintable(tip));
}

void SpikeViewTest::a_layer_that_does_not_spike_says_so() {
  const auto view = shown(spiking());
  focus_->set_layer(1);
  QVERIFY(view->raster_area(0).isEmpty());
  QVERIFY(view->csv().isEmpty());
  const QImage image = view->grab().toImage();
  QImage blank(image.size(), image.format());
  blank.fill(view->theme().base);
  QVERIFY(image != blank);
}

void SpikeViewTest::tables_and_figures_hold_the_record() {
  SpikeView view(*focus_);  // never shown
  view.set_snapshot(spiking());
  QCOMPARE(view.csv().split('\n', Qt::SkipEmptyParts).size(), 1 + 2 * 40);
  QVERIFY(view.csv().contains("Gradient,1,2,4,1,1.25,0.125"));
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("spikes.svg"), QSize(800, 400));
  QFile file(folder.filePath("spikes.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(QString::fromUtf8(file.readAll()).contains("Layer 1: spikes"));
}

}  // namespace lfp::test::spike_view_test

LFPLAB_QT_TEST(spike_view_test, SpikeViewTest)
#include "spike_view_test.moc"
