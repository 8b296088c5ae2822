#pragma once

#include <QAbstractButton>
#include <QColor>
#include <QRegularExpression>
#include <QStringList>
#include <QToolTip>
#include <QWidget>
#include <algorithm>
#include <cstdlib>

/// What a person sees on screen, and buttons by what stands on them.
namespace lfp::test {

/// The largest difference of two colours in any channel, 0 .. 255.
inline int colour_distance(QRgb a, QRgb b) {
  return std::max(
      {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// The lines of the tooltip that is shown, without their markup.
inline QStringList tip_lines() {
  static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
  QString html = QToolTip::text();
  return html.replace(QLatin1String("<br>"), QLatin1String("\n")).remove(tags).split(QLatin1Char('\n'));
}

/// Presses the button below `root` that says `text`; false if there is none.
inline bool press_button(const QWidget& root, const QString& text) {
  const auto buttons = root.findChildren<QAbstractButton*>();
  const auto found = std::find_if(buttons.begin(), buttons.end(),
                                  [&](const auto* button) { return button->text() == text; });
  if (found == buttons.end()) return false;
  (*found)->click();
  return true;
}

}  // namespace lfp::test
