#pragma once

#include "widgets/controls/formula_parser.h"

#include <QFont>
#include <QList>
#include <QPainter>
#include <QString>

namespace lfp {

/// How much room a formula takes around its baseline, in pixels.
struct FormulaSize {
  double width = 0.0;
  double ascent = 0.0;   ///< above the baseline
  double descent = 0.0;  ///< below it
  double height() const { return ascent + descent; }
};

/// A formula in the small subset of TeX that EntryInfo::formula uses: `_x`, `_{ji}`, `^2`, `\frac{a}{b}`,
/// everything else as Unicode. Variables are italic; Greek letters, digits, operators and the names of
/// functions (a word before a bracket) are upright. Anything that is not in the subset is shown as it is
/// written. Sizes are given by the font.
class Formula {
 public:
  Formula() = default;
  explicit Formula(const QString& source);

  bool is_empty() const { return nodes_.isEmpty(); }
  const QString& source() const { return source_; }
  FormulaSize size(const QFont& font) const;
  /// Paints it from `origin`, the left end of the baseline, in the painter's pen colour; vector devices get
  /// vectors.
  void paint(QPainter& painter, const QPointF& origin, const QFont& font) const;
  /// The formula cut before those + and − on its top level that end a line of at most `width`; itself if it
  /// fits.
  QList<Formula> wrapped(const QFont& font, double width) const;
  /// For assistive technology and plain-text places: fractions as (a) / (b).
  QString plain_text() const;

 private:
  QString source_;
  FormulaNodes nodes_;
};

}  // namespace lfp
