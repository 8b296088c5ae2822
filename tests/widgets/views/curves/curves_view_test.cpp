#include "widgets/views/curves/curves_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/style/number_text.h"
#include "widgets/views/curves/curves_plot.h"
#include "widgets/views/curves/curves_strips.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <limits>
#include <memory>

namespace lfp::test::curves_view_test {

namespace {

QStringList texts(const lfp::CurveColumn& column) {
  QStringList result;
  for (const auto& value : column.readout().values()) result << value.text;
  return result;
}

int pixels_of(const QImage& image, const QColor& colour) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour ? 1 : 0;
  }
  return count;
}

/// The colour, or most of it: smoothed edges are a little lighter.
bool is_near(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 120;
}

QString svg_of(lfp::View& view, const QString& path) {
  lfp::save_figure(view, path, QSize(900, 620));
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

class CurvesViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void before_training_there_is_a_sentence_and_no_plot();
  void without_a_cross_hair_the_last_values_are_read();
  void the_cross_hair_reads_every_plot_at_the_same_step();
  void what_was_measured_later_is_neither_drawn_nor_read();
  void what_was_measured_before_is_read_with_its_step();
  void long_numbers_are_shortened_and_never_cut();
  void the_pointer_moves_the_cross_hair_of_all_views();
  void the_cross_hair_moves_by_keys();
  void flips_are_summed_over_the_layers();
  void runs_are_hidden_by_the_legend_but_never_all();
  void zoom_is_shared_by_all_plots();
  void training_anew_forgets_the_zoom();
  void loss_and_feedback_norm_start_logarithmic();
  void the_third_plot_shows_other_layers_and_the_mean_feedback();
  void layers_without_room_are_reached_by_scrolling();
  void layers_without_weights_have_no_flips();
  void numbers_that_are_not_finite_are_told_and_leave_gaps();
  void while_running_the_newest_snapshot_is_shown_in_the_end();
  void the_table_holds_every_recorded_number();
  void figures_have_titles_axes_and_legend_in_readable_size();
  void figures_are_written_before_the_view_was_ever_shown();

 private:
  std::unique_ptr<CurvesView> shown(const SnapshotPointer& snapshot, QSize size = QSize(1320, 204));
  static CurvePlot& plot(const CurvesView& view, int index) {
    return *view.findChildren<CurvePlot*>()[index];
  }
  static CurveStrips& strips(const CurvesView& view) { return *view.findChild<CurveStrips*>(); }

  std::unique_ptr<Focus> focus_;
};

void CurvesViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<CurvesView> CurvesViewTest::shown(const SnapshotPointer& snapshot, QSize size) {
  auto view = std::make_unique<CurvesView>(*focus_);
  apply_theme(*view, Theme::make(Theme::Kind::light));
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void CurvesViewTest::before_training_there_is_a_sentence_and_no_plot() {
  const auto view = shown(make_snapshot({.steps = 0}));
  QVERIFY(!plot(*view, 0).isVisible());
  QVERIFY(view->csv().isEmpty());
  QVERIFY(pixels_of(view->grab().toImage(), view->theme().base) < 1320 * 204);
  view->set_snapshot(make_snapshot({.steps = 40}));
  QVERIFY(plot(*view, 0).isVisible());
}

void CurvesViewTest::without_a_cross_hair_the_last_values_are_read() {
  const auto snapshot = make_snapshot({.steps = 1284});
  const auto view = shown(snapshot);
  QCOMPARE(plot(*view, 0).readout().step(), QStringLiteral("step 1,284"));
  QCOMPARE(texts(plot(*view, 0)), QStringList({lfp::percent_text(0.94), lfp::percent_text(0.96)}));
  QCOMPARE(texts(plot(*view, 1)), QStringList({QStringLiteral("0.210"), QStringLiteral("0.170")}));
  QCOMPARE(texts(plot(*view, 2))[0],
           lfp::number_text(static_cast<double>(snapshot->runs[0].layers[2].feedback_norm)));
}

void CurvesViewTest::the_cross_hair_reads_every_plot_at_the_same_step() {
  const auto snapshot = make_snapshot({.steps = 400});
  const auto view = shown(snapshot);
  focus_->set_step(210);
  const lfp::RunHistory& history = snapshot->runs[1].history;
  // Tested after every 20 steps: at step 210 the test of step 200 holds.
  QCOMPARE(history.log[9]->step, 200);
  QCOMPARE(texts(plot(*view, 0))[1], lfp::percent_text(history.log[9]->test_accuracy));
  QCOMPARE(texts(plot(*view, 1))[1], lfp::number_text(history.log[9]->test_loss));
  const float norm = history.steps.at(history.steps.row_of(210), lfp::StepColumns::feedback_norm(2));
  QCOMPARE(texts(plot(*view, 2))[1], lfp::number_text(static_cast<double>(norm)));
  for (const int tested : {0, 1})
    QCOMPARE(plot(*view, tested).readout().step(), QStringLiteral("step 200 · measured last"));
  QCOMPARE(plot(*view, 2).readout().step(), QStringLiteral("step 210"));
  QCOMPARE(strips(*view).readout().step(), QStringLiteral("step 210"));
  focus_->set_step(5);
  QCOMPARE(texts(plot(*view, 0))[1], QStringLiteral("–"));
}

/// As after a step back from 630 to 236, before the test set is evaluated again.
void CurvesViewTest::what_was_measured_later_is_neither_drawn_nor_read() {
  auto back = std::make_shared<lfp::Snapshot>(*make_snapshot({.steps = 236}));
  for (lfp::RunSnapshot& run : back->runs) {
    run.tested_step = 630;
    run.test_loss = 0.0123;
    auto later = std::make_shared<lfp::LogRow>(*run.history.log.back());
    later->step = 630;
    run.history.log.push_back(later);
  }
  const auto view = shown(back);
  for (const lfp::PlotLine& line : plot(*view, 1).panel().content().lines)
    if (!line.x.empty()) QVERIFY(line.x.back() <= 236);
  QCOMPARE(plot(*view, 1).readout().step(), QStringLiteral("step 220 · measured last"));
  QCOMPARE(texts(plot(*view, 1))[0], lfp::number_text(back->runs[0].history.log[10]->test_loss));
}

void CurvesViewTest::what_was_measured_before_is_read_with_its_step() {
  auto early = std::make_shared<lfp::Snapshot>(*make_snapshot({.steps = 14, .running = true}));
  for (lfp::RunSnapshot& run : early->runs) {
    run.tested_step = 0;
    run.history.log.clear();
  }
  const auto view = shown(early);
  QCOMPARE(plot(*view, 0).readout().step(), QStringLiteral("step 0 · measured last"));
  QCOMPARE(plot(*view, 2).readout().step(), QStringLiteral("step 14"));
  for (lfp::RunSnapshot& run : early->runs) run.tested_step.reset();
  view->set_snapshot(std::make_shared<lfp::Snapshot>(*early));
  QTRY_COMPARE(texts(plot(*view, 0)), QStringList({"–", "–"}));
}

void CurvesViewTest::long_numbers_are_shortened_and_never_cut() {
  auto high = std::make_shared<lfp::Snapshot>(*make_snapshot({.steps = 400}));
  high->runs[0].test_loss = 201487.464;
  high->runs[1].test_loss = 1487.464;
  const auto view = shown(high);
  QCOMPARE(texts(plot(*view, 1)), QStringList({"2.0e5", "1487.5"}));
  const lfp::CurveReadout& readout = plot(*view, 1).readout();
  QCOMPARE(readout.painted_texts(), texts(plot(*view, 1)));
  // The ink of the first value has room at its left: nothing is cut.
  const QImage image = const_cast<lfp::CurveReadout&>(readout).grab().toImage();
  const QFontMetrics metrics(view->theme().bold());
  int first = image.width();
  for (int x = image.width() - 1; x >= 0; --x)
    for (int y = 0; y < image.height(); ++y)
      if (is_near(image.pixelColor(x, y), view->theme().run[0])) first = std::min(first, x);
  int last = 0;
  for (int x = 0; x < image.width(); ++x)
    for (int y = 0; y < image.height(); ++y)
      if (is_near(image.pixelColor(x, y), view->theme().run[0])) last = std::max(last, x);
  QVERIFY(last - first >= metrics.tightBoundingRect(QStringLiteral("2.0e5")).width() - 2);
  // Where not even these fit, two digits stay.
  view->resize(420, 204);
  QTRY_COMPARE(readout.painted_texts(), QStringList({"2e5", "1.5e3"}));
}

void CurvesViewTest::the_pointer_moves_the_cross_hair_of_all_views() {
  const auto view = shown(make_snapshot({.steps = 400}));
  lfp::PlotPanel& panel = plot(*view, 1).panel();
  const lfp::PlotGeometry place = panel.geometry();
  move_mouse(panel, {place.x_pixel(120.0), place.area().center().y() + 0.0});
  QVERIFY(focus_->step().has_value());
  QVERIFY(std::abs(*focus_->step() - 120) <= 2);
  QCOMPARE(*plot(*view, 0).panel().content().cross_hair, static_cast<double>(*focus_->step()));
  QEvent leave(QEvent::Leave);
  QCoreApplication::sendEvent(&panel, &leave);
  QVERIFY(!focus_->step().has_value());
}

void CurvesViewTest::the_cross_hair_moves_by_keys() {
  const auto view = shown(make_snapshot({.steps = 400}));
  focus_->set_step(100);
  QTest::keyClick(view.get(), Qt::Key_Right);
  QVERIFY(*focus_->step() > 100);
  QTest::keyClick(view.get(), Qt::Key_Left);
  QCOMPARE(*focus_->step(), 100);
  QTest::keyClick(view.get(), Qt::Key_Escape);
  QVERIFY(!focus_->step());
}

void CurvesViewTest::flips_are_summed_over_the_layers() {
  const auto snapshot = make_snapshot({.steps = 600});
  const auto view = shown(snapshot);
  for (std::size_t run = 0; run < 2; ++run) {
    std::int64_t sum = 0;
    for (const auto& layer : snapshot->runs[run].layers) sum += layer.flipped;
    QCOMPARE(texts(strips(*view))[static_cast<int>(run)], lfp::count_text(sum));
  }
  QCOMPARE(strips(*view).panels().size(), std::size_t(3));
}

void CurvesViewTest::runs_are_hidden_by_the_legend_but_never_all() {
  const auto view = shown(make_snapshot({.steps = 400}));
  const QColor colour = view->theme().run[0];
  const auto buttons = view->title_controls()[0]->findChildren<QAbstractButton*>();
  QCOMPARE(buttons.size(), 2);
  QVERIFY(pixels_of(view->grab().toImage(), colour) > 200);
  buttons[0]->click();
  QCOMPARE(pixels_of(view->grab().toImage(), colour), 0);
  QCOMPARE(texts(plot(*view, 0)).size(), 1);
  buttons[1]->click();
  QVERIFY(buttons[0]->isChecked());
  QVERIFY(!buttons[1]->isChecked());
}

void CurvesViewTest::zoom_is_shared_by_all_plots() {
  const auto view = shown(make_snapshot({.steps = 400}));
  lfp::PlotPanel& panel = plot(*view, 0).panel();
  const QPointF middle = panel.geometry().area().center();
  turn_wheel(panel, middle, 3);
  const PlotRange zoomed = panel.content().x;
  QVERIFY(zoomed.size() < 250);
  QCOMPARE(plot(*view, 2).panel().content().x, zoomed);
  for (const lfp::PlotPanel* strip : strips(*view).panels()) QCOMPARE(strip->content().x, zoomed);
  // As far as it goes in, and back out to everything.
  turn_wheel(panel, middle, 40);
  QVERIFY(std::abs(panel.content().x.size() - 8.0) < 1e-9);
  turn_wheel(panel, middle, -60);
  QCOMPARE(panel.content().x, (PlotRange{0, 400}));
  turn_wheel(panel, middle, 3);
  QTest::mouseDClick(&panel, Qt::LeftButton, Qt::NoModifier, middle.toPoint());
  QCOMPARE(plot(*view, 1).panel().content().x, (PlotRange{0, 400}));
}

void CurvesViewTest::training_anew_forgets_the_zoom() {
  const auto view = shown(make_snapshot({.steps = 400}));
  turn_wheel(plot(*view, 0).panel(), plot(*view, 0).panel().geometry().area().center(), 3);
  view->set_snapshot(make_snapshot({.steps = 500}));
  QVERIFY(plot(*view, 0).panel().content().x.size() < 250);
  view->set_snapshot(make_snapshot({.steps = 100, .generation = 2}));
  QCOMPARE(plot(*view, 0).panel().content().x, (PlotRange{0, 100}));
}

void CurvesViewTest::loss_and_feedback_norm_start_logarithmic() {
  const auto view = shown(make_snapshot());
  QCOMPARE(plot(*view, 0).scale(), PlotScale::linear);
  QCOMPARE(plot(*view, 1).scale(), PlotScale::logarithmic);
  QCOMPARE(plot(*view, 2).scale(), PlotScale::logarithmic);
  auto* button = plot(*view, 1).findChild<QToolButton*>();
  button->click();
  QCOMPARE(plot(*view, 1).scale(), PlotScale::linear);
  QVERIFY(!plot(*view, 0).findChild<QToolButton*>()->isVisible());
}

void CurvesViewTest::the_third_plot_shows_other_layers_and_the_mean_feedback() {
  const auto snapshot = make_snapshot({.steps = 400});
  const auto view = shown(snapshot);
  auto* combo = plot(*view, 2).findChild<QComboBox*>();
  QStringList items;
  for (int i = 0; i < combo->count(); ++i) items << combo->itemText(i);
  QCOMPARE(items, QStringList({"Feedback norm at output", "Feedback norm at layer 2",
                               "Feedback norm at layer 1", "Mean feedback at output"}));
  combo->setCurrentIndex(3);
  emit combo->activated(3);
  QCOMPARE(plot(*view, 2).scale(), PlotScale::linear);
  focus_->set_step(50);
  const lfp::TimelineView& steps = snapshot->runs[0].history.steps;
  const float mean = steps.at(steps.row_of(50), lfp::StepColumns::mean_feedback);
  QCOMPARE(texts(plot(*view, 2))[0], lfp::signed_text(static_cast<double>(mean)));
  // Another snapshot leaves the choice alone, another network starts with the output.
  view->set_snapshot(make_snapshot({.steps = 500}));
  QCOMPARE(plot(*view, 2).topic().kind, CurveKind::mean_feedback);
}

void CurvesViewTest::layers_without_room_are_reached_by_scrolling() {
  const auto view = shown(make_snapshot({.sizes = {2, 4, 4, 4, 4, 4, 3}}), QSize(1032, 156));
  const auto in_sight = strips(*view).panels().size();
  QVERIFY(in_sight >= 2 && in_sight < 6);
  auto* bar = strips(*view).findChild<QScrollBar*>();
  QVERIFY(bar->isVisible());
  bar->setValue(bar->maximum());
  QCOMPARE(strips(*view).first_strip(), 6 - in_sight);
  QCOMPARE(strips(*view).panels().back()->accessibleName(), QStringLiteral("Flipped weights of layer 6"));
}

void CurvesViewTest::layers_without_weights_have_no_flips() {
  auto changed = std::make_shared<lfp::Snapshot>(*make_snapshot({.sizes = {2, 4, 4, 3}}));
  for (lfp::RunSnapshot& run : changed->runs) run.layers[1].parameters = 0;
  const auto view = shown(changed);
  QStringList names;
  for (const lfp::PlotPanel* panel : strips(*view).panels()) names << panel->accessibleName();
  QCOMPARE(names, QStringList({"Flipped weights of layer 1", "Flipped weights of layer 3"}));
}

void CurvesViewTest::numbers_that_are_not_finite_are_told_and_leave_gaps() {
  auto changed = std::make_shared<lfp::Snapshot>(*make_snapshot({.steps = 400}));
  lfp::RunHistory& history = changed->runs[0].history;
  auto row = std::make_shared<lfp::LogRow>(*history.log[9]);
  row->test_loss = std::numeric_limits<double>::infinity();
  history.log[9] = row;
  const auto view = shown(changed);
  focus_->set_step(205);
  QCOMPARE(texts(plot(*view, 1))[0], QStringLiteral("∞"));
  const QImage image = plot(*view, 1).panel().grab().toImage();
  const lfp::PlotGeometry place = plot(*view, 1).panel().geometry();
  const auto is_drawn = [&](double step) {
    const int x = qRound(place.x_pixel(step));
    for (int y = place.area().top(); y < place.area().bottom(); ++y) {
      if (is_near(image.pixelColor(x, y), view->theme().run[0])) return true;
    }
    return false;
  };
  QVERIFY(is_drawn(170));
  QVERIFY(!is_drawn(194));
  QVERIFY(is_drawn(230));
}

void CurvesViewTest::while_running_the_newest_snapshot_is_shown_in_the_end() {
  const auto view = shown(make_snapshot({.steps = 100, .running = true}));
  view->set_snapshot(make_snapshot({.steps = 120, .running = true}));
  view->set_snapshot(make_snapshot({.steps = 140, .running = true}));
  QTRY_COMPARE(plot(*view, 0).readout().step(), QStringLiteral("step 140"));
  view->set_snapshot(make_snapshot({.steps = 160, .running = true}));
  view->set_snapshot(make_snapshot({.steps = 161, .running = false}));
  QCOMPARE(plot(*view, 0).readout().step(), QStringLiteral("step 161"));
}

void CurvesViewTest::the_table_holds_every_recorded_number() {
  const auto snapshot = make_snapshot({.steps = 40});
  const auto view = shown(snapshot);
  const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines[0],
           QStringLiteral("run,kind,step,steps,accuracy,loss,mean_feedback,feedback_norm_1,feedback_norm_2,"
                          "feedback_norm_3,flips_1,flips_2,flips_3"));
  QCOMPARE(lines.size(), 1 + 2 * (40 + 2));
  const QStringList batch = lines[1 + 6].split(',');
  const auto row = snapshot->runs[0].history.steps.row(6);
  QCOMPARE(batch.mid(0, 4), QStringList({"LFP-ε", "batch", "7", "1"}));
  for (std::size_t column = 0; column < row.size(); ++column) {
    QCOMPARE(batch[4 + static_cast<int>(column)].toFloat(), row[column]);
  }
  const QStringList epoch = lines.last().split(',');
  QCOMPARE(epoch.mid(0, 4), QStringList({"Gradient", "epoch", "40", "1"}));
  QCOMPARE(epoch[4].toDouble(), snapshot->runs[1].history.log[1]->test_accuracy);
  QCOMPARE(epoch[5].toDouble(), snapshot->runs[1].history.log[1]->test_loss);
}

