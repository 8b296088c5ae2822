#include "widgets/views/curves/curves_plot.h"

#include "widgets/controls/compact_combo.h"
#include "widgets/controls/elided_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

namespace {

// A title that can be changed: framed only under the pointer or with the keyboard's focus.
QString choice_style(const Theme& theme) {
  return QStringLiteral(
             "QComboBox { min-height: %1px; max-height: %1px; padding: 0px; margin: 0px; font-weight: bold; }"
             "QComboBox:!focus:!hover { border: 1px solid transparent; }"
             "QComboBox:focus { min-height: %2px; max-height: %2px; }")
      .arg(theme.px(22) - 2)
      .arg(theme.px(22) - 4);
}

}  // namespace

CurvePlot::CurvePlot(CurveTopic topic, QWidget* parent)
    : CurveColumn(parent),
      topic_(topic),
      topics_{topic},
      title_(new ElidedLabel(this)),
      choice_(new CompactCombo(this)),
      logarithmic_(new QToolButton(this)),
      panel_(new PlotPanel(this)) {
  title_->setProperty("title", true);
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  choice_->setAccessibleName(tr("What is plotted"));
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  choice_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  // In a narrow column it elides rather than pushing its neighbours away.
  choice_->setMinimumWidth(1);
  choice_->set_text_at_edge(true);
  choice_->hide();
  logarithmic_->setText(tr("log"));
  logarithmic_->setCheckable(true);
  logarithmic_->setFocusPolicy(Qt::TabFocus);
  logarithmic_->setAccessibleName(tr("Logarithmic axis"));
  logarithmic_->setToolTip(tr("Logarithmic axis; a double-click on the axis does the same"));
  title_row().addWidget(title_, 1);
  title_row().addWidget(choice_, 1);
  title_row().addStretch(0);
  title_row().addWidget(logarithmic_);
  rows().addWidget(panel_, 1);
  follow(*panel_);
  connect(choice_, &QComboBox::activated, this,
          [this](int index) { choose_topic(topics_[static_cast<std::size_t>(index)]); });
  connect(logarithmic_, &QToolButton::toggled, this,
          [this](bool on) { panel_->set_scale(on ? PlotScale::logarithmic : PlotScale::linear); });
  connect(panel_, &PlotPanel::scale_changed, this,
          [this] { logarithmic_->setChecked(panel_->scale() == PlotScale::logarithmic); });
  set_topic(topic);
}

void CurvePlot::set_topics(const std::vector<CurveTopic>& topics, std::size_t layers) {
  if (topics == topics_ && layers == layers_) return;
  const bool is_first_chosen = topic_ == topics_.front();
  topics_ = topics;
  layers_ = layers;
  const bool is_offered = std::ranges::find(topics_, topic_) != topics_.end();
  if (is_first_chosen || !is_offered) set_topic(topics_.front());
  show_title();
}

void CurvePlot::choose_topic(CurveTopic topic) {
  if (topic == topic_) return;
  set_topic(topic);
  show_title();
  emit topic_changed();
}

void CurvePlot::set_topic(CurveTopic topic) {
  topic_ = topic;
  kept_scale_ = can_be_logarithmic(topic) ? PlotScale::logarithmic : PlotScale::linear;
  fit_scale();
  show_title();
}

void CurvePlot::fit_scale() {
  const bool can_change = can_be_logarithmic(topic_) && !is_difference_;
  panel_->set_scale_fixed(!can_change);
  panel_->set_scale(is_difference_ ? PlotScale::linear : kept_scale_);
  logarithmic_->setVisible(can_change);
}

void CurvePlot::show_title() {
  show_choice();
  choice_->setVisible(topics_.size() > 1);
  title_->setVisible(topics_.size() == 1);
  title_->setText(topic_title(topic_, layers_, true));
  panel_->setAccessibleName(title_->text());
}

/// With short titles where the chosen one has no room.
void CurvePlot::show_choice() {
  const QSignalBlocker blocker(choice_);
  choice_->clear();
  for (const CurveTopic& topic : topics_) choice_->addItem(topic_title(topic, layers_, true));
  const auto chosen = std::ranges::find(topics_, topic_);
  choice_->setCurrentIndex(static_cast<int>(chosen - topics_.begin()));
  const int log_width =
      logarithmic_->isHidden() ? 0 : logarithmic_->sizeHint().width() + title_row().spacing();
  if (choice_->sizeHint().width() <= title_row().geometry().width() - log_width) return;
  for (std::size_t index = 0; index < topics_.size(); ++index)
    choice_->setItemText(static_cast<int>(index), short_topic_title(topics_[index], layers_));
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
  CurveColumn::resizeEvent(event);
  show_choice();
}

void CurvePlot::show_data(const CurveSight& sight) {
  if (is_difference_ != sight.is_difference) {
    if (!is_difference_) kept_scale_ = panel_->scale();
    is_difference_ = sight.is_difference;
    fit_scale();
  }
  curves_ = seen_curves(sight, topic_);
  panel_->set_content(topic_content(curves_, topic_, sight, theme()));
  show_step(sight);
}

void CurvePlot::show_step(const CurveSight& sight) {
  std::vector<std::optional<CurveValue>> values;
  for (const RunCurves& curves : curves_) values.push_back(curves.value(sight.step));
  show_values(sight, topic_, values);
  const auto cross_hair = sight.step ? std::optional(static_cast<double>(*sight.step)) : std::nullopt;
  panel_->set_cross_hair(cross_hair, topic_marks(curves_, sight, theme()));
}

void CurvePlot::set_theme(const Theme& theme) {
  CurveColumn::set_theme(theme);
  title_->setFont(theme.bold());
  choice_->setStyleSheet(choice_style(theme));
  title_->setFixedHeight(theme.px(22));
  logarithmic_->setFont(theme.small());
  logarithmic_->setFixedHeight(theme.px(22));
}

}  // namespace lfp
