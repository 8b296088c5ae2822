#include "widgets/views/samples/sample_view.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/figure_texts.h"
#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion/confusion_picture.h"
#include "widgets/views/confusion/confusion_view.h"
#include "widgets/views/figure_file.h"

#include <QComboBox>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <memory>

namespace lfp::test::sample_view_test {

namespace {

/// Run A errs on every fifth sample, run B on every seventh: both take the label for the next class.
SnapshotPointer with_predictions(std::vector<std::int64_t> sizes = {64, 4, 10}, std::int64_t samples = 60) {
  auto snapshot = std::make_shared<lfp::Snapshot>(
      *make_snapshot({.sizes = std::move(sizes), .steps = 20, .samples = samples, .raster = false}));
  const auto& labels = snapshot->dataset->test.labels;
  for (std::size_t run = 0; run < 2; ++run) {
    auto predictions = std::make_shared<lfp::Predictions>();
    lfp::Table& confusion = snapshot->runs[run].confusion;
    std::fill(confusion.values.begin(), confusion.values.end(), 0.0F);
    for (std::size_t n = 0; n < labels.size(); ++n) {
      const bool errs = n % (run == 0 ? 5 : 7) == 0;
      predictions->predicted.push_back((labels[n] + (errs ? 1 : 0)) % snapshot->dataset->classes);
      predictions->probability.push_back(0.75F);
      ++confusion.values[static_cast<std::size_t>(labels[n] * snapshot->dataset->classes +
                                                  predictions->predicted.back())];
    }
    snapshot->runs[run].test_predictions = predictions;
  }
  return snapshot;
}

}  // namespace

class SampleViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void all_samples_are_there_but_only_those_in_sight_are_drawn();
  void a_click_makes_a_sample_the_one_that_all_views_show();
  void the_filter_leaves_what_a_run_gets_wrong();
  void a_click_on_a_confusion_cell_brings_its_samples();
  void the_training_set_is_asked_for_when_it_is_shown();
  void the_keys_walk_through_what_the_filter_leaves();
  void the_pointer_tells_label_predictions_and_probabilities();
  void vectors_are_rows_of_a_table();
  void tables_and_figures_hold_the_samples();
  void values_have_their_prediction_and_error();
  void autoencoders_have_the_error_below_each_image();

 private:
  std::unique_ptr<SampleView> shown(const SnapshotPointer& snapshot, QSize size = QSize(420, 300));
  static QComboBox* filters(SampleView& view) { return qobject_cast<QComboBox*>(view.title_controls()[1]); }
  static void choose_filter(SampleView& view, int index) {
    filters(view)->setCurrentIndex(index);
    emit filters(view)->activated(index);
  }

  std::unique_ptr<Focus> focus_;
};

void SampleViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<SampleView> SampleViewTest::shown(const SnapshotPointer& snapshot, QSize size) {
  auto view = std::make_unique<SampleView>(*focus_);
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void SampleViewTest::all_samples_are_there_but_only_those_in_sight_are_drawn() {
  const auto view = shown(with_predictions({64, 4, 10}, 10000));
  QCOMPARE(view->samples().size(), std::size_t{10000});
  view->grab();
  QVERIFY(view->thumbnails() > 0);
  QVERIFY2(view->thumbnails() < 100, qPrintable(QString::number(view->thumbnails())));
  QTest::keyClick(view.get(), Qt::Key_End);
  QVERIFY(!view->place_of(9999).isEmpty());
  QVERIFY(view->place_of(0).isEmpty());
  view->grab();
  QVERIFY(view->thumbnails() < 200);
}

void SampleViewTest::a_click_makes_a_sample_the_one_that_all_views_show() {
  const auto view = shown(with_predictions());
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->place_of(3).center());
  QCOMPARE(focus_->sample(), std::int64_t{3});
  QVERIFY(focus_->sample_from_test());
}

void SampleViewTest::the_filter_leaves_what_a_run_gets_wrong() {
  const auto view = shown(with_predictions());
  const auto count = [&](int filter) {
    choose_filter(*view, filter);
    return static_cast<int>(view->samples().size());
  };
  QCOMPARE(count(0), 60);
  QCOMPARE(count(1), 12);  // 0, 5, ..., 55
  QCOMPARE(view->samples()[1], std::int64_t{5});
  QCOMPARE(count(2), 9);   // 0, 7, ..., 56
  QCOMPARE(count(3), 19);  // 0 and 35 in both
}

void SampleViewTest::a_click_on_a_confusion_cell_brings_its_samples() {
  const auto snapshot = with_predictions();
  const auto view = shown(snapshot);
  ConfusionView confusion(*focus_);
  confusion.resize(560, 288);
  confusion.show();
  confusion.set_snapshot(snapshot);
  const QRect cell = lfp::confusion_cell(confusion.cells()[1].square, snapshot->runs[1].confusion, 7, 8);
  QTest::mouseClick(&confusion, Qt::LeftButton, {}, cell.center());
  QCOMPARE(view->samples(), std::vector<std::int64_t>{7});
  QCOMPARE(filters(*view)->currentText(), QStringLiteral("B: 7 taken for 8"));
  QCOMPARE(focus_->sample(), std::int64_t{7});

  confusion.setFocus();
  QTest::keyClick(&confusion, Qt::Key_Right);  // marks the first cell
  QTest::keyClick(&confusion, Qt::Key_Return);
  QCOMPARE(filters(*view)->currentText(), QStringLiteral("A: 0 taken for 0"));
}

