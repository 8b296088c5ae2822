#include "widgets/views/curves/curves_view.h"

#include "widgets/controls/elided_label.h"
#include "widgets/views/curves/curves_figure.h"
#include "widgets/views/curves/curves_legend.h"
#include "widgets/views/curves/curves_plot.h"
#include "widgets/views/curves/curves_strips.h"
#include "widgets/views/focus.h"
#include "widgets/views/known_steps.h"
#include "widgets/views/names/score.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double fewest_steps = 8.0;  // shown when zoomed in as far as it goes

}  // namespace

CurvesView::CurvesView(Focus& focus, QWidget* parent)
    : View(focus, parent),
      body_(new QWidget(this)),
      accuracy_(new CurvePlot({.kind = CurveKind::accuracy}, body_)),
      loss_(new CurvePlot({.kind = CurveKind::loss}, body_)),
      feedback_(new CurvePlot({.kind = CurveKind::feedback_norm}, body_)),
      flips_(new CurveStrips(body_)),
      columns_{accuracy_, loss_, feedback_, flips_},
      pace_([this] { show_data(); }) {
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &CurvesView::runs_chosen);
  setAccessibleName(tr("Curves"));
  setAccessibleDescription(
      tr("Accuracy (R² of values), test loss, feedback and flipped weights over the steps."));
  QWidget* shelf = title_shelf(*this);
  legend_ = new CurvesLegend(shelf);
  caption_ = new ElidedLabel(shelf);
  caption_->setProperty("muted", true);
  auto* whole_area = new QHBoxLayout(this);
  whole_area->setContentsMargins(0, 0, 0, 0);
  whole_area->addWidget(body_);
  auto* side_by_side = new QHBoxLayout(body_);
  side_by_side->setContentsMargins(0, 0, 0, 0);
  side_by_side->setSpacing(1);
  for (CurveColumn* column : columns_) {
    side_by_side->addWidget(column, 1);
    connect(column, &CurveColumn::hovered, this, &CurvesView::hover);
    connect(column, &CurveColumn::left, this, [this] { this->focus().set_step(std::nullopt); });
    connect(column, &CurveColumn::x_range_asked, this, &CurvesView::ask_x_range);
    connect(column, &CurveColumn::reset_asked, this, &CurvesView::reset_axes);
  }
  body_->hide();
  fit_legend();
  connect(feedback_, &CurvePlot::topic_changed, this, &CurvesView::show_data);
  connect(legend_, &CurvesLegend::shown_changed, this, &CurvesView::take_legend);
  connect(&focus, &Focus::step_changed, this, &CurvesView::show_step);
}

void CurvesView::use_theme() {
  caption_->setFont(theme().small());
  pace_.show_now();
}

QList<QWidget*> CurvesView::title_controls() {
  return {legend_, caption_};
}

bool CurvesView::has_data() const {
  if (!snapshot()) return false;
  return std::ranges::any_of(snapshot()->runs, [](const RunSnapshot& run) {
    return !run.history.steps.empty() || !run.history.log.empty() || run.ahead;
  });
}

PlotRange CurvesView::whole() const {
  return {0.0, std::max(fewest_steps, static_cast<double>(known_steps(*snapshot())))};
}

CurveSight CurvesView::sight() const {
  const bool is_difference = runs_.is_difference();
  return {.snapshot = snapshot(),
          .shown = is_difference ? std::vector<bool>{} : legend_->shown(),
          .x = chosen_x_.value_or(whole()),
          .step = focus().step(),
          .is_difference = is_difference,
          .shows_ahead = true};
}

void CurvesView::runs_chosen() {
  fit_legend();
  // Differences lie in another range.
  for (CurveColumn* column : columns_) column->reset_axes();
  show_data();
}

/// A single run is the same choice as the menu's; some of several runs only the legend can choose.
void CurvesView::take_legend() {
  const std::vector<bool> shown = legend_->shown();
  RunChoice choice;
  if (shown.size() > 1 && std::ranges::count(shown, true) == 1)
    choice = {.kind = RunChoice::Kind::one,
              .run = static_cast<std::size_t>(std::ranges::find(shown, true) - shown.begin())};
  is_from_legend_ = true;
  runs_.choose(choice);
  is_from_legend_ = false;
  show_data();
}

/// Sets the legend according to the choice.
void CurvesView::fit_legend() {
  const bool is_difference = snapshot() && runs_.is_difference();
  caption_->setText(is_difference ? tr("A − B · orange: A has more · blue: B has more")
                                  : tr("thick: test · thin: training batch · shared step axis"));
  if (is_from_legend_ || !snapshot()) return;
  std::vector<bool> shown(snapshot()->runs.size(), false);
  if (!is_difference)
    for (const std::size_t run : runs_.shown()) shown[run] = true;
  legend_->set_shown(shown);
}

