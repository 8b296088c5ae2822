#pragma once

#include "widgets/style/fonts.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/view.h"

#include <QFile>
#include <QFontMetricsF>
#include <QRegularExpression>
#include <QSize>
#include <QStringList>
#include <QTemporaryDir>
#include <cmath>

namespace lfp::test {

/// What a view's figure says, text by text as it is painted. Where a font lacks a sign, such as Debian's Noto
/// Sans the minus, the file has a piece for each font: a piece that begins where the one before ends goes on
/// with its text.
inline QStringList texts_of(View& view, QSize size) {
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("figure.svg"));
  save_figure(view, path, size);
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  static const QRegularExpression piece(
      QStringLiteral("<text[^>]* x=\"([^\"]*)\" y=\"([^\"]*)\"[^>]* font-size=\"([^\"]*)\" "
                     "font-weight=\"([^\"]*)\"[^>]*>([^<]*)</text>"));
  constexpr double nearly = 2;  // pixels, fewer than between two columns
  QStringList texts;
  double end = 0;
  double line = -1;
  auto found = piece.globalMatch(QString::fromUtf8(file.readAll()));
  while (found.hasNext()) {
    const auto match = found.next();
    const double left = match.captured(1).toDouble();
    const double y = match.captured(2).toDouble();
    const QString text = match.captured(5);
    const bool goes_on = !texts.isEmpty() && y == line && std::abs(left - end) < nearly;
    if (goes_on)
      texts.back() += text;
    else
      texts << text;
    const QFont font = interface_font(match.captured(3).toDouble(), match.captured(4).toInt() > 500);
    end = left + QFontMetricsF(font).horizontalAdvance(text);
    line = y;
  }
  for (QString& text : texts) text = text.trimmed();
  return texts;
}

}  // namespace lfp::test