void SampleViewTest::the_training_set_is_asked_for_when_it_is_shown() {
  const auto view = shown(with_predictions());
  Interest interest;
  view->add_interest(interest);
  QVERIFY(!interest.train_predictions);
  auto* sets = qobject_cast<lfp::SegmentedControl*>(view->title_controls()[0]);
  sets->set_current(1);
  emit sets->current_changed(1);
  view->add_interest(interest);
  QVERIFY(interest.train_predictions);
  QCOMPARE(view->samples().size(), std::size_t{120});
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->place_of(2).center());
  QCOMPARE(focus_->sample(), std::int64_t{2});
  QVERIFY(!focus_->sample_from_test());
}

void SampleViewTest::the_keys_walk_through_what_the_filter_leaves() {
  const auto view = shown(with_predictions());
  choose_filter(*view, 1);
  QTest::keyClick(view.get(), Qt::Key_Home);
  QCOMPARE(focus_->sample(), std::int64_t{0});
  QTest::keyClick(view.get(), Qt::Key_Right);
  QTest::keyClick(view.get(), Qt::Key_Right);
  QCOMPARE(focus_->sample(), std::int64_t{10});
  QTest::keyClick(view.get(), Qt::Key_Left);
  QCOMPARE(focus_->sample(), std::int64_t{5});
  QTest::keyClick(view.get(), Qt::Key_End);
  QCOMPARE(focus_->sample(), std::int64_t{55});
}

void SampleViewTest::the_pointer_tells_label_predictions_and_probabilities() {
  const auto view = shown(with_predictions());
  move_mouse(*view, view->place_of(5).center());
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("Test sample 6"), qPrintable(tip));
  QVERIFY2(tip.contains("label 5"), qPrintable(tip));
  QVERIFY2(tip.contains("A predicts 6, 75.0"), qPrintable(tip));
  QVERIFY2(tip.contains("B predicts 5, 75.0"), qPrintable(tip));
}

void SampleViewTest::vectors_are_rows_of_a_table() {
  const auto view = shown(with_predictions({2, 4, 3}));
  const QRect first = view->place_of(0);
  const QRect second = view->place_of(1);
  QCOMPARE(first.left(), second.left());
  QVERIFY(second.top() >= first.bottom());
  QVERIFY(first.width() > 350);
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, second.center());
  QCOMPARE(focus_->sample(), std::int64_t{1});
}

void SampleViewTest::tables_and_figures_hold_the_samples() {
  SampleView view(*focus_);  // never shown
  view.set_snapshot(with_predictions());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("samples.svg"), QSize(800, 400));
  QFile file(folder.filePath("samples.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(QString::fromUtf8(file.readAll()).contains("60 samples"));
  const QStringList lines = view.csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.size(), 61);
  QCOMPARE(lines[0], QStringLiteral("sample,label,LFP-ε,LFP-ε probability,Gradient,Gradient probability"));
  QCOMPARE(lines[1], QStringLiteral("1,0,1,0.75,1,0.75"));
}

void SampleViewTest::values_have_their_prediction_and_error() {
  Experiment experiment = test::small_experiment();
  experiment.dataset = test::choose("sine", {{"samples", std::int64_t{60}}, {"normalise_targets", true}});
  experiment.network.layers = {test::dense_spec(4, "tanh"), test::dense_spec(1, "")};
  for (RunSpec& run : experiment.runs) {
    run.feedback = test::choose("squared_error");
    run.loss = "squared_error";
  }
  Lockstep lockstep = test::start(experiment);
  lockstep.advance(4);
  lockstep.evaluate();
  const auto snapshot = lockstep.snapshot({});
  const auto view = shown(snapshot);
  const auto& normalisation = snapshot->dataset->target_normalisation;
  const auto target = static_cast<double>(normalisation.raw(snapshot->dataset->test.targets[0], 0));
  const auto predicted =
      static_cast<double>(normalisation.raw(snapshot->runs[0].test_predictions->values[0], 0));
  const QStringList texts = test::texts_of(*view, QSize(700, 300));
  for (const QString& words : {QStringLiteral("A"), QStringLiteral("A error"), QStringLiteral("B error"),
                               number_text(target), number_text(predicted), signed_text(predicted - target)})
    QVERIFY2(texts.contains(words), qPrintable(words + " not in " + texts.join('|')));
  test::move_mouse(*view, QPointF(view->place_of(0).center()));
  QTRY_VERIFY2(QToolTip::text().contains("A predicts " + number_text(predicted)),
               qPrintable(QToolTip::text()));
  QVERIFY(view->csv().startsWith("sample,target,LFP,LFP error,Gradient,Gradient error\n"));
}

void SampleViewTest::autoencoders_have_the_error_below_each_image() {
  Experiment experiment = test::small_experiment();
  experiment.dataset = test::choose("digits", {{"samples", std::int64_t{100}}});
  experiment.autoencode = true;
  experiment.network.layers = {test::dense_spec(4, "tanh"), test::dense_spec(784, "")};
  for (RunSpec& run : experiment.runs) {
    run.feedback = test::choose("squared_error");
    run.loss = "squared_error";
  }
  Lockstep lockstep = test::start(experiment);
  lockstep.evaluate();
  const auto snapshot = lockstep.snapshot({});
  const auto view = shown(snapshot);
  const QString error =
      QString::number(static_cast<double>(snapshot->runs[0].test_predictions->error[0] *
                                          snapshot->dataset->normalisation.deviation.front()),
                      'f', 2);
  const QStringList texts = test::texts_of(*view, QSize(420, 300));
  QVERIFY2(texts.contains(error), qPrintable(error + " not in " + texts.join('|')));
}

}  // namespace lfp::test::sample_view_test

LFPLAB_QT_TEST(sample_view_test, SampleViewTest)
#include "sample_view_test.moc"
