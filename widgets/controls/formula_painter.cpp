#include "widgets/controls/formula_painter.h"

#include <QFontMetricsF>
#include <algorithm>

namespace lfp {
namespace {

constexpr double script_scale = 0.72;
constexpr double smallest_font = 8;
constexpr double nested_scale = 0.85;
constexpr double script_drop = 0.20;  ///< of the font's size
constexpr double script_rise = 0.38;
constexpr double script_gap = 1.5;     ///< pixels between the upper and the lower one
constexpr double fraction_gap = 0.14;  ///< between the bar and what is above and below it
constexpr double fraction_side = 0.12;

QFont scaled(QFont font, double factor) {
  font.setPixelSize(qRound(std::max(smallest_font, font.pixelSize() * factor)));
  return font;
}

QFont font_of(const FormulaNode& node, QFont font) {
  font.setItalic(node.kind == FormulaNode::Kind::italic);
  return font;
}

/// A size in pixels of a font given in pixels or in points.
QFont in_pixels(QFont font) {
  if (font.pixelSize() <= 0) font.setPixelSize(QFontInfo(font).pixelSize());
  return font;
}

double line_width(const QFont& font) {
  return std::max(1.0, qRound(font.pixelSize() / 14.0) * 1.0);
}

/// The height of fraction bars above the baseline: where the minus sign is. (Only the top of its box is of
/// use, as Qt lets boxes begin at the baseline.)
double axis_height(const QFont& font) {
  return -QFontMetricsF(font).tightBoundingRect(QStringLiteral("−")).top() - line_width(font) / 2.0;
}

/// Measures, and paints as well if there is a painter, so that the two cannot disagree.
class Layout {
 public:
  explicit Layout(QPainter* painter) : painter_(painter) {}

  FormulaSize row(const FormulaNodes& nodes, QPointF origin, const QFont& font, int depth) {
    FormulaSize size;
    for (const auto& node : nodes) {
      const FormulaSize part = piece(*node, origin + QPointF(size.width, 0), font, depth);
      size.width += part.width;
      size.ascent = std::max(size.ascent, part.ascent);
      size.descent = std::max(size.descent, part.descent);
    }
    return size;
  }

 private:
  FormulaSize piece(const FormulaNode& node, const QPointF& origin, const QFont& font, int depth) {
    switch (node.kind) {
      case FormulaNode::Kind::upright:
      case FormulaNode::Kind::italic:
        return text(node, origin, font);
      case FormulaNode::Kind::script:
        return script(node, origin, font, depth);
      case FormulaNode::Kind::fraction:
        return fraction(node, origin, font, depth);
    }
    return {};
  }

  FormulaSize text(const FormulaNode& node, const QPointF& origin, const QFont& base_font) {
    const QFont font = font_of(node, base_font);
    const QFontMetricsF metrics(font);
    if (painter_ != nullptr) {
      painter_->setFont(font);
      painter_->drawText(origin, node.text);
    }
    const QRectF ink = metrics.tightBoundingRect(node.text);
    return {.width = metrics.horizontalAdvance(node.text),
            .ascent = std::max(metrics.xHeight(), -ink.top()),
            .descent = std::max(0.0, ink.bottom())};
  }

  FormulaSize script(const FormulaNode& node, const QPointF& origin, const QFont& base_font, int depth) {
    const QFont font = scaled(base_font, script_scale);
    Layout measuring(nullptr);
    const FormulaSize lower = measuring.row(node.lower, {}, font, depth + 1);
    const FormulaSize upper = measuring.row(node.upper, {}, font, depth + 1);
    double drop = qRound(script_drop * base_font.pixelSize());
    double rise = qRound(script_rise * base_font.pixelSize());
    if (!node.lower.isEmpty() && !node.upper.isEmpty()) {
      const double overlap = (lower.ascent - drop) - (rise - upper.descent) + script_gap;
      rise += qRound(std::max(0.0, overlap * 0.6));
      drop += qRound(std::max(0.0, overlap * 0.4));
    }
    if (painter_ != nullptr) {
      row(node.lower, origin + QPointF(0, drop), font, depth + 1);
      row(node.upper, origin - QPointF(0, rise), font, depth + 1);
    }
    return {.width = std::max(lower.width, upper.width) + 1.0,
            .ascent = std::max({0.0, lower.ascent - drop, upper.ascent + rise}),
            .descent = std::max({0.0, lower.descent + drop, upper.descent - rise})};
  }

