#include "widgets/views/inspector/inspector_history.h"

#include "widgets/controls/marks.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/known_steps.h"
#include "widgets/views/names/layer_names.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace lfp {
namespace {

/// Returns the first of the layer's columns in the raster.
std::size_t first_column(const RunSnapshot& run, int layer) {
  std::int64_t column = 0;
  for (int below = 0; below < layer; ++below) column += run.layers[static_cast<std::size_t>(below)].units;
  return static_cast<std::size_t>(column);
}

void add_points(PlotLine& line, const TimelineView& values, std::size_t column, std::int64_t offset) {
  const double half_bin = static_cast<double>(values.bin_width() - 1) / 2.0;
  for (std::size_t row = 0; row < values.rows(); ++row) {
    line.x.push_back(static_cast<double>(values.first_step(row) + offset) + half_bin);
    line.y.push_back(static_cast<double>(values.at(row, column)));
  }
}

/// Leaves gaps where a session's history could not be read: steps are counted but their values unknown.
void leave_out_unknown(PlotLine& line, const TimelineView& steps) {
  if (steps.empty()) return;
  for (std::size_t i = 0; i < line.x.size(); ++i)
    if (std::isnan(steps.at(steps.row_of(std::llround(line.x[i])), StepColumns::batch_loss)))
      line.y[i] = std::numeric_limits<double>::quiet_NaN();
}

/// Returns A − B for the steps that both have: a diverged run ends earlier.
PlotLine less(const PlotLine& a, const PlotLine& b) {
  PlotLine line{.x = {}, .y = {}, .pen = a.pen};
  std::size_t other = 0;
  for (std::size_t at = 0; at < a.x.size(); ++at) {
    while (other < b.x.size() && b.x[other] < a.x[at]) ++other;
    if (other == b.x.size()) break;
    if (b.x[other] > a.x[at]) continue;
    line.x.push_back(a.x[at]);
    line.y.push_back(a.y[at] - b.y[other]);
  }
  return line;
}

}  // namespace

std::vector<PlotLine> history_lines(const Snapshot& snapshot, std::size_t run, const Inspection& inspection,
                                    const Theme& theme) {
  PlotLine line{.x = {}, .y = {}, .pen = QPen(theme.run[run % theme.run.size()], theme.px(2))};
  line.pen.setStyle(theme.run_pen[run % theme.run_pen.size()]);
  const RunSnapshot& shown = snapshot.runs[run];
  if (inspection.parameter) {
    const ParameterInspection& parameter = *inspection.parameter;
    PlotLine earlier = line;
    earlier.pen.setWidth(theme.px(1));
    for (const KnownValue& known : parameter.earlier) {
      earlier.x.push_back(static_cast<double>(known.step));
      earlier.y.push_back(known.value);
    }
    add_points(line, parameter.values, 0, parameter.watched_since - 1);
    if (earlier.x.empty()) return {line};
    earlier.x.push_back(line.x.empty() ? static_cast<double>(snapshot.position.step) : line.x.front());
    earlier.y.push_back(line.y.empty() ? parameter.value : line.y.front());
    return {line, earlier};
  }
  if (inspection.item.layer >= 0 && !shown.history.raster.empty()) {
    const std::size_t column =
        first_column(shown, inspection.item.layer) + static_cast<std::size_t>(inspection.item.unit);
    if (column < shown.history.raster.columns()) add_points(line, shown.history.raster, column, 0);
    leave_out_unknown(line, shown.history.steps);
  }
  return {line};
}

std::vector<PlotLine> history_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b,
                                         const Theme& theme) {
  std::vector<PlotLine> lines = history_lines(snapshot, 0, a, theme);
  const std::vector<PlotLine> others = history_lines(snapshot, 1, b, theme);
  lines.resize(std::min(lines.size(), others.size()));
  for (std::size_t at = 0; at < lines.size(); ++at) {
    lines[at] = less(lines[at], others[at]);
    lines[at].pen = QPen(theme.text, lines[at].pen.width());
  }
  return lines;
}

