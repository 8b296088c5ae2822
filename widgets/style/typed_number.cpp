#include "widgets/style/typed_number.h"

#include <QLocale>
#include <QRegularExpression>

namespace lfp {

std::optional<double> typed_number(QString text) {
  text.replace(QChar(0x2212), QLatin1Char('-')).remove(QChar(0x202F)).remove(QLatin1Char(' '));
  if (text.endsWith(QLatin1Char('%'))) text.chop(1);
  // Commas in threes group digits; a single one elsewhere is what other countries write for a point.
  static const QRegularExpression grouped(QStringLiteral(R"(^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$)"));
  if (grouped.match(text).hasMatch())
    text.remove(QLatin1Char(','));
  else if (text.count(QLatin1Char(',')) == 1 && !text.contains(QLatin1Char('.')))
    text.replace(QLatin1Char(','), QLatin1Char('.'));
  bool is_number = false;
  const double number = QLocale::c().toDouble(text, &is_number);
  if (!is_number) return std::nullopt;
  return number;
}

}  // namespace lfp
