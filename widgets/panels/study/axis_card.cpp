#include "widgets/panels/study/axis_card.h"

#include "core/files/csv_text.h"
#include "core/study/narrowed_axis.h"
#include "widgets/controls/compact_combo.h"
#include "widgets/controls/wrapped_label.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/style/typed_number.h"
#include "widgets/views/study/study_text.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

constexpr double most_steps = 1e6;
/// The item data for an axis that is kept unchanged; no path has this name.
constexpr const char* kept_name = "kept";

std::optional<std::int64_t> typed_steps(const QString& text) {
  const auto number = typed_number(text);
  if (!number || *number < 1 || *number > most_steps || *number != std::floor(*number)) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

QLineEdit* make_edit(const QString& name, QWidget* parent) {
  auto* edit = new QLineEdit(parent);
  edit->setAlignment(Qt::AlignRight);
  edit->setAccessibleName(name);
  edit->setMinimumWidth(30);
  // "0.00118" has to fit beside three more fields.
  edit->setTextMargins(-3, 0, -3, 0);
  return edit;
}

}  // namespace

AxisCard::AxisCard(const QString& letter, bool is_optional, QWidget* parent)
    : QWidget(parent),
      is_optional_(is_optional),
      theme_(Theme::make(Theme::Kind::light)),
      letter_(new QLabel(letter, this)),
      combo_(new CompactCombo(this)),
      scale_(new CompactCombo(this)),
      range_row_(new QWidget(this)),
      from_(make_edit(tr("%1 from").arg(letter), range_row_)),
      to_(make_edit(tr("%1 to").arg(letter), range_row_)),
      steps_(make_edit(tr("%1 steps").arg(letter), range_row_)),
      list_(make_edit(tr("%1 values").arg(letter), this)),
      words_(new WrappedLabel(this)),
      names_(new QWidget(this)),
      names_grid_(new QGridLayout(names_)) {
  letter_->setProperty("title", true);
  combo_->setAccessibleName(tr("Setting of axis %1").arg(letter));
  scale_->setAccessibleName(tr("Values of axis %1").arg(letter));
  scale_->addItems({tr("log"), tr("linear"), tr("list")});
  scale_->setToolTip(tr("Evenly spaced exponents, evenly spaced values, or values as you list them"));
  list_->setAlignment(Qt::AlignLeft);
  list_->setPlaceholderText(tr("0; 1e−6; 0.01"));
  list_->setToolTip(tr("Numbers, with semicolons between them"));
  words_->setProperty("muted", true);
  auto* top = new QHBoxLayout;
  top->addWidget(letter_);
  top->addWidget(combo_, 1);
  top->addWidget(scale_);
  auto* range = new QHBoxLayout(range_row_);
  range->setContentsMargins(0, 0, 0, 0);
  range->addWidget(from_, 3);
  range->addWidget(new QLabel(tr("to"), range_row_));
  range->addWidget(to_, 3);
  range->addWidget(new QLabel(tr("in"), range_row_));
  range->addWidget(steps_, 2);
  steps_->setToolTip(tr("Number of steps"));
  names_grid_->setContentsMargins(0, 0, 0, 0);
  auto* rows = new QVBoxLayout(this);
  rows->addLayout(top);
  for (QWidget* part : std::initializer_list<QWidget*>{range_row_, list_, words_, names_})
    rows->addWidget(part);
  connect(combo_, &QComboBox::activated, &whole_, [this] { choose_by_person(); });
  connect(scale_, &QComboBox::activated, &whole_, [this] { convert_scale(); });
  for (QLineEdit* edit : {from_, to_, steps_, list_})
    connect(edit, &QLineEdit::textEdited, &whole_, [this] { note_change(); });
  set_settings({});
}

void AxisCard::set_settings(const std::vector<StudySetting>& settings) {
  settings_ = settings;
  combo_->clear();
  if (is_optional_) combo_->addItem(tr("None"), QString());
  auto* model = qobject_cast<QStandardItemModel*>(combo_->model());
  QString group;
  for (const StudySetting& setting : settings_) {
    if (setting.group != group) {
      group = setting.group;
      combo_->addItem(group);
      QStandardItem* heading = model->item(combo_->count() - 1);
      heading->setFlags(Qt::NoItemFlags);
    }
    combo_->addItem(QStringLiteral("   ") + setting.label, QString::fromStdString(setting.path));
    combo_->setItemData(combo_->count() - 1, setting.summary, Qt::ToolTipRole);
  }
  if (kept_) {
    combo_->insertItem(0, QString::fromStdString(kept_->title()), QString::fromLatin1(kept_name));
    combo_->setCurrentIndex(0);
  } else if (setting() == nullptr) {
    path_.clear();
  }
  show_parts();
}