InspectorHistory::InspectorHistory(Focus& focus, QWidget* parent)
    : QWidget(parent),
      focus_(focus),
      theme_(Theme::make(Theme::Kind::light)),
      title_(new QLabel(this)),
      facts_(new QLabel(this)),
      panel_(new PlotPanel(this)),
      marks_(new QWidget(panel_)) {
  facts_->setProperty("muted", true);
  facts_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  facts_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  title_->setProperty("title", true);
  panel_->set_scale_fixed(true);
  panel_->setAccessibleName(tr("History"));
  marks_->setAttribute(Qt::WA_TransparentForMouseEvents);
  marks_->installEventFilter(this);
  panel_->installEventFilter(this);
  auto* heading = new QHBoxLayout;
  heading->addWidget(title_);
  heading->addWidget(facts_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addLayout(heading);
  column->addWidget(panel_, 1);
  connect(panel_, &PlotPanel::hovered, this, [this](double x) {
    const auto last = static_cast<std::int64_t>(whole_.high);
    focus_.set_step(std::clamp<std::int64_t>(std::llround(x), 1, std::max<std::int64_t>(1, last)));
  });
  connect(panel_, &PlotPanel::left, this, [this] { focus_.set_step(std::nullopt); });
  connect(panel_, &PlotPanel::x_range_asked, this, [this](PlotRange range) {
    chosen_ = range.size() < whole_.size() ? std::optional(range) : std::nullopt;
    panel_->set_x_range(chosen_.value_or(whole_));
    marks_->update();
  });
  connect(panel_, &PlotPanel::reset_asked, this, [this] {
    chosen_.reset();
    panel_->reset_y();
    panel_->set_x_range(whole_);
    marks_->update();
  });
  connect(&focus, &Focus::step_changed, this, &InspectorHistory::show_step);
}

QString InspectorHistory::caption() const {
  return facts_->text();
}

/// Keeps the part of the plot that the user has chosen until the item or the training changes.
void InspectorHistory::keep_in_sight(std::uint64_t generation, const InspectedItem& item) {
  if (item_ == item && generation_ == generation) return;
  item_ = item;
  generation_ = generation;
  chosen_.reset();
  panel_->reset_y();
}

QStringList InspectorHistory::facts_of(const Snapshot& snapshot, std::size_t run,
                                       const Inspection& inspection) const {
  const auto& parameter = inspection.parameter;
  if (!parameter) {
    if (inspection.item.layer < 0) return {tr("not recorded for inputs")};
    return snapshot.runs[run].history.raster.empty() ? QStringList{tr("not trained yet")} : QStringList();
  }
  QStringList facts;
  const QString since = count_text(parameter->watched_since);
  const bool is_bias = *inspection.item.input < 0;
  const auto marked = std::ssize(flips_);
  if (!is_bias && marked < parameter->flips)
    facts << tr("%1, %2 of them marked").arg(flips_text(parameter->flips), count_text(marked));
  else if (is_bias && parameter->watched_since > 0)
    facts << tr("%1 since step %2").arg(flips_text(marked), since);
  else
    facts << flips_text(marked);
  facts << tr("began %1")
               .arg(parameter->initial_sign < 0   ? tr("negative")
                    : parameter->initial_sign > 0 ? tr("positive")
                                                  : tr("at zero"));
  if (!parameter->earlier.empty())
    facts << (parameter->watched_since < snapshot.position.step
                  ? tr("every step since %1, key frames before").arg(since)
                  : tr("key frames only"));
  else if (parameter->watched_since > 0)
    facts << tr("watched since step %1").arg(since);
  return facts;
}

void InspectorHistory::begin(const Snapshot& snapshot, const Inspection& inspection) {
  keep_in_sight(snapshot.generation, inspection.item);
  flips_.clear();
  dots_.clear();
  const int layer = inspection.item.layer;
  const auto unit_words = [&] {
    if (layer < 0) return tr("Feedback of this input");
    return snapshot.runs.front().layers[static_cast<std::size_t>(layer)].output.is_image()
               ? tr("Feedback of this channel, mean over each batch")
               : tr("Feedback of this neuron, mean over each batch");
  };
  title_->setText(!inspection.parameter                   ? unit_words()
                  : inspection.item.input.value_or(0) < 0 ? tr("History of this bias")
                                                          : tr("History of this weight"));
}

void InspectorHistory::show_history(const Snapshot& snapshot, std::size_t run, const Inspection& inspection) {
  begin(snapshot, inspection);
  const auto& parameter = inspection.parameter;
  if (parameter) {
    for (const auto* steps : {&parameter->earlier_flips, &parameter->watched_flips})
      for (const std::int64_t step : *steps) flips_.push_back(static_cast<double>(step));
    for (const KnownValue& known : parameter->earlier)
      dots_.emplace_back(static_cast<double>(known.step), known.value);
  }
  facts_->setText(facts_of(snapshot, run, inspection).join(QStringLiteral(" · ")));
  show_lines(snapshot, history_lines(snapshot, run, inspection, theme_),
             parameter ? static_cast<double>(parameter->watched_since) : 1);
}

void InspectorHistory::show_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b) {
  begin(snapshot, a);
  QStringList facts{tr("A − B")};
  const bool has_flips = a.parameter && b.parameter && *a.item.input >= 0;
  if (has_flips)
    facts << tr("A: %1").arg(flips_text(a.parameter->flips))
          << tr("B: %1").arg(flips_text(b.parameter->flips));
  facts_->setText(facts.join(QStringLiteral(" · ")));
  show_lines(snapshot, history_difference(snapshot, a, b, theme_),
             a.parameter ? static_cast<double>(a.parameter->watched_since) : 1);
}

