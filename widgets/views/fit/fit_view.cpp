#include "widgets/views/fit/fit_view.h"

#include "core/inspection/fit_scan.h"
#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

// Places along a feature: of a surface each costs a column of samples.
constexpr int resolution = 48;
constexpr double reach = 8;  // of the pointer, in pixels at 100 %

int column_at(const FitSnapshot& fit, const PlotFrame& frame, double x) {
  const double place = (x - frame.x.low) / frame.x.size() * fit.columns;
  return std::clamp(static_cast<int>(place), 0, fit.columns - 1);
}

int row_at(const FitSnapshot& fit, const PlotFrame& frame, double y) {
  if (fit.rows == 1) return 0;
  const double place = (y - frame.y.low) / frame.y.size() * fit.rows;
  return std::clamp(static_cast<int>(place), 0, fit.rows - 1);
}

}  // namespace

FitView::FitView(Focus& focus, QWidget* parent) : View(focus, parent), pace_([this] { prepare(); }) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Fit"));
  setAccessibleDescription(tr("The predictions of the runs, and the values to be learnt."));
  QWidget* shelf = title_shelf(*this);
  pictures_ = new QComboBox(shelf);
  pictures_->setAccessibleName(tr("Picture"));
  sets_ = new QComboBox(shelf);
  sets_->addItems({tr("Test points"), tr("Training points")});
  sets_->setAccessibleName(tr("Points"));
  outputs_ = new QComboBox(shelf);
  outputs_->setAccessibleName(tr("Value"));
  for (QComboBox* combo : {pictures_, sets_, outputs_}) {
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(combo, &QComboBox::activated, this, [this] { pace_.show_now(); });
  }
  connect(&runs_, &RunChooser::changed, this, [this] {
    hide_cell_tip();
    if (snapshot() && isVisible()) pace_.show_now();
  });
  connect(&focus, &Focus::sample_changed, this, [this] {
    if (snapshot() && isVisible()) pace_.show_now();
  });
}

void FitView::use_theme() {
  if (snapshot() && isVisible()) pace_.show_now();
}

void FitView::add_interest(Interest& interest) const {
  const bool is_known = snapshot() && snapshot()->dataset;
  if (!is_known || (has_few_features() && !shown().by_target))
    interest.fit_resolution = std::max(interest.fit_resolution, resolution);
  if (is_known && snapshot()->dataset->is_regression() && !shown().is_from_test())
    interest.train_predictions = true;
}

QList<QWidget*> FitView::title_controls() {
  return {pictures_, sets_, outputs_};
}

bool FitView::has_few_features() const {
  return FitScan::is_for(*snapshot()->dataset);
}

FitShown FitView::shown() const {
  const Snapshot& now = *snapshot();
  FitShown result{.snapshot = now,
                  .runs = runs_.shown(),
                  .is_difference = runs_.is_difference(),
                  .by_target = !has_few_features() || pictures_->currentIndex() == 1,
                  .from_test = sets_->currentIndex() != 1,
                  .output = static_cast<std::size_t>(std::max(0, outputs_->currentIndex()))};
  const bool is_of_set =
      focus().sample_from_test() == result.is_from_test() || now.dataset->test.count() == 0;
  if (is_of_set && focus().sample() < result.samples().count()) result.sample = focus().sample();
  return result;
}

QString FitView::empty_sentence() const {
  if (!snapshot() || !snapshot()->dataset) return tr("Regression only");
  if (snapshot()->experiment && snapshot()->experiment->autoencode)
    return tr("Regression only; this network reproduces its inputs. See Reconstruction");
  if (!snapshot()->dataset->is_regression())
    return tr("Regression only; this is classification. See Confusion");
  if (shown().by_target && !shown().are_tested()) return tr("Nothing tested yet. Press Space");
  if (!shown().by_target &&
      !std::ranges::any_of(runs_.shown(), [&](std::size_t run) { return shown().has_answers(run); }))
    return tr("The curves are being computed");
  return {};
}

QRect FitView::picture_area() const {
  const int edge = theme().px(10);
  return rect().adjusted(edge / 2, theme().px(2), -edge, -theme().px(4));
}

std::vector<FitPlace> FitView::places() const {
  return empty_sentence().isEmpty() ? fit_places(shown(), picture_area(), theme()) : std::vector<FitPlace>{};
}