  FormulaSize fraction(const FormulaNode& node, const QPointF& origin, const QFont& base_font, int depth) {
    const QFont font = depth == 0 ? base_font : scaled(base_font, nested_scale);
    Layout measuring(nullptr);
    const FormulaSize upper = measuring.row(node.upper, {}, font, depth + 1);
    const FormulaSize lower = measuring.row(node.lower, {}, font, depth + 1);
    const double side = fraction_side * base_font.pixelSize();
    const double gap = qRound(fraction_gap * base_font.pixelSize()) + 1;
    const double line = line_width(base_font);
    const double bar_width = std::max(upper.width, lower.width) + 2 * side;
    const double bar_top = qRound(axis_height(base_font) + line / 2.0);
    const double upper_line = bar_top + gap + upper.descent;
    const double lower_line = line - bar_top + gap + lower.ascent;
    if (painter_ != nullptr) {
      const double left = origin.x() + side;
      row(node.upper, {left + (bar_width - upper.width) / 2, origin.y() - qRound(upper_line)}, font,
          depth + 1);
      row(node.lower, {left + (bar_width - lower.width) / 2, origin.y() + qRound(lower_line)}, font,
          depth + 1);
      const QRectF bar(qRound(left), qRound(origin.y() - bar_top), qRound(bar_width), line);
      painter_->fillRect(bar, painter_->pen().color());
    }
    return {.width = bar_width + 2 * side,
            .ascent = upper_line + upper.ascent,
            .descent = lower_line + lower.descent};
  }

  QPainter* painter_;
};

/// Where a line may begin: before a + or − with spaces around it, and after a comma; never inside braces.
QList<qsizetype> break_places(const QString& source) {
  QList<qsizetype> places;
  int depth = 0;
  for (qsizetype index = 1; index + 1 < source.size(); ++index) {
    const QChar c = source[index];
    if (c == '{') ++depth;
    if (c == '}') --depth;
    if (depth > 0) continue;
    const bool is_spaced = source[index - 1] == ' ' && source[index + 1] == ' ';
    if (is_spaced && QStringLiteral("+-−").contains(c)) places << index;
    if (source[index + 1] == ' ' && QStringLiteral(",;").contains(c)) places << index + 2;
  }
  return places;
}

}  // namespace

Formula::Formula(const QString& source) : source_(source.simplified()), nodes_(parse_formula(source_)) {}

FormulaSize Formula::size(const QFont& font) const {
  return Layout(nullptr).row(nodes_, {}, in_pixels(font), 0);
}

void Formula::paint(QPainter& painter, const QPointF& origin, const QFont& font) const {
  painter.save();
  Layout(&painter).row(nodes_, origin, in_pixels(font), 0);
  painter.restore();
}

QList<Formula> Formula::wrapped(const QFont& font, double width) const {
  if (size(font).width <= width) return {*this};
  QList<Formula> lines;
  qsizetype start = 0;
  qsizetype end = 0;
  auto places = break_places(source_);
  places << source_.size();
  for (const qsizetype place : places) {
    const bool fits = Formula(source_.mid(start, place - start)).size(font).width <= width;
    if (!fits && end > start) {
      lines << Formula(source_.mid(start, end - start));
      start = end;
    }
    end = place;
  }
  lines << Formula(source_.mid(start));
  return lines;
}

QString Formula::plain_text() const {
  return lfp::plain_text(nodes_);
}

}  // namespace lfp