void InspectorHistory::show_lines(const Snapshot& snapshot, std::vector<PlotLine> lines, double begin) {
  PlotContent content;
  content.lines = std::move(lines);
  for (const PlotLine& line : content.lines)
    if (!line.x.empty()) begin = std::min(begin, line.x.front());
  const std::int64_t known = known_steps(snapshot);
  whole_ = {begin, std::max(static_cast<double>(known), begin + 1)};
  if (known > snapshot.position.step) content.here = static_cast<double>(snapshot.position.step);
  if (chosen_ && chosen_->low >= whole_.high) chosen_.reset();
  content.x = chosen_.value_or(whole_);
  panel_->set_content(std::move(content));
  show_step();
  marks_->update();
}

void InspectorHistory::show_step() {
  const auto& step = focus_.step();
  panel_->set_cross_hair(step ? std::optional(static_cast<double>(*step)) : std::nullopt, {});
  marks_->update();
}

void InspectorHistory::set_theme(const Theme& theme) {
  theme_ = theme;
  title_->setFont(theme.bold());
  facts_->setFont(theme.small());
}

bool InspectorHistory::eventFilter(QObject* watched, QEvent* event) {
  if (watched == panel_ && event->type() == QEvent::Resize) marks_->setGeometry(panel_->rect());
  if (watched == marks_ && event->type() == QEvent::Paint) {
    paint_marks();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void InspectorHistory::paint_marks() {
  QPainter painter(marks_);
  painter.setRenderHint(QPainter::Antialiasing);
  const PlotGeometry geometry = panel_->geometry();
  const QRect area = geometry.area();
  painter.setPen(Qt::NoPen);
  painter.setBrush(panel_->content().lines.empty() ? theme_.text
                                                   : panel_->content().lines.front().pen.color());
  const double radius = theme_.px(5) / 2.0;
  for (const QPointF& known : dots_) {
    const QPointF at(geometry.x_pixel(known.x()), geometry.y_pixel(known.y()));
    if (area.adjusted(-1, -1, 1, 1).contains(at.toPoint())) painter.drawEllipse(at, radius, radius);
  }
  for (const double step : flips_) {
    const double x = geometry.x_pixel(step);
    if (x < area.left() || x > area.right()) continue;
    painter.setPen(QPen(theme_.flip, theme_.px(2)));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    paint_diamond(painter, QPointF(x, area.top() + theme_.px(5)), theme_.px(11), theme_);
  }
}

}  // namespace lfp
