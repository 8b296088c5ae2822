#pragma once

#include <QProxyStyle>

namespace lfp {

/// Fusion, but quiet: letters for Alt are underlined in open menus only, buttons of dialogs have no icons.
class WindowStyle : public QProxyStyle {
 public:
  WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* returned) const override;
};

}  // namespace lfp
