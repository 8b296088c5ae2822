#include "widgets/views/pruning/pruning_view.h"

#include "core/files/csv_text.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/slider_field.h"
#include "widgets/plot/plot_panel.h"
#include "widgets/plot/plot_renderer.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/view_entry.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr int pace_milliseconds = 120;
/// Rounding to whole weights of every layer removes up to this much more or less than was asked for.
constexpr double rounding_percent = 2;
constexpr double least_plot_height = 90;

SettingInfo fraction_setting() {
  SettingInfo setting =
      real_setting("fraction", "Removed", "The part of all weights that is set to zero", 0.0, 0.0, 100.0);
  setting.unit = "%";
  return setting;
}

QList<ChoiceItem> criterion_items() {
  return {{.name = QStringLiteral("magnitude"),
           .label = PruningView::tr("Smallest |w|"),
           .tooltip = PruningView::tr("Weights nearest to zero go first")},
          {.name = QStringLiteral("feedback"),
           .label = PruningView::tr("Least feedback"),
           .tooltip = PruningView::tr("Weights that the training set would move least go first")},
          {.name = QStringLiteral("movement"),
           .label = PruningView::tr("Least moved"),
           .tooltip = PruningView::tr("Weights that have moved least since step 0 go first")},
          {.name = QStringLiteral("random"),
           .label = PruningView::tr("At random"),
           .tooltip = PruningView::tr("Drawn from the experiment's seed: what any criterion has to beat")}};
}

QList<ChoiceItem> scope_items() {
  return {{.name = QStringLiteral("global"),
           .label = PruningView::tr("All layers together"),
           .tooltip = PruningView::tr("One threshold for all layers")},
          {.name = QStringLiteral("layer"),
           .label = PruningView::tr("Each layer alike"),
           .tooltip = PruningView::tr("The same fraction of each layer")}};
}

}  // namespace

PruningView::PruningView(Focus& focus, QWidget* parent)
    : View(focus, parent),
      content_(new QWidget(this)),
      by_(new ChoiceField(tr("Criterion"), criterion_items(), content_)),
      scope_(new ChoiceField(tr("Threshold"), scope_items(), content_)),
      fraction_(new SliderField(fraction_setting(), content_)),
      restore_(new QToolButton(content_)),
      panel_(new PlotPanel(content_)) {
  setAccessibleName(tr("Pruning"));
  setAccessibleDescription(tr("Removes weights of all runs and shows the accuracy that is left."));
  by_->set_current(QStringLiteral("magnitude"));
  scope_->set_current(QStringLiteral("global"));
  restore_->setText(tr("Restore"));
  restore_->setToolTip(tr(
      "<b>Restore</b><br>Gives the removed weights back, to the bit, as long as nothing was trained since"));
  pace_.setSingleShot(true);
  pace_.setInterval(pace_milliseconds);
  connect(&pace_, &QTimer::timeout, this, &PruningView::send);
  connect(fraction_, &SliderField::value_changed, this, &PruningView::ask);
  connect(restore_, &QToolButton::clicked, this, [this] {
    fraction_->set_value(0);
    send();
  });
  for (ChoiceField* field : {by_, scope_})
    connect(field, &ChoiceField::chosen, this, [this] {
      if (fraction_->value() > 0) send();
    });
  build();
}

void PruningView::build() {
  // What they say needs no label, but more room than one would leave in a narrow view.
  for (ChoiceField* field : {by_, scope_}) field->hide_label();
  auto* choices = new QHBoxLayout;
  choices->setSpacing(16);
  choices->addWidget(by_, 1);
  choices->addWidget(scope_, 1);
  auto* amount = new QHBoxLayout;
  amount->addWidget(fraction_, 1);
  amount->addWidget(restore_);
  row_layout_ = new QVBoxLayout;
  row_layout_->setSpacing(2);
  panel_->set_scale_fixed(true);
  panel_->setAccessibleName(tr("Test accuracy over the fraction removed"));
  auto* column = new QVBoxLayout(content_);
  column->addLayout(choices);
  column->addLayout(amount);
  column->addLayout(row_layout_);
  column->addWidget(panel_, 1);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(content_);
  content_->hide();
}

void PruningView::use_theme() {
  setPalette(theme().palette());
  const int edge = theme().px(10);
  content_->layout()->setContentsMargins(edge, edge, edge, edge);
  content_->layout()->setSpacing(theme().px(6));
  panel_->setMinimumHeight(theme().px(least_plot_height));
  for (const Row& row : rows_) {
    row.removed->setFont(theme().small());
    row.accuracy->setFont(theme().bold());
  }
}

QString PruningView::sentence_if_empty() const {
  if (!snapshot() || snapshot()->runs.empty()) return tr("No experiment yet");
  return {};
}

QString PruningView::reason_not_to() const {
  if (snapshot()->running) return tr("Pause to remove weights");
  if (snapshot()->position.next_phase != Phase{})
    return tr("Let the step end to remove weights: press the Batch button");
  const bool has_diverged = std::ranges::any_of(
      snapshot()->runs, [](const RunSnapshot& run) { return run.divergence.has_value(); });
  return has_diverged ? tr("A run has diverged: restore its last finite state first") : QString();
}

Pruning PruningView::wanted() const {
  return {.by = by_->current().toStdString(),
          .fraction = fraction_->value() / 100,
          .scope = scope_->current().toStdString()};
}

void PruningView::ask(double /*percent*/) {
  if (!pace_.isActive()) pace_.start();
}

void PruningView::send() {
  pace_.stop();
  if (!snapshot() || !reason_not_to().isEmpty()) return;
  std::vector<std::size_t> runs;
  for (std::size_t run = 0; run < snapshot()->runs.size(); ++run) runs.push_back(run);
  emit command_issued(command::Prune{.runs = std::move(runs), .pruning = wanted()});
}