void AxisCard::note_change() {
  exact_.reset();
  emit changed();
}

const StudySetting* AxisCard::setting() const {
  return kept_ ? nullptr : find_setting(settings_, path_);
}

void AxisCard::choose(const std::string& path) {
  if (kept_) combo_->removeItem(combo_->findData(QString::fromLatin1(kept_name)));
  kept_.reset();
  exact_.reset();
  path_ = path;
  show_usual();
  show_parts();
}

void AxisCard::choose_by_person() {
  const QString chosen = combo_->currentData().toString();
  if (chosen == QLatin1String(kept_name)) return;
  choose(chosen.toStdString());
  note_change();
}

void AxisCard::show_usual() {
  const StudySetting* chosen = setting();
  if (chosen == nullptr) return;
  if (chosen->is_numeric())
    show_range(chosen->range);
  else
    make_ticks(*chosen);
}

void AxisCard::show_range(const AxisRange& range) {
  from_->setText(setting_text(range.from));
  to_->setText(setting_text(range.to));
  steps_->setText(QString::number(range.steps));
  scale_->setCurrentIndex(range.logarithmic ? logarithmic : linear);
}

void AxisCard::make_ticks(const StudySetting& setting) {
  for (QCheckBox* tick : ticks_) delete tick;
  ticks_.clear();
  constexpr int columns = 2;
  for (std::size_t at = 0; at < setting.names.size(); ++at) {
    auto* tick = new QCheckBox(setting.name_labels[static_cast<qsizetype>(at)], names_);
    tick->setChecked(true);
    tick->setProperty("name", QString::fromStdString(setting.names[at]));
    names_grid_->addWidget(tick, static_cast<int>(at) / columns, static_cast<int>(at) % columns);
    connect(tick, &QCheckBox::clicked, &whole_, [this] { note_change(); });
    ticks_.push_back(tick);
  }
}

void AxisCard::show_axis(const std::optional<Axis>& axis) {
  if (kept_) combo_->removeItem(combo_->findData(QString::fromLatin1(kept_name)));
  kept_.reset();
  exact_ = axis;
  path_ = axis ? axis->path : std::string();
  const StudySetting* chosen = setting();
  if (axis && (chosen == nullptr || (!axis->range && chosen->is_numeric() != axis->is_numeric()))) {
    kept_ = axis;
    combo_->insertItem(0, QString::fromStdString(axis->title()), QString::fromLatin1(kept_name));
  } else if (axis && axis->range) {
    show_range(*axis->range);
  } else if (axis && chosen->is_numeric()) {
    scale_->setCurrentIndex(list);
    QStringList numbers;
    for (const AxisValue& value : axis->values) numbers << setting_text(*value.number);
    list_->setText(numbers.join(QStringLiteral("; ")));
  } else if (axis) {
    make_ticks(*chosen);
    for (QCheckBox* tick : ticks_)
      tick->setChecked(std::ranges::any_of(axis->values, [tick](const AxisValue& value) {
        return tick->property("name").toString().toStdString() == value.label;
      }));
  }
  show_parts();
}

void AxisCard::show_parts() {
  const StudySetting* chosen = setting();
  combo_->setCurrentIndex(kept_ ? 0 : combo_->findData(QString::fromStdString(path_)));
  // The combo box shows the item without the indentation of the list.
  combo_->set_short_text(chosen != nullptr ? chosen->label : QString());
  const bool is_number = chosen != nullptr && chosen->is_numeric();
  const bool is_list = scale_->currentIndex() == list;
  scale_->setVisible(is_number);
  range_row_->setVisible(is_number && !is_list);
  list_->setVisible(is_number && is_list);
  names_->setVisible(chosen != nullptr && !is_number);
  words_->setVisible(kept_.has_value());
  if (!kept_) return;
  QStringList values;
  for (std::int64_t index = 0; index < std::min<std::int64_t>(kept_->count(), 12); ++index)
    values << axis_value_text(*kept_, index);
  words_->setText(values.join(QStringLiteral(", ")));
}

/// Converts a range into the list of its values, so that they can be edited one by one.
void AxisCard::convert_scale() {
  if (scale_->currentIndex() == list && list_->text().isEmpty())
    if (const auto range = typed_range()) {
      QStringList numbers;
      constexpr std::int64_t most = 12;
      AxisRange few = *range;
      few.steps = std::min(few.steps, most);
      for (std::int64_t at = 0; at < few.steps; ++at)
        numbers << setting_text(QString::number(value_at(few, static_cast<double>(at)), 'g', 3).toDouble());
      list_->setText(numbers.join(QStringLiteral("; ")));
    }
  show_parts();
  note_change();
}