void CurvesView::follow_network() {
  if (legend_->list_runs(*snapshot()) && runs_.choice() != RunChoice{}) fit_legend();
  const bool of_values = learns_values(*snapshot());
  const std::size_t layers = snapshot()->runs.empty() ? 0 : snapshot()->runs.front().layers.size();
  std::vector<CurveTopic> topics;
  for (std::size_t layer = layers; layer-- > 0;)
    topics.push_back({.kind = CurveKind::feedback_norm, .layer = layer});
  topics.push_back({.kind = CurveKind::mean_feedback});
  feedback_->set_topics(topics, layers);
  accuracy_->set_topics({{.kind = CurveKind::accuracy, .of_values = of_values}}, layers);
  if (generation_ == snapshot()->generation) return;
  generation_ = snapshot()->generation;
  chosen_x_.reset();
  for (CurveColumn* column : columns_) column->reset_axes();
}

void CurvesView::refresh() {
  pace_.ask(snapshot()->running && generation_ == snapshot()->generation);
}

void CurvesView::show_data() {
  if (!snapshot()) return;
  follow_network();
  body_->setVisible(has_data());
  invite(has_data() ? QString() : tr("Once trained: accuracy, loss, feedback and sign flips over the steps"));
  update();
  if (!has_data()) return;
  const CurveSight seen = sight();
  for (CurveColumn* column : columns_) column->show_data(seen);
}

void CurvesView::show_step() {
  if (!snapshot() || !isVisible() || !has_data()) return;
  const CurveSight seen = sight();
  for (CurveColumn* column : columns_) column->show_step(seen);
}

void CurvesView::ask_x_range(PlotRange range) {
  const PlotRange all = whole();
  const double size = std::max(fewest_steps, range.size());
  if (size >= all.size()) {
    chosen_x_.reset();
  } else {
    const double low = std::clamp(range.low, all.low, all.high - size);
    chosen_x_ = PlotRange{low, low + size};
  }
  show_data();
}

void CurvesView::reset_axes() {
  chosen_x_.reset();
  for (CurveColumn* column : columns_) column->reset_axes();
  show_data();
}

void CurvesView::hover(double x) {
  const std::int64_t last = std::max<std::int64_t>(1, known_steps(*snapshot()));
  focus().set_step(std::clamp<std::int64_t>(std::llround(x), 1, last));
}

void CurvesView::move_cross_hair(int pixels) {
  const CurveSight seen = sight();
  const double step = seen.x.size() / std::max(1, accuracy_->panel().geometry().area().width());
  const auto from = static_cast<double>(focus().step().value_or(snapshot()->position.step));
  const double distance = std::max(1.0, std::round(std::abs(pixels) * step));
  hover(from + (pixels < 0 ? -distance : distance));
}

void CurvesView::keyPressEvent(QKeyEvent* event) {
  if (!snapshot() || !has_data()) return View::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Left:
      return move_cross_hair(-1);
    case Qt::Key_Right:
      return move_cross_hair(1);
    case Qt::Key_Escape:
      return focus().set_step(std::nullopt);
    default:
      if (!(hasFocus() && runs_.choose_by_key(event->key()))) View::keyPressEvent(event);
  }
}

void CurvesView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (!has_data()) {
    paint_empty(painter, rect(), theme(), tr("Not trained yet. Press Space"));
    return;
  }
  painter.fillRect(rect(), theme().base);
  painter.setPen(theme().separator);
  for (std::size_t i = 1; i < columns_.size(); ++i) {
    const int x = columns_[i]->x() - 1;
    painter.drawLine(x, theme().px(6), x, height() - theme().px(6));
  }
}

void CurvesView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!has_data()) {
    paint_empty(painter, area, theme, tr("Not trained yet"));
    return;
  }
  follow_network();
  CurveSight seen = sight();
  seen.step.reset();
  seen.shows_ahead = false;
  if (!chosen_x_) seen.x.high = std::max(fewest_steps, static_cast<double>(snapshot()->position.step));
  const auto scale_of = [&](const CurvePlot& plot) {
    return seen.is_difference ? PlotScale::linear : plot.scale();
  };
  paint_curves_figure(painter, area,
                      {{accuracy_->topic(), scale_of(*accuracy_)},
                       {loss_->topic(), scale_of(*loss_)},
                       {feedback_->topic(), scale_of(*feedback_)},
                       {{.kind = CurveKind::flips}, PlotScale::linear}},
                      seen, theme);
}

ExportWork CurvesView::table() const {
  if (!has_data()) return {};
  return finished(runs_.is_difference() ? curve_difference_csv(*snapshot())
                                        : curves_csv(*snapshot(), legend_->shown()));
}

ViewEntry curves_view_entry() {
  return {.name = QStringLiteral("curves"),
          .title = CurvesView::tr("Curves"),
          .summary = CurvesView::tr(
              "Accuracy, loss, feedback and flipped weights over the steps, all runs in one plot."),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new CurvesView(focus, parent); },
          .home = Region::timeline,
          .places = {{PerspectiveKind::train, Region::timeline, 1},
                     {PerspectiveKind::compare, Region::timeline, 1}}};
}

}  // namespace lfp
