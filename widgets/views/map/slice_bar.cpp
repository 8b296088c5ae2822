#include "widgets/views/map/slice_bar.h"

#include "widgets/style/icons.h"
#include "widgets/views/study/study_text.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <algorithm>

namespace lfp {
namespace {

constexpr int milliseconds_per_frame = 350;

}  // namespace

SliceBar::SliceBar(StudyFocus& study, QWidget* parent)
    : QWidget(parent), study_(study), theme_(Theme::make(Theme::Kind::light)), play_(new QToolButton(this)) {
  play_->setCheckable(true);
  play_->setAutoRaise(true);
  play_->setFocusPolicy(Qt::TabFocus);
  play_->setAccessibleName(tr("Play"));
  play_->setToolTip(tr("<b>Play</b><br>One value after the other, as an animation"));
  new QGridLayout(this);
  frames_.setInterval(milliseconds_per_frame);
  connect(play_, &QToolButton::toggled, this, &SliceBar::play);
  connect(&frames_, &QTimer::timeout, this, &SliceBar::next_frame);
  connect(&study_, &StudyFocus::study_changed, this, &SliceBar::show_study);
  connect(&study_, &StudyFocus::choice_changed, this, &SliceBar::show_values);
  show_study();
}

void SliceBar::show_study() {
  play_->setChecked(false);
  for (const Row& row : rows_)
    for (QWidget* part : std::initializer_list<QWidget*>{row.title, row.slider, row.value}) delete part;
  rows_.clear();
  auto* grid = static_cast<QGridLayout*>(layout());
  grid->addWidget(play_, 0, 0);
  grid->setColumnStretch(2, 1);
  for (const std::size_t axis : study_.other_axes()) {
    const Axis& shown = study_.picture()->study().axes[axis];
    const Row row{.axis = axis,
                  .title = new QLabel(this),
                  .slider = new QSlider(Qt::Horizontal, this),
                  .value = new QLabel(this)};
    const int at = static_cast<int>(rows_.size());
    row.title->setText(axis_title(shown));
    row.title->setProperty("muted", true);
    row.slider->setRange(0, static_cast<int>(shown.count() - 1));
    row.slider->setPageStep(1);
    row.slider->setAccessibleName(axis_title(shown));
    row.value->setMinimumWidth(theme_.px(90));
    grid->addWidget(row.title, at, 1);
    grid->addWidget(row.slider, at, 2);
    grid->addWidget(row.value, at, 3);
    connect(row.slider, &QSlider::valueChanged, this,
            [this, axis](int value) { study_.choose_slice(axis, value); });
    rows_.push_back(row);
  }
  setVisible(!rows_.empty());
  show_values();
}

void SliceBar::show_values() {
  if (!study_.picture()) return;
  const Study& study = study_.picture()->study();
  for (const Row& row : rows_) {
    if (row.axis >= study.axes.size()) return;
    const std::int64_t index = study_.map().position[row.axis];
    const QSignalBlocker silent(row.slider);
    row.slider->setValue(static_cast<int>(index));
    row.value->setText(axis_value_text(study.axes[row.axis], index));
  }
}

void SliceBar::play(bool on) {
  if (on)
    frames_.start();
  else
    frames_.stop();
  play_->setIcon(quiet_icon(on ? QStringLiteral("pause") : QStringLiteral("run"), theme_));
}

void SliceBar::next_frame() {
  if (rows_.empty()) return play_->setChecked(false);
  QSlider* slider = rows_.front().slider;
  slider->setValue(slider->value() == slider->maximum() ? 0 : slider->value() + 1);
}

void SliceBar::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  play_->setChecked(false);
}

void SliceBar::set_theme(const Theme& theme) {
  theme_ = theme;
  layout()->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(6));
  layout()->setSpacing(theme.px(8));
  play_->setFixedSize(theme.px(26), theme.px(26));
  play_->setIconSize(QSize(theme.px(16), theme.px(16)));
  for (const Row& row : rows_) row.value->setMinimumWidth(theme.px(90));
  play(play_->isChecked());
}

}  // namespace lfp
