#include "widgets/views/view.h"

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/invitation.h"
#include "widgets/views/runs/run_chooser.h"

#include <utility>

namespace lfp {

namespace {

constexpr double least_width = 150;
constexpr double least_height = 100;

}  // namespace

View::View(Focus& focus, QWidget* parent)
    : QWidget(parent), focus_(focus), theme_(Theme::make(Theme::Kind::light)) {}

void View::set_snapshot(SnapshotPointer snapshot) {
  snapshot_ = std::move(snapshot);
  if (RunChooser* runs = run_chooser()) runs->list_runs(*snapshot_);
  stale_ = !isVisible();
  if (!stale_) refresh();
}

void View::set_theme(const Theme& theme) {
  theme_ = theme;
  use_theme();
  stale_ = !isVisible();
  if (!stale_ && snapshot_) refresh();
  update();
}

QSize View::minimumSizeHint() const {
  return QWidget::minimumSizeHint().expandedTo({theme_.px(least_width), theme_.px(least_height)});
}

void View::add_interest(Interest& /*interest*/) const {}

QList<QWidget*> View::title_controls() {
  return {};
}

void View::set_renderer(Renderer /*renderer*/) {}

RunChooser* View::run_chooser() {
  return nullptr;
}

ExportWork View::table() const {
  return {};
}

QString View::csv() const {
  const ExportWork work = table();
  Progress progress;
  return work ? QString::fromUtf8(work(progress)) : QString();
}

void View::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_ && snapshot_) refresh();
  stale_ = false;
}

void View::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  for (HeatRange* range : colour_ranges()) {
    // Joins the others again when it is shown.
    stale_ = stale_ || range->mode() == HeatRange::Mode::shared;
    range->leave();
  }
}

std::vector<HeatRange*> View::colour_ranges() {
  return {};
}

void View::colour_again() {
  stale_ = !isVisible();
  if (!stale_ && snapshot_) refresh();
}

void View::paint_empty(QPainter& painter, const QRect& area, const Theme& theme,
                       const QString& sentence) const {
  painter.fillRect(area, theme.base);
  if (!snapshot_) return;  // without a snapshot there is nothing to describe
  painter.setFont(theme.body());
  painter.setPen(theme.muted_text);
  painter.drawText(area.adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, sentence);
}

void View::invite(const QString& what) {
  if (what.isEmpty()) {
    if (invitation_ != nullptr) invitation_->hide();
    return;
  }
  if (invitation_ == nullptr) {
    invitation_ = new Invitation(*this);
    connect(invitation_, &Invitation::accepted, this,
            [this] { emit command_issued(Command{command::NextEpoch{}}); });
  }
  invitation_->set_words(what);
  apply_theme(*invitation_, theme_);
  invitation_->show();
}

}  // namespace lfp
