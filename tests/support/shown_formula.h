#pragma once

#include "widgets/controls/term_field.h"
#include "widgets/views/inspector/formula_row.h"

#include <QLabel>
#include <QLayout>
#include <QRegularExpression>
#include <QString>

namespace lfp::test {

/// A number as a person reads it off the screen.
inline double number_in(QString text) {
  return text.replace(QChar(0x2212), QLatin1Char('-')).toDouble();
}

/// What stands right of the equals sign of a row, as a person reads it.
inline QString right_side(const FormulaRow& row) {
  QString text;
  for (int at = 1; at < row.layout()->count(); ++at) {
    const QWidget* cell = row.layout()->itemAt(at)->widget();
    if (cell == nullptr) continue;
    const QWidget* above = cell->layout()->itemAt(0)->widget();
    if (const auto* field = qobject_cast<const TermField*>(above))
      text += QLatin1Char('[') + field->text() + QLatin1Char(']');
    else
      text += qobject_cast<const QLabel*>(above)->text();
    text += QLatin1Char(' ');
  }
  return text;
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
