#include "widgets/panels/transport/speed_control.h"

#include "widgets/controls/thin_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>

namespace lfp {

SpeedControl::SpeedControl(QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      label_(new QLabel(tr("Speed"), this)),
      slider_(new ThinSlider(this)),
      value_(new QLabel(this)) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  label_->setProperty("muted", true);
  slider_->setRange(0, static_cast<int>(speeds().size()) - 1);
  slider_->setPageStep(3);
  slider_->setValue(slider_->maximum());
  slider_->setAccessibleName(tr("Speed"));
  slider_->setToolTip(tr("How fast training runs: [ and ]"));
  value_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  for (QWidget* part : std::initializer_list<QWidget*>{label_, slider_, value_}) row->addWidget(part);
  connect(slider_, &QSlider::valueChanged, this, [this] {
    show_speed();
    emit speed_chosen(speed());
  });
  show_speed();
}

const command::SetSpeed& SpeedControl::speed() const {
  return speeds()[static_cast<std::size_t>(slider_->value())];
}

void SpeedControl::set_speed(const command::SetSpeed& speed) {
  slider_->setValue(nearest_speed(speed));
}

void SpeedControl::step_by(int places) {
  slider_->setValue(slider_->value() + places);
}

void SpeedControl::set_short(bool is_short, bool has_label) {
  short_ = is_short;
  label_->setVisible(has_label);
  show_speed();
  fit_sizes();
}

void SpeedControl::set_theme(const Theme& theme) {
  theme_ = theme;
  layout()->setSpacing(theme.px(6));
  fit_sizes();
}

void SpeedControl::show_speed() {
  value_->setText(speed_text(speed(), short_));
  slider_->setAccessibleDescription(speed_text(speed()));
}

void SpeedControl::fit_sizes() {
  slider_->setFixedWidth(theme_.px(short_ ? 70 : 120));
  const QFontMetrics metrics(theme_.body());
  int widest = 0;
  for (const auto& offered : speeds())
    widest = std::max(widest, metrics.horizontalAdvance(speed_text(offered, short_)));
  value_->setFixedWidth(widest + theme_.px(2));
}

}  // namespace lfp