void CurvesViewTest::figures_have_titles_axes_and_legend_in_readable_size() {
  const auto view = shown(make_snapshot({.steps = 400}));
  const QTemporaryDir folder;
  const QString svg = svg_of(*view, folder.filePath("curves.svg"));
  for (const char* words : {"Accuracy (%)", "Test loss (logarithmic)", "Feedback norm at output",
                            "Flipped weights", "LFP-", "Gradient", "thick: test", "step", "100", "L3"}) {
    QVERIFY2(svg.contains(QString::fromUtf8(words)), words);
  }
  QVERIFY(!svg.contains("<image"));
  static const QRegularExpression title("font-size=\"(\\d+)\"[^>]*>Accuracy \\(%\\)");
  QCOMPARE(title.match(svg).captured(1), QStringLiteral("13"));
  // In units of the picture's own pixels.
  QVERIFY(svg.contains("viewBox=\"0 0 900 620\""));
  // And it is drawn: the title's ink lies above the first plot, about as high as 13 px text is.
  const QImage image = lfp::figure_image(*view, QSize(900, 620));
  int first = 0;
  int last = 0;
  for (int y = 60; y < 84; ++y) {
    for (int x = 12; x < 60; ++x) {
      if (image.pixelColor(x, y).lightness() > 120) continue;
      if (first == 0) first = y;
      last = y;
    }
  }
  QVERIFY2(last - first >= 8 && last - first <= 15, qPrintable(QString::number(last - first)));
  QVERIFY(pixels_of(image, view->theme().run[0]) > 200);
}

void CurvesViewTest::figures_are_written_before_the_view_was_ever_shown() {
  CurvesView view(*focus_);
  view.set_snapshot(make_snapshot({.sizes = {2, 4, 3}, .steps = 60}));
  const QImage image = lfp::figure_image(view, QSize(900, 620));
  QVERIFY(pixels_of(image, Theme::make(Theme::Kind::light).run[0]) > 200);
  const QTemporaryDir folder;
  for (const char* name : {"curves.pdf", "curves.png"}) {
    lfp::save_figure(view, folder.filePath(name), QSize(900, 620));
    QVERIFY(QFile(folder.filePath(name)).size() > 5000);
  }
}

}  // namespace lfp::test::curves_view_test

LFPLAB_QT_TEST(curves_view_test, CurvesViewTest)
#include "curves_view_test.moc"
