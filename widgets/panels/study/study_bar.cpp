#include "widgets/panels/study/study_bar.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/lock.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayout>
#include <QPainter>
#include <QPushButton>
#include <algorithm>
#include <cmath>

namespace lfp {

/// A frame that fills as the study progresses.
class ProgressLine final : public QWidget, public Themed {
 public:
  explicit ProgressLine(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {}

  void set_part(double part) {
    part_ = part;
    update();
  }
  void set_theme(const Theme& theme) override {
    theme_ = theme;
    setFixedHeight(theme.px(12));
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all = rect();
    paint_frame(painter, all, theme_.base, theme_.control_border, 1, theme_.px(4));
    if (part_ <= 0) return;
    painter.setClipRect(QRectF(0, 0, all.width() * part_, all.height()));
    paint_frame(painter, all, theme_.accent, theme_.accent, 1, theme_.px(4));
  }

 private:
  Theme theme_;
  double part_ = 0;
};

namespace {

constexpr double wide = 1500;

/// Takes the available width; its parts are fitted into it.
class StudyBarContent final : public QWidget {
 public:
  using QWidget::QWidget;
  QSize minimumSizeHint() const override { return {1, QWidget::minimumSizeHint().height()}; }
};

/// Formats a duration: "0:41", "3:05:12", "12 days".
QString clock_text(double seconds) {
  constexpr double day = 86400;
  if (seconds >= 2 * day) return StudyBar::tr("%1 days").arg(count_text(std::llround(seconds / day)));
  const auto whole = static_cast<qint64>(std::ceil(seconds));
  const QString end = QStringLiteral("%1:%2")
                          .arg(whole / 60 % 60, whole >= 3600 ? 2 : 1, 10, QLatin1Char('0'))
                          .arg(whole % 60, 2, 10, QLatin1Char('0'));
  return whole >= 3600 ? QStringLiteral("%1:%2").arg(whole / 3600).arg(end) : end;
}

}  // namespace

StudyBar::StudyBar(QWidget* parent)
    : QToolBar(parent),
      theme_(Theme::make(Theme::Kind::light)),
      run_(new QAction(tr("Run"), this)),
      content_(new StudyBarContent(this)),
      button_(new QPushButton(content_)),
      name_(new QLabel(content_)),
      axes_(new ElidedLabel(content_)),
      done_(new QLabel(content_)),
      of_(new QLabel(content_)),
      line_(new ProgressLine(content_)),
      percent_(new QLabel(content_)),
      left_(new QLabel(content_)) {
  setObjectName(QStringLiteral("bar.study"));
  setWindowTitle(tr("Study"));
  setMovable(false);
  setFloatable(false);
  setContextMenuPolicy(Qt::PreventContextMenu);
  content_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  run_->setObjectName(QStringLiteral("study.run"));
  button_->setProperty("primary", true);
  button_->setFocusPolicy(Qt::TabFocus);
  name_->setProperty("title", true);
  for (QLabel* quiet : std::initializer_list<QLabel*>{axes_, of_, left_}) quiet->setProperty("muted", true);
  axes_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* row = new QHBoxLayout(content_);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(button_);
  row->addWidget(name_);
  row->addWidget(axes_, 2);
  for (QWidget* part : std::initializer_list<QWidget*>{done_, of_}) row->addWidget(part);
  row->addWidget(line_, 2);
  for (QWidget* part : std::initializer_list<QWidget*>{percent_, left_}) row->addWidget(part);
  addWidget(content_);
  content_->addAction(run_);
  connect(run_, &QAction::triggered, this, [this] {
    if (shown_.is_running)
      emit pause_asked();
    else
      emit run_asked();
  });
  connect(button_, &QPushButton::clicked, run_, &QAction::trigger);
  show_nothing();
}

void StudyBar::set_has_keys(bool has_keys) {
  run_->setShortcut(has_keys ? QKeySequence(Qt::Key_Space) : QKeySequence());
}

void StudyBar::add_actions(const QList<QAction*>& actions) {
  for (QAction* action : actions) {
    auto* button = new QPushButton(action->text(), content_);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
      button->setEnabled(action->isEnabled());
      button->setToolTip(action->toolTip());
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    content_->layout()->addWidget(button);
    more_.append(button);
  }
}

void StudyBar::show_nothing() {
  StudyProgress nothing;
  nothing.name = tr("No study yet");
  show_progress(nothing);
}

void StudyBar::show_progress(const StudyProgress& progress) {
  shown_ = progress;
  const std::int64_t over = progress.done + progress.failed;
  const double part = progress.all > 0 ? static_cast<double>(over) / static_cast<double>(progress.all) : 0;
  name_->setText(progress.name);
  axes_->setText(progress.axes);
  const bool has_trainings = progress.all > 0;
  for (QWidget* widget : std::initializer_list<QWidget*>{done_, of_, percent_})
    widget->setVisible(has_trainings);
  done_->setText(count_text(over));
  of_->setText(
      progress.failed > 0
          ? tr("of %1 trainings, %2 impossible").arg(count_text(progress.all), count_text(progress.failed))
          : tr("of %1 trainings").arg(count_text(progress.all)));
  // An empty line would look like a field to type into.
  line_->setVisible(has_trainings);
  line_->set_part(part);
  line_->setAccessibleName(tr("Progress of the study"));
  line_->setAccessibleDescription(percent_text(part, 0));
  percent_->setText(percent_text(std::floor(part * 100) / 100, 0));
  if (progress.is_running)
    left_->setText(
        progress.seconds_left
            ? tr("%1 at a time · %2 left").arg(progress.jobs).arg(clock_text(*progress.seconds_left))
            : tr("%1 at a time").arg(progress.jobs));
  else if (has_trainings && over == progress.all)
    left_->setText(tr("done"));
  else if (progress.is_by_others)
    left_->setText(tr("others compute it"));
  else
    left_->setText(has_trainings ? tr("paused") : QString());
  show_running();
  fit_words();
}

void StudyBar::show_running() {
  run_->setText(shown_.is_running ? tr("Pause") : tr("Run"));
  set_lock(*run_, shown_.can_run || shown_.is_running ? QString()
                  : shown_.is_by_others               ? tr("Other processes write to this study")
                                                      : tr("All trainings are done: change something first"));
  const QString name = shown_.is_running ? QStringLiteral("pause") : QStringLiteral("run");
  run_->setIcon(icon(name, theme_));
  button_->setText(run_->text());
  button_->setEnabled(run_->isEnabled());
  button_->setIcon(icon_on_accent(name, theme_));
  button_->setToolTip(!shown_.is_by_others
                          ? tr("<b>%1</b> (Space)<br>Compute the study's cells, or pause").arg(run_->text())
                          : tr("Other processes write to this study"));
}

/// If there is not enough room, the least important parts are hidden first.
void StudyBar::fit_words() {
  layout()->setContentsMargins(0, 0, 0, 0);
  const bool is_wide = width() / theme_.zoom >= wide;
  setFixedHeight(theme_.px(is_wide ? 52 : 46));
  const QFontMetrics metrics(theme_.bold());
  const int words = std::max(metrics.horizontalAdvance(tr("Run")), metrics.horizontalAdvance(tr("Pause")));
  button_->setFixedWidth(words + theme_.px(is_wide ? 60 : 42));
  const bool has_trainings = shown_.all > 0;
  const QList<QWidgetList> groups = {{axes_}, {of_},   QWidgetList(more_.begin(), more_.end()),
                                     {left_}, {name_}, {done_, percent_}};
  for (const QWidgetList& group : groups)
    for (QWidget* part : group)
      part->setVisible(has_trainings || (part != done_ && part != of_ && part != percent_));
  for (const QWidgetList& group : groups) {
    content_->layout()->activate();
    if (content_->layout()->sizeHint().width() <= width()) return;
    for (QWidget* part : group) part->hide();
  }
}

void StudyBar::resizeEvent(QResizeEvent* event) {
  QToolBar::resizeEvent(event);
  fit_words();
}

void StudyBar::set_theme(const Theme& theme) {
  theme_ = theme;
  content_->layout()->setSpacing(theme.px(8));
  content_->layout()->setContentsMargins(theme.px(10), 0, theme.px(10), 0);
  done_->setFont(theme.large());
  done_->setStyleSheet(QStringLiteral("font-size: %1px; font-weight: bold;").arg(theme.px(18)));
  percent_->setMinimumWidth(QFontMetrics(theme.body()).horizontalAdvance(QStringLiteral("100 %")));
  line_->setMinimumWidth(theme.px(60));
  line_->setMaximumWidth(theme.px(300));
  show_running();
  fit_words();
}

}  // namespace lfp
