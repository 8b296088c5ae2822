#pragma once

#include <QProxyStyle>

namespace lfp {

/// Fusion, but the menu bar is quiet: its letters for Alt are underlined in the open menus only.
class WindowStyle : public QProxyStyle {
 public:
  WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* returned) const override;
};

}  // namespace lfp
