#include "widgets/views/known_steps.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/marks.h"
#include "widgets/views/curves/curves_plot.h"
#include "widgets/views/curves/curves_view.h"
#include "widgets/views/flips/flips_view.h"
#include "widgets/views/focus.h"
#include "widgets/views/ledger/ledger_view.h"
#include "widgets/views/raster/feedback_raster.h"

#include <QImage>
#include <QMouseEvent>
#include <QTest>
#include <memory>

namespace lfp::test::known_steps_test {

namespace {

constexpr std::int64_t trained = 90;
constexpr std::int64_t here = 30;

/// The same training before and after going back.
struct Training {
  SnapshotPointer then;
  SnapshotPointer back;
  Training() {
    Lockstep lockstep = start(small_experiment(), {.raster = true, .past = true});
    lockstep.advance(trained);
    then = lockstep.snapshot({});
    lockstep.go_to(here);
    back = lockstep.snapshot({});
  }
};

template <class Shown>
void show(Shown& view, const SnapshotPointer& snapshot) {
  apply_theme(view, Theme::make(Theme::Kind::light));
  view.resize(900, 260);
  view.show();
  view.set_snapshot(snapshot);
  QCoreApplication::processEvents();
}

int pixels_of(const QImage& image, const QRect& area, const QColor& colour) {
  int count = 0;
  for (int y = area.top(); y <= area.bottom(); ++y)
    for (int x = area.left(); x <= area.right(); ++x) count += image.pixelColor(x, y) == colour ? 1 : 0;
  return count;
}

/// How far a picture's colours are from the background, on the average.
double strength(const QImage& image, const QRect& area, const QColor& base) {
  double sum = 0;
  for (int y = area.top(); y <= area.bottom(); ++y)
    for (int x = area.left(); x <= area.right(); ++x) {
      const QColor colour = image.pixelColor(x, y);
      sum += std::abs(colour.red() - base.red()) + std::abs(colour.green() - base.green()) +
             std::abs(colour.blue() - base.blue());
    }
  return sum / (area.width() * area.height());
}

}  // namespace

class KnownStepsTest : public QObject {
  Q_OBJECT

 private slots:
  void curves_keep_their_axes_and_mute_what_lies_ahead() {
    CurvesView view(focus_);
    show(view, training_.then);
    auto& accuracy = *view.findChildren<CurvePlot*>()[0];
    const PlotRange x = accuracy.panel().content().x;
    const PlotRange y = accuracy.panel().content().y;
    view.set_snapshot(training_.back);
    const PlotContent& content = accuracy.panel().content();
    QCOMPARE(content.x.high, x.high);
    QCOMPARE(content.y.high, y.high);
    QVERIFY(content.here && *content.here == here);
    QCOMPARE(content.here_label, QStringLiteral("you are here"));
    const QRect area = accuracy.panel().geometry().area();
    const QImage image = accuracy.panel().grab().toImage();
    const QColor ahead = lfp::colour_ahead(view.theme().run[0], view.theme());
    const int line = qRound(accuracy.panel().geometry().x_pixel(here));
    const QRect left(area.left(), area.top(), line - area.left() - 6, area.height());
    const QRect right(line + 6, area.top(), area.right() - line - 6, area.height());
    // A few pixels of a smoothed edge may have the colour by chance.
    QVERIFY(pixels_of(image, right, ahead) > 10 * (1 + pixels_of(image, left, ahead)));
    QCOMPARE(pixels_of(image, right, view.theme().run[0]), 0);
    QCOMPARE(pixels_of(image, QRect(line, area.top() + 10, 1, 20), view.theme().accent), 20);
  }

  void values_are_those_of_the_step_shown() {
    CurvesView view(focus_);
    show(view, training_.back);
    const auto& flips = *view.findChildren<CurvePlot*>()[2];
    QCOMPARE(flips.readout().step(), QStringLiteral("step 30"));
    focus_.set_step(60);
    QCOMPARE(flips.readout().step(), QStringLiteral("step 60"));
    CurvesView before(focus_);
    show(before, training_.then);
    const auto& same = *before.findChildren<CurvePlot*>()[2];
    for (std::size_t run = 0; run < 2; ++run)
      QCOMPARE(flips.readout().values()[run].text, same.readout().values()[run].text);
  }

  void a_figure_holds_the_present_alone() {
    Lockstep never_further = start(small_experiment(), {.raster = true, .past = true});
    never_further.advance(here);
    never_further.evaluate();
    QCOMPARE(figure_of(training_.back), figure_of(never_further.snapshot({})));
    QVERIFY(figure_of(training_.back) != figure_of(training_.then));
  }