/// The pictures that there are for so many features, and the values by name if there are several.
void FitView::list_choices() {
  const Dataset& dataset = *snapshot()->dataset;
  QStringList pictures{dataset.shape.size() == 1 ? tr("Curves") : tr("Surfaces"), tr("Predicted and target")};
  if (!has_few_features()) pictures.removeFirst();
  list_items(*pictures_, pictures);
  pictures_->setVisible(pictures.size() > 1 && pictures_->parentWidget() != nullptr);
  QStringList outputs;
  for (std::int64_t output = 0; output < dataset.train.outputs; ++output)
    outputs << output_name(*snapshot(), output);
  list_items(*outputs_, outputs);
  outputs_->setVisible(outputs.size() > 1 && outputs_->parentWidget() != nullptr);
}

void FitView::refresh() {
  if (snapshot()->dataset) list_choices();
  pace_.ask(snapshot()->running);
}

void FitView::prepare() {
  update();
  drawn_ = QPixmap();
  const bool is_new = snapshot() && snapshot()->dataset && snapshot()->dataset->is_regression() &&
                      shown().by_target && !shown().are_tested() && snapshot()->position.step == 0;
  invite(is_new ? tr("Once tested: what every run predicts for each target") : QString());
  if (!snapshot() || size().isEmpty() || !empty_sentence().isEmpty()) return;
  drawn_ = QPixmap(size() * devicePixelRatioF());
  drawn_.setDevicePixelRatio(devicePixelRatioF());
  drawn_.fill(theme().base);
  QPainter painter(&drawn_);
  paint_fit(painter, picture_area(), shown(), theme());
}

void FitView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (drawn_.isNull())
    paint_empty(painter, rect(), theme(), empty_sentence());
  else
    painter.drawPixmap(0, 0, drawn_);
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void FitView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  if (snapshot()) pace_.show_now();
}

std::optional<QPointF> FitView::point(const FitPlace& place, std::int64_t sample) const {
  const FitShown now = shown();
  if (now.is_surface()) return place.frame.pixel(now.input(sample, 0), now.input(sample, 1));
  if (!now.by_target) return place.frame.pixel(now.input(sample, 0), now.target(sample));
  const auto predicted = now.prediction(*place.run, sample);
  if (!predicted) return std::nullopt;
  return place.frame.pixel(now.target(sample), *predicted);
}

/// The nearest point of the frame under the pointer. On a run's surface no points are drawn.
std::optional<FitView::Hit> FitView::hit(const QPointF& position) const {
  const FitShown now = shown();
  std::optional<Hit> nearest;
  double distance = reach * theme().zoom;
  for (const FitPlace& place : places()) {
    const bool has_points = !(now.is_surface() && place.run) && !(now.is_difference && !now.by_target);
    if (!has_points || !place.frame.area.contains(position.toPoint())) continue;
    for (std::int64_t at = 0; at < fit_points(now); ++at) {
      const std::int64_t sample = fit_sample(now, at);
      const auto pixel = point(place, sample);
      if (!pixel) continue;
      const double away = std::hypot(pixel->x() - position.x(), pixel->y() - position.y());
      if (away >= distance) continue;
      distance = away;
      nearest.emplace(Hit{.place = place, .sample = sample, .at = *pixel});
    }
  }
  return nearest;
}

void FitView::show_point(const Hit& hit) {
  const FitShown now = shown();
  const QString number = count_text(hit.sample + 1);
  QStringList lines{tr("target %1").arg(number_text(now.target(hit.sample)))};
  for (const std::size_t run : now.runs) {
    if (hit.place.run && *hit.place.run != run) continue;
    const auto predicted = now.prediction(run, hit.sample);
    if (!predicted) continue;
    lines << (now.is_difference ? tr("A − B: %1").arg(signed_text(*predicted))
                                : tr("%1 predicts %2, residual %3")
                                      .arg(run_letter(static_cast<int>(run)), number_text(*predicted),
                                           signed_text(*predicted - now.target(hit.sample))));
  }
  const int side = theme().px(10);
  show_cell_tip(*this, QRect(hit.at.toPoint() - QPoint(side / 2, side / 2), QSize(side, side)),
                now.is_from_test() ? tr("Test sample %1").arg(number) : tr("Training sample %1").arg(number),
                lines);
}

/// What the runs answer at the input under the pointer.
void FitView::show_answers(const FitPlace& place, const QPointF& position) {
  const FitShown now = shown();
  const double x = place.frame.x_at(position.x());
  const double y = place.frame.y_at(position.y());
  QStringList lines;
  for (const std::size_t run : now.runs) {
    if (!now.has_answers(run) || (place.run && *place.run != run)) continue;
    const FitSnapshot& fit = *snapshot()->runs[run].fit;
    const double answer = now.answer(run, row_at(fit, place.frame, y), column_at(fit, place.frame, x));
    lines << (now.is_difference ? tr("A − B: %1").arg(signed_text(answer))
                                : tr("%1: %2").arg(run_letter(static_cast<int>(run)), number_text(answer)));
  }
  const QString title = now.is_surface() ? tr("x₁ %1   x₂ %2").arg(number_text(x, 2), number_text(y, 2))
                                         : tr("x %1").arg(number_text(x, 2));
  const QRect around(position.toPoint() - QPoint(2, 2), QSize(theme().px(14), theme().px(14)));
  show_cell_tip(*this, around, title, lines);
}

