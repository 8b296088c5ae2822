#pragma once

#include <QIcon>
#include <QProxyStyle>

namespace lfp {

/// Fusion, but quiet: letters for Alt are underlined in open menus only, dialogs and their buttons have no
/// stock icons.
class WindowStyle : public QProxyStyle {
 public:
  WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* returned) const override;
  QIcon standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const override;
};

}  // namespace lfp
