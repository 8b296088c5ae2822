#include "widgets/views/curves/curves_legend.h"

#include "widgets/controls/run_badge.h"
#include "widgets/style/frames.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

namespace lfp {

namespace {

constexpr double badge = 18;
constexpr double sample = 26;
constexpr double gap = 6;
constexpr double edge = 4;

}  // namespace

CurvesLegendButton::CurvesLegendButton(int run, const QString& name, QWidget* parent)
    : QAbstractButton(parent), theme_(Theme::make(Theme::Kind::light)), run_(run) {
  setText(name);
  setCheckable(true);
  setChecked(true);
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_Hover);
  setToolTip(tr("Show or hide the curves of run %1").arg(run_letter(run)));
  setAccessibleName(tr("Curves of run %1: %2").arg(run_letter(run), name));
}

void CurvesLegendButton::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
  update();
}

QSize CurvesLegendButton::sizeHint() const {
  const int text_width = QFontMetrics(theme_.body()).horizontalAdvance(text());
  return {theme_.px(edge + badge + gap + sample + gap + edge) + text_width, theme_.px(24)};
}

void CurvesLegendButton::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (underMouse()) paint_frame(painter, rect(), theme_.selection, QColor(), 0, theme_.px(4));
  // Hidden curves keep their badge and line in the legend, faded.
  if (!isChecked()) painter.setOpacity(0.4);
  const int side = theme_.px(badge);
  QRect place(theme_.px(edge), (height() - side) / 2, side, side);
  paint_badge(painter, place, run_, theme_);
  place = QRect(place.right() + 1 + theme_.px(gap), 0, theme_.px(sample), height());
  paint_line_sample(painter, place, run_, theme_);
  painter.setOpacity(1.0);
  painter.setFont(theme_.body());
  painter.setPen(isChecked() ? theme_.text : theme_.disabled_text);
  const QRect words(place.right() + 1 + theme_.px(gap), 0, width(), height());
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
  if (hasFocus()) paint_focus(painter, rect(), theme_);
}

CurvesLegend::CurvesLegend(QWidget* parent)
    : QWidget(parent), theme_(Theme::make(Theme::Kind::light)), layout_(new QHBoxLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(6);
}

bool CurvesLegend::list_runs(const Snapshot& snapshot) {
  const auto is_listed = [&](std::size_t run) {
    return buttons_[run]->text() == QString::fromStdString(snapshot.runs[run].name);
  };
  bool is_same = buttons_.size() == snapshot.runs.size();
  for (std::size_t run = 0; is_same && run < buttons_.size(); ++run) is_same = is_listed(run);
  if (is_same) return false;
  const std::vector<bool> before = shown();
  for (CurvesLegendButton* button : buttons_) button->deleteLater();
  buttons_.clear();
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    add_button(static_cast<int>(run), QString::fromStdString(snapshot.runs[run].name));
    if (before.size() == snapshot.runs.size()) buttons_.back()->setChecked(before[run]);
  }
  return true;
}

void CurvesLegend::set_shown(const std::vector<bool>& shown) {
  for (std::size_t run = 0; run < std::min(shown.size(), buttons_.size()); ++run)
    buttons_[run]->setChecked(shown[run]);
}

void CurvesLegend::add_button(int run, const QString& name) {
  auto* button = new CurvesLegendButton(run, name, this);
  button->set_theme(theme_);
  layout_->addWidget(button);
  buttons_.push_back(button);
  connect(button, &QAbstractButton::clicked, this, [this, button] {
    const auto is_checked = [](const auto* other) { return other->isChecked(); };
    // Hiding the last one shows the others instead, because plots without any curve say nothing.
    if (std::ranges::none_of(buttons_, is_checked)) {
      for (CurvesLegendButton* other : buttons_) other->setChecked(other != button || buttons_.size() == 1);
    }
    emit shown_changed();
  });
}

std::vector<bool> CurvesLegend::shown() const {
  std::vector<bool> result;
  for (const CurvesLegendButton* button : buttons_) result.push_back(button->isChecked());
  return result;
}

void CurvesLegend::set_theme(const Theme& theme) {
  theme_ = theme;
}

}  // namespace lfp
