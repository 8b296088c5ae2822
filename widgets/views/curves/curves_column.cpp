#include "widgets/views/curves/curves_column.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

CurveReadout::CurveReadout(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CurveReadout::set_widest(const QString& text) {
  widest_ = text;
  update();
}

void CurveReadout::show_values(const QString& step, const std::vector<Value>& values) {
  step_ = step;
  values_ = values;
  QString words = step;
  for (const Value& value : values)
    words += QStringLiteral(", %1 %2").arg(
        value.is_difference ? tr("A − B") : run_letter(static_cast<int>(value.run)), value.text);
  setAccessibleName(words);
  update();
}

void CurveReadout::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize CurveReadout::sizeHint() const {
  return {theme_.px(160), QFontMetrics(theme_.bold()).height()};
}
QSize CurveReadout::minimumSizeHint() const {
  return {0, sizeHint().height()};
}

/// The widths of the places, side by side, that hold these texts.
int CurveReadout::width_of(const QStringList& texts) const {
  const QFontMetrics metrics(theme_.bold());
  int width = metrics.horizontalAdvance(widest_);
  for (const QString& text : texts) width = std::max(width, metrics.horizontalAdvance(text));
  return width + theme_.px(10);
}

QStringList CurveReadout::painted_texts() const {
  QStringList texts;
  QStringList short_texts;
  for (const Value& value : values_) {
    texts << value.text;
    short_texts << value.short_text;
  }
  const auto count = static_cast<int>(values_.size());
  return width_of(texts) * count <= width() ? texts : short_texts;
}

void CurveReadout::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setFont(theme_.bold());
  const QStringList texts = painted_texts();
  const auto count = static_cast<int>(texts.size());
  const int width_of_value = std::min(width_of(texts), width() / std::max(1, count));
  int right = width();
  for (int at = count - 1; at >= 0; --at) {
    const Value& value = values_[static_cast<std::size_t>(at)];
    const QRect place(right - width_of_value, 0, width_of_value, height());
    painter.setPen(value.is_difference ? theme_.text
                                       : run_line_pen(static_cast<int>(value.run), theme_).color());
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, texts[at]);
    right -= width_of_value;
  }
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  const QString step = fitting_words(step_, painter.fontMetrics(), right);
  // The beginning of a number would be another number.
  if (step_.startsWith(step))
    painter.drawText(QRect(0, 0, right, height()), Qt::AlignLeft | Qt::AlignVCenter, step);
}

CurveColumn::CurveColumn(QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      rows_(new QVBoxLayout(this)),
      title_row_(new QHBoxLayout),
      readout_(new CurveReadout(this)) {
  rows_->setSpacing(0);
  rows_->addLayout(title_row_);
  rows_->addWidget(readout_);
  title_row_->setSpacing(4);
}

void CurveColumn::set_theme(const Theme& theme) {
  theme_ = theme;
  rows_->setContentsMargins(theme.px(10), theme.px(3), theme.px(10), theme.px(2));
}

void CurveColumn::follow(PlotPanel& panel) {
  connect(&panel, &PlotPanel::hovered, this, &CurveColumn::hovered);
  connect(&panel, &PlotPanel::left, this, &CurveColumn::left);
  connect(&panel, &PlotPanel::x_range_asked, this, &CurveColumn::x_range_asked);
  connect(&panel, &PlotPanel::reset_asked, this, &CurveColumn::reset_asked);
}

void CurveColumn::show_values(const CurveSight& sight, CurveTopic topic,
                              const std::vector<std::optional<CurveValue>>& values) {
  std::vector<CurveReadout::Value> texts;
  const std::int64_t asked = sight.step.value_or(sight.snapshot->position.step);
  std::int64_t measured = asked;
  for (std::size_t run = 0; run < values.size(); ++run) {
    if (!sight.is_difference && !sight.is_shown(run)) continue;
    const auto& divergence = sight.snapshot->runs[run].divergence;
    // Its weights, and with them the flips, are what they were.
    const bool holds =
        sight.is_difference || topic.kind == CurveKind::flips || !divergence || asked < divergence->step;
    const bool is_there = values[run] && holds;
    const auto value = is_there ? std::optional(values[run]->value) : std::nullopt;
    if (is_there) measured = std::min(measured, values[run]->step);
    if (sight.is_difference)
      texts.push_back({topic_difference(topic, value), topic_difference(topic, value), run, true});
    else
      texts.push_back({topic_value(topic, value), short_topic_value(topic, value), run});
  }
  readout_->set_widest(widest_topic_value(topic));
  readout_->show_values(
      (measured < asked ? tr("step %1 · measured last") : tr("step %1")).arg(count_text(measured)), texts);
}

}  // namespace lfp
