#include "widgets/views/curves/curves_strips.h"

#include "widgets/controls/elided_label.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

namespace {

constexpr double lowest_strip = 27;  // two labels one above the other
/// Where all layers are then in sight, strips may be so low.
constexpr double lowest_strip_of_all = 22;
constexpr double label_column = 26;

}  // namespace

CurveStrips::CurveStrips(QWidget* parent)
    : CurveColumn(parent),
      title_(new ElidedLabel(this)),
      body_(new QWidget(this)),
      scroll_bar_(new QScrollBar(Qt::Vertical, body_)) {
  title_->setText(topic_title({.kind = CurveKind::flips}, 0));
  title_->setProperty("title", true);
  title_->setToolTip(tr("Weights (without biases) whose sign differs from step 0"));
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  title_row().addWidget(title_, 1);
  rows().addWidget(body_, 1);
  body_->setMinimumHeight(1);
  body_->installEventFilter(this);
  scroll_bar_->setAccessibleName(tr("Layers"));
  scroll_bar_->hide();
  connect(scroll_bar_, &QScrollBar::valueChanged, this, &CurveStrips::show_strips);
}

void CurveStrips::add_strip() {
  auto* panel = new PlotPanel(body_);
  panel->set_scale_fixed(true);
  apply_theme(*panel, theme());
  follow(*panel);
  auto* label = new QLabel(body_);
  label->setFont(theme().small());
  label->setProperty("muted", true);
  strips_.push_back({label, panel});
}

int CurveStrips::room_for(int layers) const {
  const int height = body_->height() - QFontMetrics(theme().small()).height();
  if (height >= layers * theme().px(lowest_strip_of_all)) return layers;
  return std::clamp(height / theme().px(lowest_strip), 1, std::max(1, layers));
}

std::size_t CurveStrips::first_strip() const {
  return static_cast<std::size_t>(scroll_bar_->value());
}

std::vector<PlotPanel*> CurveStrips::panels() const {
  std::vector<PlotPanel*> result;
  for (const Strip& strip : strips_) {
    if (!strip.panel->isHidden()) result.push_back(strip.panel);
  }
  return result;
}

void CurveStrips::show_data(const CurveSight& sight) {
  sight_ = sight;
  curves_.clear();
  layers_ = sight.layers_with_weights();
  for (const std::size_t layer : layers_) {
    curves_.push_back(seen_curves(sight, {.kind = CurveKind::flips, .layer = layer}));
  }
  place_strips();
  show_step(sight);
}

void CurveStrips::place_strips() {
  const int layers = static_cast<int>(curves_.size());
  const int visible = std::min(room_for(layers), layers);
  while (static_cast<int>(strips_.size()) < visible) add_strip();
  {
    const QSignalBlocker blocker(scroll_bar_);
    scroll_bar_->setRange(0, layers - visible);
    scroll_bar_->setPageStep(std::max(1, visible));
    scroll_bar_->setVisible(layers > visible);
  }
  const int bar = layers > visible ? scroll_bar_->sizeHint().width() : 0;
  scroll_bar_->setGeometry(body_->width() - bar, 0, bar, body_->height());
  const int axis = QFontMetrics(theme().small()).height();
  const int left = theme().px(label_column);
  for (int i = 0; i < static_cast<int>(strips_.size()); ++i) {
    const Strip& strip = strips_[static_cast<std::size_t>(i)];
    strip.panel->setVisible(i < visible);
    strip.label->setVisible(i < visible);
    if (i >= visible) continue;
    const int top = (body_->height() - axis) * i / visible;
    const int bottom = (body_->height() - axis) * (i + 1) / visible;
    const bool is_last = i + 1 == visible;
    strip.label->setGeometry(0, top, left, bottom - top);
    strip.panel->setGeometry(left, top, body_->width() - bar - left, bottom - top + (is_last ? axis : 0));
  }
  show_strips();
}

void CurveStrips::show_strips() {
  const auto shown = panels();
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::size_t place = first_strip() + i;
    const std::size_t layer = layers_[place];
    const CurveTopic topic{.kind = CurveKind::flips, .layer = layer};
    PlotContent content = topic_content(curves_[place], topic, sight_, theme());
    content.has_x_labels = i + 1 == shown.size();
    strips_[i].panel->set_content(std::move(content));
    strips_[i].label->setText(tr("L%1").arg(layer + 1));
    strips_[i].panel->setAccessibleName(tr("Flipped weights of layer %1").arg(layer + 1));
  }
}

void CurveStrips::show_step(const CurveSight& sight) {
  sight_ = sight;
  std::vector<std::optional<CurveValue>> sums(curves_.empty() ? 0 : curves_.front().size());
  for (const auto& layer : curves_) {
    for (std::size_t run = 0; run < sums.size(); ++run) {
      const auto value = layer[run].value(sight.step);
      if (value) sums[run] = CurveValue{(sums[run] ? sums[run]->value : 0.0) + value->value, value->step};
    }
  }
  show_values(sight, {.kind = CurveKind::flips}, sums);
  const auto cross_hair = sight.step ? std::optional(static_cast<double>(*sight.step)) : std::nullopt;
  for (PlotPanel* panel : panels()) panel->set_cross_hair(cross_hair, {});
}

void CurveStrips::reset_axes() {
  for (const Strip& strip : strips_) strip.panel->reset_y();
}

void CurveStrips::set_theme(const Theme& theme) {
  CurveColumn::set_theme(theme);
  title_->setFont(theme.bold());
  title_->setFixedHeight(theme.px(22));
  for (const Strip& strip : strips_) {
    strip.label->setFont(theme.small());
  }
}

bool CurveStrips::eventFilter(QObject* watched, QEvent* event) {
  if (watched == body_ && event->type() == QEvent::Resize) place_strips();
  return CurveColumn::eventFilter(watched, event);
}

}  // namespace lfp
