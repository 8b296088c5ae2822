#include "widgets/views/inspector/formula_row.h"

#include "widgets/controls/term_field.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

FormulaRow::FormulaRow(QWidget* parent)
    : QWidget(parent), row_(new QHBoxLayout(this)), theme_(Theme::make(Theme::Kind::light)) {
  // Its fields give way, not the view around it.
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row_->setContentsMargins(8, 6, 8, 4);
  row_->setSpacing(4);
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
  row_->addWidget(cell);
  return below;
}

/// Changes the operators alone, so that a field keeps the focus, if nothing else differs.
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
  while (QLayoutItem* item = row_->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
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
  row_->addStretch(1);
  apply_theme(*this, theme_);
}

void FormulaRow::set_result(const QString& text, const QString& was) {
  result_->setText(text);
  below_result_->setText(was.isEmpty() ? result_caption_ : tr("was %1").arg(was));
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
  row_->setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(4));
  row_->setSpacing(theme.px(3));
  fit_fields();
  update();
}

/// Where there is no room for the widest numbers the fields get narrower; a number keeps four digits.
void FormulaRow::fit_fields() {
  if (fields_.empty()) return;
  constexpr double least = 54;
  const int usual = TermField::usual_width(theme_);
  int others =
      row_->contentsMargins().left() + row_->contentsMargins().right() + row_->spacing() * row_->count();
  others += result_ != nullptr ? std::max(result_->sizeHint().width(), below_result_->sizeHint().width()) : 0;
  for (const QLabel* sign : operators_) others += sign->sizeHint().width();
  const int room = (width() - others) / static_cast<int>(fields_.size());
  for (const Field& one : fields_)
    one.field->setFixedWidth(std::clamp(room, theme_.px(least), std::max(theme_.px(least), usual)));
}

void FormulaRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_fields();
}

void FormulaRow::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.alternate_base);
  painter.drawRoundedRect(rect(), theme_.px(4), theme_.px(4));
}

}  // namespace lfp