std::optional<AxisRange> AxisCard::typed_range() const {
  const auto from = typed_number(from_->text());
  const auto to = typed_number(to_->text());
  const auto steps = typed_steps(steps_->text());
  if (!from || !to || !steps) return std::nullopt;
  const StudySetting* chosen = setting();
  return AxisRange{.from = *from,
                   .to = *to,
                   .steps = *steps,
                   .logarithmic = scale_->currentIndex() == logarithmic,
                   .whole = chosen != nullptr && chosen->range.whole};
}

std::optional<std::vector<double>> AxisCard::typed_list() const {
  std::vector<double> numbers;
  const QStringList parts = list_->text().split(QLatin1Char(';'), Qt::SkipEmptyParts);
  for (const QString& part : parts) {
    const auto number = typed_number(part.trimmed());
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  if (numbers.empty()) return std::nullopt;
  return numbers;
}

QString AxisCard::problem() const {
  const StudySetting* chosen = setting();
  if (kept_ || (chosen == nullptr && is_optional_)) return {};
  const QString letter = letter_->text();
  if (chosen == nullptr) return tr("%1: choose a setting").arg(letter);
  if (!chosen->is_numeric()) {
    const bool is_any = std::ranges::any_of(ticks_, &QCheckBox::isChecked);
    return is_any ? QString() : tr("%1: tick at least one").arg(letter);
  }
  if (scale_->currentIndex() == list)
    return typed_list() ? QString()
                        : tr("%1: list numbers with semicolons between them, like 0; 1e−6; 0.01").arg(letter);
  for (const QLineEdit* edit : {from_, to_})
    if (!typed_number(edit->text())) return tr("%1: “%2” is not a number").arg(letter, edit->text());
  if (!typed_steps(steps_->text()))
    return tr("%1: the steps are a whole number from 1 to 1,000,000, not “%2”").arg(letter, steps_->text());
  const AxisRange range = *typed_range();
  if (range.from > range.to)
    return tr("%1: the range is reversed; swap %2 and %3").arg(letter, from_->text(), to_->text());
  if (range.from == range.to && range.steps > 1)
    return tr("%1: the range is empty, as it begins and ends with %2").arg(letter, from_->text());
  if (range.logarithmic && !(range.from > 0))
    return tr("%1: a logarithmic range begins above 0; give another beginning, or choose linear").arg(letter);
  return {};
}

std::optional<Axis> AxisCard::axis() const {
  if (kept_) return kept_;
  const StudySetting* chosen = setting();
  if (chosen != nullptr && exact_) return exact_;
  if (chosen == nullptr || !problem().isEmpty()) return std::nullopt;
  if (!chosen->is_numeric()) return named_axis();
  if (scale_->currentIndex() == list) return list_axis();
  return Axis{
      .path = path_, .label = chosen->title().toStdString(), .range = without_repeats(*typed_range())};
}

std::optional<Axis> AxisCard::list_axis() const {
  Axis axis{.path = path_, .label = setting()->title().toStdString(), .range = {}};
  const auto numbers = typed_list();
  for (const double number : *numbers) {
    const bool is_whole = setting()->range.whole && number == std::round(number);
    const std::string text = is_whole ? std::to_string(std::llround(number)) : shortest(number);
    axis.values.push_back({.label = text, .changes = {{.path = path_, .value = text}}, .number = number});
  }
  return axis;
}

std::optional<Axis> AxisCard::named_axis() const {
  Axis axis{.path = path_, .label = setting()->title().toStdString(), .range = {}};
  for (const QCheckBox* tick : ticks_) {
    const std::string name = tick->property("name").toString().toStdString();
    if (tick->isChecked())
      axis.values.push_back({.label = name, .changes = {{.path = path_, .value = name}}});
  }
  return axis;
}

void AxisCard::take_focus() {
  combo_->setFocus(Qt::OtherFocusReason);
  combo_->showPopup();
}

void AxisCard::set_theme(const Theme& theme) {
  theme_ = theme;
  layout()->setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6));
  layout()->setSpacing(theme.px(5));
  letter_->setFixedWidth(theme.px(12));
  scale_->setFixedWidth(theme.px(70));
  steps_->setMaximumWidth(theme.px(38));
  range_row_->layout()->setSpacing(theme.px(5));
  names_grid_->setVerticalSpacing(theme.px(2));
  update();
}

void AxisCard::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_frame(painter, rect(), theme_.alternate_base, theme_.separator, 1, theme_.px(4));
}

}  // namespace lfp
