#include "tests/support/screen.h"

#include <algorithm>
#include <cstdlib>

namespace lfp::test {

int colour_distance(QRgb a, QRgb b) {
  return std::max(
      {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

QStringList tip_lines() {
  static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
  QString html = QToolTip::text();
  return html.replace(QLatin1String("<br>"), QLatin1String("\n")).remove(tags).split(QLatin1Char('\n'));
}

bool press_button(const QWidget& root, const QString& text) {
  const auto buttons = root.findChildren<QAbstractButton*>();
  const auto found = std::find_if(buttons.begin(), buttons.end(),
                                  [&](const auto* button) { return button->text() == text; });
  if (found == buttons.end()) return false;
  (*found)->click();
  return true;
}

}  // namespace lfp::test
