#include "widgets/views/inspector/formula_row.h"

#include "widgets/controls/term_field.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {

namespace {

constexpr double cell_gap = 3;

}  // namespace

FormulaRow::FormulaRow(QWidget* parent)
    : QWidget(parent), column_(new QVBoxLayout(this)), theme_(Theme::make(Theme::Kind::light)) {
  // The row wraps into lines, so it must not widen the view around it.
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QLabel* FormulaRow::add_cell(QWidget* above, const QString& caption) {
  auto* cell = new QWidget(this);
  auto* column = new QVBoxLayout(cell);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  above->setParent(cell);
  column->addWidget(above, 0, Qt::AlignHCenter);
  auto* below = new QLabel(caption, cell);
  below->setProperty("muted", true);
  below->setAlignment(Qt::AlignHCenter);
  column->addWidget(below);
  captions_.push_back(below);
  cells_.push_back(cell);
  return below;
}

/// Updates only the operators if nothing else differs, so that the field being edited keeps the focus.
bool FormulaRow::take_operators(const std::vector<Part>& parts) {
  const auto is_alike = [](const Part& own, const Part& other) {
    return own.term == other.term && own.is_fixed == other.is_fixed &&
           (own.term < 0 || own.text == other.text);
  };
  if (!std::ranges::equal(parts_, parts, is_alike)) return false;
  parts_ = parts;
  auto sign = operators_.begin();
  for (const Part& part : parts)
    if (part.term < 0) (*sign++)->setText(part.text);
  return true;
}

void FormulaRow::set_parts(const QString& result_caption, const std::vector<Part>& parts) {
  if (result_ != nullptr && result_caption == result_caption_ && take_operators(parts)) return;
  result_caption_ = result_caption;
  parts_ = parts;
  for (QWidget* cell : cells_) {
    cell->hide();
    cell->deleteLater();
  }
  cells_.clear();
  line_starts_.clear();
  fields_.clear();
  operators_.clear();
  captions_.clear();
  result_ = new QLabel(this);
  result_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  below_result_ = add_cell(result_, result_caption);
  for (const Part& part : parts) {
    if (part.term < 0) {
      auto* sign = new QLabel(part.text, this);
      operators_.push_back(sign);
      add_cell(sign, {});
      continue;
    }
    auto* field = new TermField(this);
    field->setAccessibleName(part.text);
    field->setReadOnly(part.is_fixed);
    if (part.is_fixed) field->setFocusPolicy(Qt::ClickFocus);
    fields_.push_back({part.term, field});
    connect(field, &TermField::value_edited, &whole_,
            [this, term = part.term](double value) { emit term_edited(term, value); });
    add_cell(field, part.text);
  }
  apply_theme(*this, theme_);
}

void FormulaRow::set_result(const QString& text, const QString& was) {
  result_->setText(text);
  below_result_->setText(was.isEmpty() ? result_caption_ : tr("was %1").arg(was));
  break_lines();
}

QString FormulaRow::result_caption() const {
  return below_result_ != nullptr ? below_result_->text() : QString();
}

QString FormulaRow::result() const {
  return result_ != nullptr ? result_->text() : QString();
}

void FormulaRow::set_value(int term, double value, bool is_edited) {
  for (const Field& one : fields_) {
    if (one.term != term) continue;
    one.field->set_value(value);
    one.field->set_edited(is_edited);
  }
}

TermField* FormulaRow::field(int term) const {
  for (const Field& one : fields_)
    if (one.term == term) return one.field;
  return nullptr;
}

void FormulaRow::set_theme(const Theme& theme) {
  theme_ = theme;
  QFont large = theme.bold();
  large.setPixelSize(theme.px(14));
  if (result_ != nullptr) {
    result_->setFont(large);
    result_->setFixedHeight(theme.px(24));
    result_->setMinimumWidth(QFontMetrics(large).horizontalAdvance(QStringLiteral("+8.88e−8")));
  }
  for (QLabel* sign : operators_) {
    sign->setFont(theme.formula());
    sign->setFixedHeight(theme.px(24));
  }
  for (QLabel* caption : captions_) caption->setFont(theme.small());
  column_->setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(4));
  column_->setSpacing(theme.px(4));
  line_starts_.clear();
  break_lines();
  update();
}

/// Returns the first cell of each unbreakable group: an operator with its terms, or a sum in brackets.
std::vector<std::size_t> FormulaRow::group_starts() const {
  std::vector<std::size_t> starts = {0};
  bool is_in_brackets = false;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    if (parts_[part].term >= 0) continue;
    if (!is_in_brackets) starts.push_back(part + 1);
    for (const QChar sign : parts_[part].text)
      is_in_brackets = sign == QLatin1Char('(') || (is_in_brackets && sign != QLatin1Char(')'));
  }
  return starts;
}

/// Narrows the fields if that fits all numbers into one line; otherwise uses the usual width, or that of the
/// widest number.
void FormulaRow::fit_fields(int room) {
  int others = static_cast<int>(cells_.size()) * theme_.px(cell_gap);
  for (const QWidget* cell : cells_) others += cell->sizeHint().width();
  int widest = 0;
  for (const Field& one : fields_) {
    others -= one.field->parentWidget()->sizeHint().width();
    widest = std::max(widest, one.field->needed_width());
  }
  const int usual = std::max(TermField::usual_width(theme_), widest);
  const int in_one_line = (room - others) / std::max(1, static_cast<int>(fields_.size()));
  for (const Field& one : fields_)
    one.field->setFixedWidth(in_one_line < widest ? usual : std::min(in_one_line, usual));
}

std::vector<std::size_t> FormulaRow::line_starts(int room) const {
  const std::vector<std::size_t> groups = group_starts();
  std::vector<std::size_t> starts = {0};
  int used = 0;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const std::size_t end = group + 1 < groups.size() ? groups[group + 1] : cells_.size();
    int needed = 0;
    for (std::size_t cell = groups[group]; cell < end; ++cell)
      needed += cells_[cell]->sizeHint().width() + theme_.px(cell_gap);
    if (used + needed > room && used > 0) {
      starts.push_back(groups[group]);
      used = 0;
    }
    used += needed;
  }
  return starts;
}

void FormulaRow::break_lines() {
  if (cells_.empty()) return;
  const int room = width() - column_->contentsMargins().left() - column_->contentsMargins().right();
  fit_fields(room);
  std::vector<std::size_t> starts = line_starts(room);
  if (starts == line_starts_) return;
  line_starts_ = std::move(starts);
  while (QLayoutItem* line = column_->takeAt(0)) delete line;
  for (std::size_t line = 0; line < line_starts_.size(); ++line) {
    auto* row = new QHBoxLayout;
    row->setSpacing(theme_.px(cell_gap));
    const std::size_t end = line + 1 < line_starts_.size() ? line_starts_[line + 1] : cells_.size();
    for (std::size_t cell = line_starts_[line]; cell < end; ++cell) row->addWidget(cells_[cell]);
    row->addStretch(1);
    column_->addLayout(row);
  }
  updateGeometry();
}

void FormulaRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  break_lines();
}

void FormulaRow::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.alternate_base);
  painter.drawRoundedRect(rect(), theme_.px(4), theme_.px(4));
}

}  // namespace lfp
