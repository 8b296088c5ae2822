#pragma once

#include "widgets/controls/term_field.h"
#include "widgets/views/inspector/formula_row.h"

#include <QLabel>
#include <QLayout>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace lfp::test {

/// A number as a person reads it off the screen.
inline double number_in(QString text) {
  return text.replace(QChar(0x2212), QLatin1Char('-')).toDouble();
}

/// What stands in a cell: a field's number in brackets, or an operator.
inline QString text_in(const QWidget& cell) {
  const QWidget* above = cell.layout()->itemAt(0)->widget();
  if (const auto* field = qobject_cast<const TermField*>(above))
    return QLatin1Char('[') + field->text() + QLatin1Char(']');
  return qobject_cast<const QLabel*>(above)->text();
}

/// What stands right of the equals sign of a row, line by line, as a person reads it.
inline QString right_side(const FormulaRow& row) {
  QStringList cells;
  for (int line = 0; line < row.layout()->count(); ++line) {
    const QLayout* cells_of_line = row.layout()->itemAt(line)->layout();
    for (int at = 0; at < cells_of_line->count(); ++at)
      if (const QWidget* cell = cells_of_line->itemAt(at)->widget()) cells << text_in(*cell);
  }
  cells.removeFirst();
  return cells.join(QLatin1Char(' '));
}

/// What it comes to: factors from left to right, of which a divisor may be a sum in brackets.
inline double calculated(const FormulaRow& row) {
  static const QRegularExpression token(QStringLiteral("\\[([^\\]]*)\\]|[×÷()+−]"));
  double result = 1;
  double sum = 0;
  bool divides = false;
  bool is_in_brackets = false;
  bool subtracts = false;
  auto tokens = token.globalMatch(right_side(row));
  while (tokens.hasNext()) {
    const auto match = tokens.next();
    const QString sign = match.captured(0);
    if (sign == QStringLiteral("÷")) {
      divides = true;
    } else if (sign == QStringLiteral("(")) {
      is_in_brackets = true;
      subtracts = false;
      sum = 0;
    } else if (sign == QStringLiteral("−")) {
      subtracts = true;
    } else if (sign == QStringLiteral(")")) {
      result = divides ? result / sum : result * sum;
      divides = is_in_brackets = false;
    } else if (sign.startsWith(QLatin1Char('['))) {
      const double value = number_in(match.captured(1));
      if (is_in_brackets)
        sum += subtracts ? -value : value;
      else
        result = divides ? result / value : result * value;
      if (!is_in_brackets) divides = false;
    }
  }
  return result;
}

}  // namespace lfp::test
