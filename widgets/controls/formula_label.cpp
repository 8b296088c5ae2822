#include "widgets/controls/formula_label.h"

#include "widgets/style/fonts.h"
#include "widgets/style/frames.h"

#include <QPainter>
#include <QtMath>
#include <algorithm>

namespace lfp {
namespace {

struct Lines {
  QList<Formula> formulas;
  QFont font;
  double height = 0.0;
  double gap = 0.0;
};

/// The formula is broken into lines where it does not fit, and drawn smaller, down to three quarters, where
/// that does not help.
Lines lines_in(const Formula& formula, const QFont& font, double width) {
  Lines lines{
      .formulas = formula.wrapped(font, width), .font = font, .height = 0.0, .gap = font.pixelSize() * 0.35};
  double widest = 0.0;
  for (const Formula& line : lines.formulas) widest = std::max(widest, line.size(font).width);
  if (widest > width) lines.font.setPixelSize(qRound(font.pixelSize() * std::max(0.75, width / widest)));
  for (const Formula& line : lines.formulas) lines.height += line.size(lines.font).height() + lines.gap;
  lines.height -= lines.gap;
  return lines;
}

}  // namespace

FormulaLabel::FormulaLabel(QWidget* parent) : QWidget(parent), theme_(Theme::make(Theme::Kind::light)) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  hide();
}

void FormulaLabel::set_formula(const QString& formula) {
  if (formula == formula_.source()) return;
  formula_ = Formula(formula);
  setAccessibleName(formula_.plain_text());
  setHidden(formula_.is_empty());
  fit_height();
}

void FormulaLabel::set_theme(const Theme& theme) {
  theme_ = theme;
  fit_height();
}

/// The label sets its own height to that of the lines: layouts ignore height for width in windows and nested
/// panels.
void FormulaLabel::fit_height() {
  setFixedHeight(heightForWidth(width()));
  updateGeometry();
  update();
}

void FormulaLabel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_height();
}

QFont FormulaLabel::formula_font() const {
  constexpr double size = 14.0;
  return interface_font(size * theme_.zoom);
}

int FormulaLabel::margin() const {
  return theme_.px(10);
}

QSize FormulaLabel::sizeHint() const {
  const int width = qCeil(formula_.size(formula_font()).width) + 2 * margin();
  return {width, heightForWidth(width)};
}

QSize FormulaLabel::minimumSizeHint() const {
  return {theme_.px(80), theme_.px(26)};
}

int FormulaLabel::heightForWidth(int width) const {
  const Lines lines = lines_in(formula_, formula_font(), width - 2.0 * margin());
  return std::max(qCeil(lines.height) + 2 * theme_.px(6), minimumSizeHint().height());
}

void FormulaLabel::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  paint_frame(painter, rect(), theme_.alternate_base, QColor(), 0, theme_.px(4));
  painter.setPen(isEnabled() ? theme_.text : theme_.disabled_text);
  const Lines lines = lines_in(formula_, formula_font(), width() - 2.0 * margin());
  double top = (height() - lines.height) / 2.0;
  for (const Formula& line : lines.formulas) {
    const FormulaSize size = line.size(lines.font);
    line.paint(painter, QPointF(margin(), qRound(top + size.ascent)), lines.font);
    top += size.height() + lines.gap;
  }
}

}  // namespace lfp
