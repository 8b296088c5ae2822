#include "widgets/panels/transport/phase_strip.h"

#include "core/feedback/feedback_function.h"
#include "core/optimisers/optimiser.h"
#include "core/rules/rule.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/phase_reach.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QPolygonF>
#include <QToolTip>
#include <algorithm>

namespace lfp {
namespace {

constexpr double height_at_100 = 54;
constexpr double chevron_height = 32;
constexpr double point = 9;
/// Of the strip's width, at most, before the layers share one chevron.
constexpr double most_of_width = 0.56;

const Choice& rule_of_layer(const RunSpec& run, int layer) {
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  return own == run.composite.end() ? run.rule : own->rule;
}

template <class Entries>
QString entry_formula(const Entries& entries, const Choice& choice) {
  return QString::fromStdString(find_entry(entries, choice.name, "phase").info.formula);
}

}  // namespace

PhaseStrip::PhaseStrip(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setAccessibleName(tr("Phases of a step"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

std::size_t PhaseStrip::run_index() const {
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
  formula_ = Formula(
      now < 0 || !snapshot_ ? QString() : formula_of(last_phase(snapshot_->position.next_phase, layers())));
  setAccessibleDescription(sentence());
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

/// One chevron for each layer, or where these would take too much room, one for all of them.
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
  if (is_between_steps(*snapshot_) && snapshot_->position.step == 0) return -1;
  const Phase done = last_phase(snapshot_->position.next_phase, layers());
  const auto found = std::ranges::find(chevrons_, done, &Chevron::phase);
  return found == chevrons_.end() ? 0 : static_cast<int>(found - chevrons_.begin());
}

QString PhaseStrip::sentence() const {
  if (!snapshot_) return {};
  if (is_between_steps(*snapshot_) && snapshot_->position.step == 0)
    return tr("A step has phases. Press . for the first: the batch goes forward through the network.");
  return sentence_of(last_phase(snapshot_->position.next_phase, layers()));
}

QString PhaseStrip::sentence_of(const Phase& phase) const {
  const bool is_lfp = run().method == Method::lfp;
  const auto norm = [this](int layer) {
    return number_text(static_cast<double>(run().layers[static_cast<std::size_t>(layer)].feedback_norm));
  };
  switch (phase.kind) {
    case PhaseKind::forward:
      return learns_values(*snapshot_)
                 ? tr("The batch went up through all layers: loss %1.").arg(number_text(run().batch_loss))
                 : tr("The batch went up through all layers: loss %1, %2 right.")
                       .arg(number_text(run().batch_loss), percent_text(run().batch_accuracy));
    case PhaseKind::output_feedback: {
      double sum = 0;
      for (const float value : run().layers.back().feedback) sum += static_cast<double>(value);
      return is_lfp
                 ? tr("Each output got its reward or punishment: %1 a sample in sum.").arg(signed_text(sum))
                 : tr("Each output got its derivative of the loss: z times it is %1 a sample in sum.")
                       .arg(signed_text(sum));
    }
    case PhaseKind::distribute: {
      const QString below = phase.layer == 0 ? tr("the input") : tr("layer %1").arg(phase.layer);
      return is_lfp ? tr("Layer %1 handed its neurons’ feedback, of size %2, down to %3, in proportion to "
                         "contributions.")
                          .arg(phase.layer + 1)
                          .arg(norm(phase.layer), below)
                    : tr("Layer %1 passed its derivatives down to %2 through its weights.")
                          .arg(phase.layer + 1)
                          .arg(below);
    }
    case PhaseKind::update: {
      QString words =
          tr("Weights moved along their feedback, of length %1").arg(number_text(run().update_norm));
      if (run().clip_factor < 1) words += tr(", clipped × %1").arg(number_text(run().clip_factor));
      return words + tr(", at rate %1.").arg(setting_text(run().learning_rate));
    }
  }
  return {};
}

QString PhaseStrip::formula_of(const Phase& phase) const {
  const bool is_lfp = run().method == Method::lfp;
  switch (phase.kind) {
    case PhaseKind::forward:
      return QStringLiteral("z_j = Σ_i a_i w_{ji} + b_j");
    case PhaseKind::output_feedback:
      return is_lfp ? entry_formula(feedback_entries(), spec().feedback) : QStringLiteral("δ_c = y_c − p_c");
    case PhaseKind::distribute:
      return is_lfp ? entry_formula(rule_entries(), rule_of_layer(spec(), phase.layer))
                    : QStringLiteral("δ_i = Σ_j w_{ji} δ_j");
    case PhaseKind::update:
      return entry_formula(optimiser_entries(), spec().optimiser);
  }
  return {};
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
  // In a narrow window the sentence stays and the formula goes.
  const QFontMetrics metrics(theme_.body());
  const QString words = sentence();
  const double least =
      std::min(metrics.horizontalAdvance(words) / 2.0 + theme_.px(20), double(theme_.px(300)));
  if (!formula_.is_empty() && right - size.width - theme_.px(20) - left >= least &&
      size.height() <= height()) {
    const double top = (height() - size.height()) / 2;
    formula_.paint(painter, QPointF(right - size.width, top + size.ascent), font);
    right -= static_cast<int>(size.width) + theme_.px(20);
  }
  painter.setFont(theme_.body());
  painter.drawText(QRect(left, 0, right - left, height()),
                   Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, words);
}

bool PhaseStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
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
      .arg(chevron->word.toHtmlEscaped(), Formula(formula_of(phase)).plain_text().toHtmlEscaped());
}

}  // namespace lfp