  void the_raster_keeps_its_columns_and_mutes_what_lies_ahead() {
    FeedbackRaster view(focus_);
    show(view, training_.then);
    const double before = view.picture().x_of(here);
    const QRect plot = view.picture().plot();
    const QRect right(qRound(before) + 6, plot.top() + 2, plot.right() - qRound(before) - 8,
                      plot.height() - 4);
    const double strong = strength(view.grab().toImage(), right, view.theme().base);
    view.set_snapshot(training_.back);
    QCOMPARE(view.picture().steps(), trained);
    QCOMPARE(view.picture().x_of(here), before);
    QVERIFY(view.picture().here() && *view.picture().here() == here);
    const double muted = strength(view.grab().toImage(), right, view.theme().base);
    QVERIFY2(muted < 0.6 * strong && muted > 0.0, qPrintable(QString("%1 of %2").arg(muted).arg(strong)));
  }

  void the_timeline_of_flips_keeps_its_bars_and_mutes_what_lies_ahead() {
    FlipsView view(focus_);
    show(view, training_.then);
    const auto bars_of = [](const FlipsTimeline::Strip& strip) {
      return strip.bars.size() + strip.ahead.size();
    };
    std::vector<double> scales;
    for (const auto& strip : view.timeline().strips()) {
      scales.push_back(view.timeline().largest(strip.layer));
      QVERIFY(strip.ahead.empty());
    }
    const std::size_t bars = bars_of(view.timeline().strips().front());
    view.set_snapshot(training_.back);
    std::size_t index = 0;
    for (const auto& strip : view.timeline().strips()) {
      QVERIFY(!strip.ahead.empty());
      QCOMPARE(view.timeline().largest(strip.layer), scales[index++]);
    }
    QVERIFY(bars_of(view.timeline().strips().front()) >= bars);
    QCOMPARE(FlipsTimeline::bar_of(view.timeline().strips().front(), here)->last_step, here);
  }

  void the_ledger_says_where_it_stands_and_shares_the_cross_hair() {
    LedgerView view(focus_);
    show(view, with_ledger(trained));
    QVERIFY(view.time().is_empty());
    view.set_snapshot(with_ledger(here));
    QVERIFY(!view.time().is_empty());
    const QRect area = view.time_area();
    QVERIFY(view.rect().contains(area) && area.top() > view.row_area(view.lines().lines.size() - 1).bottom());
    const int x = qRound(view.time().x_of(area, static_cast<double>(here)));
    QVERIFY(pixels_of(view.grab().toImage(), QRect(x, area.top(), 1, area.height()), view.theme().accent) >
            10);
    QCOMPARE(view.time().step_at(area, x), here);

    const int there = qRound(view.time().x_of(area, 60));
    const QMouseEvent move(QEvent::MouseMove, QPointF(there, area.center().y()),
                           view.mapToGlobal(QPointF(there, area.center().y())), Qt::NoButton, Qt::NoButton,
                           Qt::NoModifier);
    QCoreApplication::sendEvent(&view, const_cast<QMouseEvent*>(&move));
    QCOMPARE(focus_.step(), std::optional<std::int64_t>(60));
    const QImage with_cross_hair = view.grab().toImage();
    focus_.set_step(std::nullopt);
    QVERIFY(view.grab().toImage().copy(area) != with_cross_hair.copy(area));
  }

  void after_going_back_to_the_beginning_the_whole_way_is_seen() {
    Lockstep lockstep = start(small_experiment(), {.raster = true, .past = true});
    lockstep.advance(20);
    lockstep.go_to(0);
    CurvesView view(focus_);
    show(view, lockstep.snapshot({}));
    QVERIFY(view.findChildren<CurvePlot*>()[0]->isVisible());
    QCOMPARE(lfp::known_steps(*view.snapshot()), std::int64_t{20});
  }

 private:
  static SnapshotPointer with_ledger(std::int64_t step) {
    Lockstep lockstep = start(small_experiment(), {.raster = true, .past = true});
    lockstep.advance(trained);
    if (step < trained) lockstep.go_to(step);
    Interest interest;
    interest.sample = true;
    interest.sample_ledger = true;
    return lockstep.snapshot(interest);
  }

  QImage figure_of(const SnapshotPointer& snapshot) {
    CurvesView view(focus_);
    view.set_snapshot(snapshot);
    QImage image(900, 600, QImage::Format_RGB32);
    QPainter painter(&image);
    view.paint_figure(painter, image.rect(), Theme::make(Theme::Kind::light));
    return image;
  }

  Focus focus_;
  Training training_;
};

}  // namespace lfp::test::known_steps_test

LFPLAB_QT_TEST(known_steps_test, KnownStepsTest)
#include "known_steps_test.moc"
