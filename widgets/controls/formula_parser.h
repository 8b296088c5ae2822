#pragma once

#include <QList>
#include <QString>
#include <memory>

namespace lfp {

struct FormulaNode;
using FormulaNodes = QList<std::shared_ptr<const FormulaNode>>;

/// A piece of a formula. Text: `text` upright or italic. Script: `lower` and `upper` beside whatever came
/// before. Fraction: `upper` over `lower`.
struct FormulaNode {
  enum class Kind { upright, italic, script, fraction };

  Kind kind = Kind::upright;
  QString text;
  FormulaNodes upper;
  FormulaNodes lower;
};

/// Reads the subset of TeX that EntryInfo::formula describes; anything else stays as it is written.
FormulaNodes parse_formula(const QString& source);

/// On one line, with fractions as (a) / (b).
QString plain_text(const FormulaNodes& nodes);

}  // namespace lfp