/// After an undo, the slider shows what is removed now, not what was asked for last.
void PruningView::follow_removal() {
  double removed = 0;
  for (const RunSnapshot& run : snapshot()->runs) removed = std::max(removed, removed_fraction(run));
  if (removed == removed_) return;
  removed_ = removed;
  const bool is_rounding = removed > 0 && std::abs(100 * removed - fraction_->value()) <= rounding_percent;
  if (!pace_.isActive() && !is_rounding) fraction_->set_value(100 * removed);
}

void PruningView::refresh() {
  const bool is_empty = !sentence_if_empty().isEmpty();
  content_->setVisible(!is_empty);
  update();
  if (is_empty) return;
  follow_removal();
  trials_.note(*snapshot(), wanted());
  const QString reason = reason_not_to();
  fraction_->setEnabled(reason.isEmpty());
  fraction_->setToolTip(reason);
  const bool has_removed =
      std::ranges::any_of(snapshot()->runs, [](const RunSnapshot& run) { return run.removed_weights > 0; });
  restore_->setEnabled(reason.isEmpty() && has_removed);
  fill_rows();
  panel_->set_content(plot(theme()));
}

void PruningView::add_row() {
  auto* widget = new QWidget(content_);
  auto* line = new QHBoxLayout(widget);
  line->setContentsMargins(0, 0, 0, 0);
  Row row{.widget = widget,
          .badge = new RunBadge(static_cast<int>(rows_.size()), widget),
          .removed = new QLabel(widget),
          .accuracy = new QLabel(widget)};
  row.badge->set_theme(theme());
  row.removed->setProperty("muted", true);
  row.removed->setFont(theme().small());
  row.accuracy->setFont(theme().bold());
  row.accuracy->setObjectName(QStringLiteral("pruning.accuracy.%1").arg(rows_.size()));
  row.removed->setObjectName(QStringLiteral("pruning.removed.%1").arg(rows_.size()));
  line->addWidget(row.badge, 1);
  line->addWidget(row.removed);
  line->addWidget(row.accuracy);
  row_layout_->addWidget(widget);
  rows_.push_back(row);
}

void PruningView::fill_rows() {
  const auto& runs = snapshot()->runs;
  const bool of_values = learns_values(*snapshot());
  while (rows_.size() < runs.size()) add_row();
  for (std::size_t run = 0; run < rows_.size(); ++run) {
    const Row& row = rows_[run];
    row.widget->setVisible(run < runs.size());
    if (run >= runs.size()) continue;
    const RunSnapshot& shown = runs[run];
    row.badge->set_name(QString::fromStdString(shown.name));
    row.removed->setText(tr("%1 of %2 weights removed")
                             .arg(count_text(shown.removed_weights), count_text(shown.sign_changes.total)));
    const auto before = trials_.whole(run);
    const bool is_tested = shown.tested_step == snapshot()->position.step;
    QString score = is_tested || shown.divergence ? test_score_text(*snapshot(), run) : tr("not tested");
    if (is_tested && before && shown.removed_weights > 0)
      score += tr("  (whole: %1)").arg(score_text(*before, of_values));
    row.accuracy->setText(score);
  }
}

PlotContent PruningView::plot(const Theme& theme) const {
  PlotContent content;
  content.x = {.low = 0, .high = 102};
  content.unit = learns_values(*snapshot()) ? PlotUnit::number : PlotUnit::percent;
  content.x_title = tr("Weights removed (%), as tried");
  for (std::size_t run = 0; run < trials_.runs(); ++run) {
    PlotLine line{.x = {}, .y = {}, .pen = run_line_pen(static_cast<int>(run), theme)};
    for (const auto& [fraction, score] : trials_.of(run)) {
      line.x.push_back(100 * fraction);
      line.y.push_back(score);
    }
    content.lines.push_back(std::move(line));
  }
  return content;
}

void PruningView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  const QString sentence = sentence_if_empty();
  if (!sentence.isEmpty()) paint_empty(painter, rect(), theme(), sentence);
}

void PruningView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!sentence_if_empty().isEmpty() || trials_.runs() == 0 || trials_.of(0).size() < 2)
    return paint_empty(painter, area, theme, tr("Nothing removed yet"));
  PlotRenderer renderer;
  renderer.draw(painter, area, settled(plot(theme), area.width()), theme);
}

ExportWork PruningView::table() const {
  if (!snapshot() || trials_.runs() == 0 || trials_.of(0).size() < 2) return {};
  QString text = QStringLiteral("run,step,criterion,scope,removed,test_score\n");
  for (std::size_t run = 0; run < trials_.runs(); ++run)
    for (const auto& [fraction, score] : trials_.of(run))
      text += QStringLiteral("%1,%2,%3,%4,%5,%6\n")
                  .arg(QString::fromStdString(csv_field(snapshot()->runs[run].name)))
                  .arg(snapshot()->position.step)
                  .arg(by_->current(), scope_->current())
                  .arg(fraction, 0, 'g', 9)
                  .arg(score, 0, 'g', 9);
  return finished(text);
}

ViewEntry pruning_view_entry() {
  return {
      .name = QStringLiteral("pruning"),
      .title = PruningView::tr("Pruning"),
      .summary = PruningView::tr("Remove weights by a slider and see the accuracy that is left."),
      .make = [](Focus& focus, QWidget* parent) -> View* { return new PruningView(focus, parent); },
      .home = Region::detail,
      .without_window =
          [](const Snapshot&) { return PruningView::tr("no weights are removed by hand without a window"); }};
}

}  // namespace lfp
