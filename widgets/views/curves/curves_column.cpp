#include "widgets/views/curves/curves_column.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

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

void CurveReadout::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setFont(theme_.bold());
  const int width_of_value = painter.fontMetrics().horizontalAdvance(widest_) + theme_.px(10);
  int right = width();
  for (auto value = values_.rbegin(); value != values_.rend(); ++value) {
    const QRect place(right - width_of_value, 0, width_of_value, height());
    painter.setPen(value->is_difference ? theme_.text
                                        : run_line_pen(static_cast<int>(value->run), theme_).color());
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, value->text);
    right -= width_of_value;
  }
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  const QString step = painter.fontMetrics().elidedText(step_, Qt::ElideRight, right);
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
                              const std::vector<std::optional<double>>& values) {
  std::vector<CurveReadout::Value> texts;
  for (std::size_t run = 0; run < values.size(); ++run) {
    if (sight.is_difference)
      texts.push_back({topic_difference(topic, values[run]), run, true});
    else if (sight.is_shown(run))
      texts.push_back({topic_value(topic, values[run]), run});
  }
  const std::int64_t step = sight.step.value_or(sight.snapshot->position.step);
  readout_->set_widest(widest_topic_value(topic));
  readout_->show_values(tr("step %1").arg(count_text(step)), texts);
}

}  // namespace lfp
