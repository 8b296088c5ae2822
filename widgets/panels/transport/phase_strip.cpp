#include "widgets/panels/transport/phase_strip.h"

#include "widgets/controls/run_badge.h"
#include "widgets/panels/transport/phase_formulas.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/phase_reach.h"
#include "widgets/views/sample_words.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double height_at_100 = 54;
constexpr double chevron_height = 32;
constexpr double point = 9;
/// Largest fraction of the strip's width for chevrons; if it is exceeded, all layers share one.
constexpr double most_of_width = 0.56;

}  // namespace

PhaseStrip::PhaseStrip(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setAccessibleName(tr("Phases of a step"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

std::size_t PhaseStrip::run_index() const {
  if (chosen_run_ < snapshot_->runs.size()) return chosen_run_;
  const auto lfp = std::ranges::find(snapshot_->runs, Method::lfp, &RunSnapshot::method);
  return lfp == snapshot_->runs.end() ? 0 : static_cast<std::size_t>(lfp - snapshot_->runs.begin());
}

const RunSnapshot& PhaseStrip::run() const {
  return snapshot_->runs[run_index()];
}

const RunSpec& PhaseStrip::spec() const {
  return snapshot_->experiment->runs[run_index()];
}

int PhaseStrip::layers() const {
  return static_cast<int>(run().layers.size());
}

void PhaseStrip::set_snapshot(const SnapshotPointer& snapshot) {
  snapshot_ = snapshot;
  if (snapshot_ && snapshot_->runs.empty()) snapshot_.reset();
  arrange();
  const int now = current();
  formula_ = Formula(now < 0 || !snapshot_
                         ? QString()
                         : phase_formula(spec(), last_phase(snapshot_->position.next_phase, layers())));
  setAccessibleDescription(QStringLiteral("%1: %2").arg(heading(), sentence()));
  update();
}

void PhaseStrip::set_theme(const Theme& theme) {
  theme_ = theme;
  setFixedHeight(theme.px(height_at_100));
  update();
}

QSize PhaseStrip::sizeHint() const {
  return {theme_.px(900), theme_.px(height_at_100)};
}

QSize PhaseStrip::minimumSizeHint() const {
  return {1, theme_.px(height_at_100)};
}

int PhaseStrip::chevron_width(const QString& word) const {
  return QFontMetrics(theme_.body()).horizontalAdvance(word) + theme_.px(2 * point + 16);
}

/// Makes one chevron per layer, or a single one for all layers if they would take too much room.
void PhaseStrip::arrange() {
  chevrons_.clear();
  if (!snapshot_) return;
  const int count = layers();
  const auto fill = [&](bool one_for_all) {
    chevrons_ = {{tr("Forward"), {.kind = PhaseKind::forward}, {}},
                 {tr("Output feedback"), {.kind = PhaseKind::output_feedback}, {}}};
    const Phase now = last_phase(snapshot_->position.next_phase, count);
    if (one_for_all) {
      const bool is_here = now.kind == PhaseKind::distribute;
      chevrons_.push_back({is_here ? tr("Distribute %1 of %2").arg(now.layer + 1).arg(count)
                                   : tr("Distribute %1 … 1").arg(count),
                           {.kind = PhaseKind::distribute, .layer = is_here ? now.layer : 0},
                           {}});
    } else {
      for (int layer = count; layer-- > 0;)
        chevrons_.push_back(
            {tr("Distribute %1").arg(layer + 1), {.kind = PhaseKind::distribute, .layer = layer}, {}});
    }
    chevrons_.push_back({tr("Update"), {.kind = PhaseKind::update}, {}});
    int x = theme_.px(10);
    for (Chevron& chevron : chevrons_) {
      const int width = chevron_width(chevron.word);
      chevron.area = QRect(x, (height() - theme_.px(chevron_height)) / 2, width, theme_.px(chevron_height));
      x += width - theme_.px(point) + theme_.px(4);
    }
    return x;
  };
  if (fill(false) > most_of_width * width()) fill(true);
}

QStringList PhaseStrip::words() const {
  QStringList words;
  for (const Chevron& chevron : chevrons_) words << chevron.word;
  return words;
}

int PhaseStrip::current() const {
  if (!snapshot_) return -1;
  if (!has_batch(*snapshot_) || run().divergence) return -1;
  const Phase done = last_phase(snapshot_->position.next_phase, layers());
  const auto found = std::ranges::find(chevrons_, done, &Chevron::phase);
  return found == chevrons_.end() ? 0 : static_cast<int>(found - chevrons_.begin());
}

QString PhaseStrip::heading() const {
  if (!snapshot_) return {};
  const QString name = QString::fromStdString(run().name);
  const QString batch = batch_words(*snapshot_);
  return batch.isEmpty() ? name : QStringLiteral("%1 · %2").arg(name, batch);
}

QString PhaseStrip::sentence() const {
  if (!snapshot_) return {};
  if (const auto& divergence = run().divergence)
    return tr("No weight was changed: the run diverged in layer %1 at step %2.")
        .arg(divergence->layer)
        .arg(count_text(divergence->step));
  if (!has_batch(*snapshot_))
    return tr("A step has phases. Press . for the first: the batch goes forward through the network.");
  return sentence_of(last_phase(snapshot_->position.next_phase, layers()));
}

QString PhaseStrip::sentence_of(const Phase& phase) const {
  const bool is_lfp = run().method == Method::lfp;
  switch (phase.kind) {
    case PhaseKind::forward:
      return learns_values(*snapshot_)
                 ? tr("Forward pass complete: loss %1.").arg(number_text(run().batch_loss))
                 : tr("Forward pass complete: loss %1, %2 correct.")
                       .arg(number_text(run().batch_loss), percent_text(run().batch_accuracy));
    case PhaseKind::output_feedback: {
      double sum = 0;
      for (const float value : run().layers.back().feedback) sum += static_cast<double>(value);
      return (is_lfp ? tr("Each output got its reward or punishment: in sum %1 per sample.")
                     : tr("Each output got its negative derivative of the loss, δ; z × δ is %1 per sample in "
                          "sum."))
          .arg(signed_text(sum));
    }
    case PhaseKind::distribute: {
      const QString below = phase.layer == 0 ? tr("the input") : tr("layer %1").arg(phase.layer);
      const auto norm =
          static_cast<double>(run().layers[static_cast<std::size_t>(phase.layer)].feedback_norm);
      return (is_lfp
                  ? tr("Layer %1 handed its neurons’ feedback, of norm %2, down to %3, in proportion to "
                       "contributions.")
                  : tr("Layer %1 passed its derivatives, z × δ of norm %2, down to %3 through its weights."))
          .arg(phase.layer + 1)
          .arg(number_text(norm), below);
    }
    case PhaseKind::update: {
      QString words = tr("Weights updated: step length %1").arg(number_text(run().update_norm));
      if (run().clip_factor < 1) words += tr(", clipped × %1").arg(number_text(run().clip_factor));
      return words + tr(", learning rate %1.").arg(setting_text(run().learning_rate));
    }
  }
  return {};
}

void PhaseStrip::show_next_run() {
  chosen_run_ = (run_index() + 1) % snapshot_->runs.size();
  set_snapshot(snapshot_);
}

void PhaseStrip::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.bar);
  painter.setPen(theme_.separator);
  painter.drawLine(0, height() - 1, width(), height() - 1);
  arrange();
  if (chevrons_.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  const int now = current();
  const int tip = theme_.px(point);
  for (int at = 0; at < static_cast<int>(chevrons_.size()); ++at) {
    const QRectF area = QRectF(chevrons_[static_cast<std::size_t>(at)].area).adjusted(0.5, 0.5, -0.5, -0.5);
    const double middle = area.center().y();
    QPolygonF shape{area.topLeft(),
                    {area.right() - tip, area.top()},
                    {area.right(), middle},
                    {area.right() - tip, area.bottom()},
                    area.bottomLeft()};
    if (at > 0) shape << QPointF(area.left() + tip, middle);
    const bool is_now = at == now;
    painter.setPen(QPen(is_now ? theme_.accent : theme_.control_border, 1));
    painter.setBrush(is_now ? theme_.accent : at < now ? theme_.selection : theme_.base);
    painter.drawPolygon(shape);
    painter.setFont(is_now ? theme_.bold() : theme_.body());
    painter.setPen(is_now ? theme_.text_on_accent : theme_.text);
    painter.drawText(area.adjusted(at > 0 ? tip : 0, 0, -tip, 0), Qt::AlignCenter,
                     chevrons_[static_cast<std::size_t>(at)].word);
  }
  const QFont font = theme_.formula();
  const FormulaSize size = formula_.size(font);
  const int left = chevrons_.back().area.right() + theme_.px(16);
  int right = width() - theme_.px(14);
  painter.setPen(theme_.text);
  // In a narrow window, the sentence is kept and the formula is left out.
  const int beside = right - static_cast<int>(std::ceil(size.width)) - theme_.px(20);
  if (!formula_.is_empty() && size.height() <= height() &&
      heading_height() + sentence_height(beside - left) <= height()) {
    const double top = (height() - size.height()) / 2;
    formula_.paint(painter, QPointF(right - size.width, top + size.ascent), font);
    right = beside;
  }
  paint_words(painter, QRect(left, 0, right - left, height()));
}

/// Returns the heading's height, small enough for two lines of the sentence to fit below it.
int PhaseStrip::heading_height() const {
  return QFontMetrics(theme_.small()).height() - theme_.px(2);
}

/// Returns the sentence's height in that width; more than the strip's height if a word does not fit.
int PhaseStrip::sentence_height(int room) const {
  const QRect words =
      QFontMetrics(theme_.body()).boundingRect(QRect(0, 0, room, 0), Qt::TextWordWrap, sentence());
  return room > 0 && words.width() <= room ? words.height() : height() + 1;
}

/// Paints the run and the batch in a small line, with the sentence below.
void PhaseStrip::paint_words(QPainter& painter, const QRect& area) {
  const QFontMetrics small(theme_.small());
  const int line = heading_height();
  const int top = std::max(0, (height() - line - sentence_height(area.width())) / 2);
  const int side = theme_.px(14);
  badge_area_ =
      snapshot_->runs.size() > 1 ? QRect(area.left(), top + (line - side) / 2, side, side) : QRect();
  if (!badge_area_.isNull()) paint_badge(painter, badge_area_, static_cast<int>(run_index()), theme_);
  const int name_left = area.left() + (badge_area_.isNull() ? 0 : side + theme_.px(5));
  const int room = area.right() - name_left;
  painter.setFont(theme_.small());
  painter.setPen(theme_.muted_text);
  painter.drawText(QRect(name_left, top, room, line), Qt::AlignLeft | Qt::AlignVCenter,
                   small.elidedText(heading(), Qt::ElideRight, room));
  painter.setFont(theme_.body());
  painter.setPen(run().divergence ? theme_.error : theme_.text);
  painter.drawText(area.adjusted(0, top + line, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                   sentence());
}

void PhaseStrip::mousePressEvent(QMouseEvent* event) {
  if (badge_area_.contains(event->position().toPoint())) show_next_run();
}

bool PhaseStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    if (badge_area_.contains(help->pos())) {
      QToolTip::showText(help->globalPos(),
                         tr("<b>%1</b><br>Click for the next run").arg(heading().toHtmlEscaped()), this,
                         badge_area_);
      return true;
    }
    const auto here = std::ranges::find_if(
        chevrons_, [&](const Chevron& chevron) { return chevron.area.contains(help->pos()); });
    if (here == chevrons_.end())
      QToolTip::hideText();
    else
      QToolTip::showText(help->globalPos(), tooltip_of(here->phase), this, here->area);
    return true;
  }
  return QWidget::event(event);
}

QString PhaseStrip::tooltip_of(const Phase& phase) const {
  const auto chevron = std::ranges::find(chevrons_, phase, &Chevron::phase);
  return QStringLiteral("<b>%1</b><br>%2")
      .arg(chevron->word.toHtmlEscaped(), Formula(phase_formula(spec(), phase)).plain_text().toHtmlEscaped());
}

}  // namespace lfp
