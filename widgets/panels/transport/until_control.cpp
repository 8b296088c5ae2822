#include "widgets/panels/transport/until_control.h"

#include "widgets/controls/compact_combo.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/style/number_text.h"
#include "widgets/style/typed_number.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <cmath>
#include <limits>
#include <utility>

namespace lfp {
namespace {

constexpr double usual_accuracy = 0.95;
constexpr std::int64_t usual_steps = 1000;
constexpr std::int64_t usual_epochs = 50;
constexpr std::int64_t most_allowed = 1'000'000'000;

/// Parses a count: "1,284" or "1284".
std::optional<std::int64_t> count_of(const QString& text) {
  const auto typed = typed_number(text);
  if (!typed || *typed < 1 || *typed > most_allowed || *typed != std::floor(*typed)) return std::nullopt;
  return static_cast<std::int64_t>(*typed);
}

/// Parses "95" or "95 %" as 0.95.
std::optional<double> fraction_of(const QString& text) {
  const auto percent = typed_number(text);
  if (!percent || !(*percent > 0.0) || *percent > 100.0) return std::nullopt;
  return *percent / 100.0;
}

}  // namespace

UntilControl::UntilControl(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      theme_(Theme::make(Theme::Kind::light)),
      label_(new QLabel(tr("Until"), this)),
      combo_(new CompactCombo(this)),
      value_(new QLineEdit(this)) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  label_->setProperty("muted", true);
  label_->setBuddy(combo_);
  combo_->addItems(
      {tr("Never"), tr("Step"), tr("Epoch"), tr("Accuracy"), tr("First flip"), tr("Divergence")});
  combo_->setItemData(static_cast<int>(End::accuracy),
                      tr("The test accuracy of run A, checked after every epoch"), Qt::ToolTipRole);
  combo_->setItemData(static_cast<int>(End::first_flip),
                      tr("As soon as a weight of some run changes its sign"), Qt::ToolTipRole);
  combo_->setItemData(static_cast<int>(End::divergence),
                      tr("No other end: until the numbers become too large"), Qt::ToolTipRole);
  combo_->setAccessibleName(tr("Where training ends"));
  combo_->setToolTip(tr("Where training ends by itself"));
  value_->setAlignment(Qt::AlignRight);
  value_->setAccessibleName(tr("Training ends at"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  for (QWidget* part : std::initializer_list<QWidget*>{label_, combo_, value_}) row->addWidget(part);
  connect(combo_, &QComboBox::activated, this, &UntilControl::choose);
  connect(value_, &QLineEdit::editingFinished, &whole_, [this] { take_text(); });
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &UntilControl::refresh);
  refresh();
}

UntilControl::End UntilControl::end() const {
  const StopSpec& stop = editor_.experiment().stop;
  if (stop.epochs) return End::epoch;
  if (stop.steps) return End::step;
  if (event_) return *event_;
  return accuracy_ ? End::accuracy : End::never;
}

command::Run UntilControl::run_command(const Snapshot* now) const {
  const StopSpec& stop = editor_.experiment().stop;
  const Position position = now ? now->position : Position{};
  command::Run run;
  if (stop.steps && *stop.steps > position.step) run.until_step = stop.steps;
  if (stop.epochs && *stop.epochs > position.epoch) run.until_epoch = stop.epochs;
  const bool is_accurate =
      now && !now->runs.empty() && now->runs.front().test_accuracy >= accuracy_.value_or(2.0);
  if (end() == End::accuracy && !is_accurate) run.until_test_accuracy = accuracy_;
  run.until_first_flip = end() == End::first_flip;
  run.until_divergence = end() == End::divergence;
  return run;
}

void UntilControl::set_short(bool is_short) {
  short_ = is_short;
  label_->setVisible(!is_short);
  show_words();
}

void UntilControl::set_theme(const Theme& theme) {
  theme_ = theme;
  layout()->setSpacing(theme.px(6));
  show_words();
}

void UntilControl::refresh() {
  const StopSpec& stop = editor_.experiment().stop;
  if (stop.epochs || stop.steps) {
    accuracy_.reset();
    event_.reset();
  }
  combo_->setCurrentIndex(static_cast<int>(end()));
  const bool has_value = end() == End::step || end() == End::epoch || end() == End::accuracy;
  value_->setVisible(has_value);
  value_->setText(value_text());
  value_->setProperty("invalid", false);
  value_->setToolTip({});
  value_->style()->unpolish(value_);
  value_->style()->polish(value_);
  show_words();
}

QString UntilControl::value_text() const {
  const StopSpec& stop = editor_.experiment().stop;
  switch (end()) {
    case End::never:
    case End::first_flip:
    case End::divergence:
      return {};
    case End::step:
      return count_text(*stop.steps);
    case End::epoch:
      return count_text(*stop.epochs);
    case End::accuracy:
      return percent_text(*accuracy_, 1);
  }
  return {};
}

void UntilControl::choose(int index) {
  const auto chosen = static_cast<End>(index);
  if (chosen == end()) return;
  accuracy_.reset();
  event_.reset();
  if (chosen == End::first_flip || chosen == End::divergence) event_ = chosen;
  StopSpec stop;
  if (chosen == End::step) stop.steps = usual_steps;
  if (chosen == End::epoch) stop.epochs = usual_epochs;
  if (chosen == End::accuracy) accuracy_ = usual_accuracy;
  set_stop(stop);
}

void UntilControl::take_text() {
  if (value_->text() == value_text()) return refresh();
  const auto count = count_of(value_->text());
  const auto fraction = fraction_of(value_->text());
  const bool is_usable = end() == End::accuracy ? fraction.has_value() : count.has_value();
  if (!is_usable) {
    value_->setProperty("invalid", true);
    value_->setToolTip(end() == End::accuracy
                           ? tr("Give a percentage above 0, at most 100")
                           : tr("Give a whole number from 1 to %1").arg(count_text(most_allowed)));
    value_->style()->unpolish(value_);
    value_->style()->polish(value_);
    return;
  }
  StopSpec stop = editor_.experiment().stop;
  if (end() == End::accuracy) accuracy_ = fraction;
  if (end() == End::step) stop.steps = count;
  if (end() == End::epoch) stop.epochs = count;
  set_stop(stop);
}

void UntilControl::set_stop(const StopSpec& stop) {
  Experiment next = editor_.experiment();
  next.stop = stop;
  editor_.edit(tr("Change the end of training"), std::move(next));
  refresh();
  emit changed();
}

void UntilControl::show_words() {
  combo_->set_short_text(short_ ? tr("Until %1").arg(combo_->currentText().toLower()) : QString());
  if (short_ && end() == End::never) combo_->set_short_text(tr("No end"));
  const QFontMetrics metrics(theme_.body());
  int widest = 0;
  for (int i = 0; i < combo_->count(); ++i) {
    const QString text = short_ ? tr("Until %1").arg(combo_->itemText(i).toLower()) : combo_->itemText(i);
    widest = std::max(widest, metrics.horizontalAdvance(text));
  }
  combo_->setFixedWidth(widest + theme_.px(32));
  value_->setFixedWidth(metrics.horizontalAdvance(QStringLiteral("888,888")) + theme_.px(17));
}

}  // namespace lfp
