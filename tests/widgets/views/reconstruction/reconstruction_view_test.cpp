#include "widgets/views/reconstruction/reconstruction_view.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/figure_texts.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"

#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <cmath>
#include <memory>

namespace lfp::test::reconstruction_view_test {

namespace {

Experiment autoencoder(const std::string& kind, std::int64_t features) {
  Experiment experiment = small_experiment();
  experiment.dataset = choose(kind, {{"samples", std::int64_t{120}}});
  experiment.autoencode = true;
  experiment.network.layers = {dense_spec(6, "tanh"), dense_spec(features, "")};
  for (RunSpec& run : experiment.runs) {
    run.feedback = choose("squared_error");
    run.loss = "squared_error";
  }
  return experiment;
}

}  // namespace

class ReconstructionViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { focus_ = std::make_unique<Focus>(); }

  void images_show_the_input_every_output_and_how_it_differs() {
    const auto snapshot = digits();
    const auto view = shown(snapshot);
    const auto cells = view->cells();
    using What = ReconstructionCell::What;
    QCOMPARE(cells.size(), std::size_t{5});
    QVERIFY(cells[0].what == What::input && cells[1].what == What::output && cells[2].what == What::error);
    for (const ReconstructionCell& cell : cells) {
      QVERIFY(view->rect().contains(cell.picture) && view->rect().contains(cell.heading));
      for (const ReconstructionCell& other : cells)
        QVERIFY(&cell == &other || !cell.picture.intersects(other.picture));
    }
    const QImage image = view->grab().toImage();
    const SampleSnapshot& sample = *snapshot->runs[1].sample;
    const float range = view->colour_ranges().front()->value();
    const Shape& shape = snapshot->dataset->shape;
    const QRect& area = cells[4].picture;  // of B
    QVERIFY(cells[4].what == What::error && cells[4].run == 1);
    for (const auto& [row, column] : {std::pair{3, 5}, {14, 14}, {20, 9}}) {
      const auto at = static_cast<std::size_t>(row * shape.width + column);
      const Normalisation& normalisation = snapshot->dataset->normalisation;
      const float error = normalisation.raw(sample.outputs[at], at) - normalisation.raw(sample.input[at], at);
      const QPoint middle(
          area.left() + static_cast<int>((column + 0.5) * area.width() / static_cast<double>(shape.width)),
          area.top() + static_cast<int>((row + 0.5) * area.height() / static_cast<double>(shape.height)));
      QCOMPARE(image.pixelColor(middle).rgb(), signed_colour(signed_colours(view->theme()), error, range));
    }
  }

  void the_buttons_keys_and_the_wheel_step_through_the_samples() {
    const auto view = shown(digits());
    auto* next = qobject_cast<QToolButton*>(view->title_controls()[1]);
    auto* previous = qobject_cast<QToolButton*>(view->title_controls()[0]);
    next->click();
    next->click();
    QCOMPARE(focus_->sample(), std::int64_t{2});
    previous->click();
    QCOMPARE(focus_->sample(), std::int64_t{1});
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(focus_->sample(), std::int64_t{2});
    turn_wheel(*view, QPointF(view->rect().center()), 1);
    QCOMPARE(focus_->sample(), std::int64_t{1});
    for (int i = 0; i < 3; ++i) previous->click();
    QCOMPARE(focus_->sample(), std::int64_t{0});
    Interest interest;
    focus_->set_sample(9);
    view->add_interest(interest);
    QVERIFY(interest.sample && interest.sample_index == 9);
  }

  void the_pointer_tells_a_pixel_in_the_input_and_all_runs() {
    const auto snapshot = digits();
    const auto view = shown(snapshot);
    const QRect area = view->cells()[0].picture;
    move_mouse(*view, QPointF(area.center()));
    QTRY_VERIFY2(QToolTip::text().contains("row 15, column 15") || QToolTip::text().contains("row 14"),
                 qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains("input ") && QToolTip::text().contains("A: ") &&
            QToolTip::text().contains("B: "));
  }

  void the_difference_of_the_runs_has_a_picture_of_its_own() {
    const auto view = shown(digits());
    view->run_chooser()->choose({.kind = RunChoice::Kind::difference, .run = 0});
    const auto cells = view->cells();
    QCOMPARE(cells.size(), std::size_t{4});
    QVERIFY(cells[3].what == ReconstructionCell::What::between);
    view->run_chooser()->choose({.kind = RunChoice::Kind::one, .run = 1});
    QCOMPARE(view->cells().size(), std::size_t{3});
  }

  void vectors_are_lines_over_the_features() {
    const auto snapshot = trained(autoencoder("friedman", 10));
    const auto view = shown(snapshot);
    QVERIFY(view->cells().empty());
    const QStringList texts = texts_of(*view, QSize(600, 360));
    for (const char* words : {"Input", "LFP", "Gradient", "feature", "error", "value"})
      QVERIFY2(texts.contains(QString::fromUtf8(words)), qPrintable(texts.join('|')));
    QVERIFY(texts.contains(number_text(rms(*snapshot, 0))));
  }

  void the_table_holds_every_feature() {
    const auto snapshot = digits();
    const QStringList lines = shown(snapshot)->csv().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines[0], QStringLiteral("run,feature,input,output,difference"));
    QCOMPARE(lines.size(), 1 + 2 * static_cast<int>(snapshot->dataset->shape.size()));
    const QStringList cells = lines[300].split(',');
    QVERIFY(std::abs(cells[4].toDouble() - (cells[3].toDouble() - cells[2].toDouble())) < 1e-5);
  }

  void other_networks_have_a_sentence() {
    Lockstep lockstep = start(small_experiment());
    QVERIFY(texts_of(*shown(lockstep.snapshot({})), QSize(600, 400)).join(' ').contains("Autoencoders only"));
  }

 private:
  static SnapshotPointer trained(const Experiment& experiment) {
    Lockstep lockstep = start(experiment);
    lockstep.advance(5);
    lockstep.evaluate();
    Interest interest;
    interest.sample = true;
    return lockstep.snapshot(interest);
  }
  static SnapshotPointer digits() { return trained(autoencoder("digits", 784)); }

  static double rms(const Snapshot& snapshot, std::size_t run) {
    const SampleSnapshot& sample = *snapshot.runs[run].sample;
    double sum = 0.0;
    for (std::size_t at = 0; at < sample.input.size(); ++at) {
      const Normalisation& normalisation = snapshot.dataset->normalisation;
      const auto difference = static_cast<double>(normalisation.raw(sample.outputs[at], at) -
                                                  normalisation.raw(sample.input[at], at));
      sum += difference * difference;
    }
    return std::sqrt(sum / static_cast<double>(sample.input.size()));
  }

  std::unique_ptr<ReconstructionView> shown(const SnapshotPointer& snapshot) {
    auto view = std::make_unique<ReconstructionView>(*focus_);
    view->resize(560, 300);
    view->show();
    view->set_snapshot(snapshot);
    QCoreApplication::processEvents();
    return view;
  }

  std::unique_ptr<Focus> focus_;
};

}  // namespace lfp::test::reconstruction_view_test

LFPLAB_QT_TEST(reconstruction_view_test, ReconstructionViewTest)
#include "reconstruction_view_test.moc"
