#include "app/window/window_style.h"

#include <QMenuBar>

namespace lfp {

int WindowStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* returned) const {
  if (hint == SH_UnderlineShortcut && qobject_cast<const QMenuBar*>(widget) != nullptr) return 0;
  // Words say what a button does; the stock icons would bring colours of their own.
  if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
  return QProxyStyle::styleHint(hint, option, widget, returned);
}

QIcon WindowStyle::standardIcon(StandardPixmap icon, const QStyleOption* option,
                                const QWidget* widget) const {
  switch (icon) {
    case SP_MessageBoxInformation:
    case SP_MessageBoxWarning:
    case SP_MessageBoxCritical:
    case SP_MessageBoxQuestion:
      return {};
    default:
      return QProxyStyle::standardIcon(icon, option, widget);
  }
}

}  // namespace lfp
