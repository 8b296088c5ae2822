#include "widgets/style/fonts.h"

#include <QStringList>

namespace lfp {

QFont interface_font(double pixels, bool bold) {
  QFont font;
  font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
  font.setPixelSize(qMax(1, qRound(pixels)));
  font.setBold(bold);
  return font;
}

}  // namespace lfp