void FitView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !snapshot()) return View::mousePressEvent(event);
  if (const auto found = hit(event->position())) focus().set_sample(found->sample, shown().is_from_test());
}

void FitView::mouseMoveEvent(QMouseEvent* event) {
  if (!snapshot() || drawn_.isNull()) return;
  const QPointF position = event->position();
  if (const auto found = hit(position)) return show_point(*found);
  if (!shown().by_target)
    for (const FitPlace& place : places())
      if (place.frame.area.contains(position.toPoint()) && (place.run || !shown().is_surface()))
        return show_answers(place, position);
  hide_cell_tip();
}

void FitView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void FitView::keyPressEvent(QKeyEvent* event) {
  if (!(hasFocus() && snapshot() && runs_.choose_by_key(event->key()))) View::keyPressEvent(event);
}

void FitView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (snapshot() && snapshot()->dataset) list_choices();
  const QString sentence = empty_sentence();
  if (!sentence.isEmpty()) return paint_empty(painter, area, theme, sentence);
  painter.fillRect(area, theme.base);
  QRect rest = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(8));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(4);
  FitShown now = shown();
  now.sample.reset();
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const QString words = tr("%1: %2, step %3")
                            .arg(pictures_->currentText(), QString::fromStdString(snapshot()->dataset->name),
                                 count_text(snapshot()->position.step));
  painter.drawText(QRect(rest.topLeft(), QSize(rest.width(), line)), Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(theme.bold()).elidedText(words, Qt::ElideRight, rest.width()));
  rest.setTop(rest.top() + line);
  painter.setFont(theme.body());
  painter.drawText(QRect(rest.topLeft(), QSize(rest.width(), line)), Qt::AlignLeft | Qt::AlignVCenter,
                   now.is_from_test() ? tr("points: test data") : tr("points: training data"));
  rest.setTop(rest.top() + line + theme.px(4));
  paint_fit(painter, rest, now, theme);
}

ExportWork FitView::table() const {
  if (!snapshot() || !empty_sentence().isEmpty()) return {};
  const FitShown now = shown();
  const auto start_of = [&](std::size_t run) {
    return TableText::start(now.is_difference ? tr("A − B").toStdString() : snapshot()->runs[run].name);
  };
  if (now.by_target) {
    TableText table(now.is_difference ? "run,sample,target,difference"
                                      : "run,sample,target,predicted,residual");
    for (const std::size_t run : now.runs)
      for (std::int64_t sample = 0; sample < now.samples().count(); ++sample) {
        const auto predicted = now.prediction(run, sample);
        if (!predicted) continue;
        const double target = now.target(sample);
        if (now.is_difference)
          table.row(start_of(run), sample + 1, target, *predicted);
        else
          table.row(start_of(run), sample + 1, target, *predicted, *predicted - target);
      }
    return table.finished();
  }
  TableText table(now.is_surface() ? "run,x1,x2,predicted" : "run,x,predicted");
  for (const std::size_t run : now.runs) {
    if (!now.has_answers(run)) continue;
    const auto start = start_of(run);
    const FitSnapshot& fit = *snapshot()->runs[run].fit;
    const auto input = [&](std::size_t feature, int place, int count) {
      const PlotRange range = now.inputs(run, feature);
      return range.low + (place + 0.5) / count * range.size();
    };
    for (int row = 0; row < fit.rows; ++row)
      for (int column = 0; column < fit.columns; ++column) {
        const double x = input(0, column, fit.columns);
        const double answer = now.answer(run, row, column);
        if (now.is_surface())
          table.row(start, x, input(1, row, fit.rows), answer);
        else
          table.row(start, x, answer);
      }
  }
  return table.finished();
}

ViewEntry fit_view_entry() {
  return {.name = QStringLiteral("fit"),
          .title = FitView::tr("Fit"),
          .summary = FitView::tr("The predictions of every run in regression, and the values to be learnt."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new FitView(focus, parent); },
          .home = Region::data,
          .places = {{PerspectiveKind::build, Region::data, 4},
                     {PerspectiveKind::train, Region::data, 4},
                     {PerspectiveKind::compare, Region::data, 4}},
          .shows = [](const DataTraits& traits) { return !traits.have_classes && !traits.are_reproduced; },
          .needs = FitView::tr("Needs regression: values to be learnt")};
}

}  // namespace lfp
