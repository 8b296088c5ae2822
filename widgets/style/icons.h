#pragma once

#include "widgets/style/theme.h"

#include <QColor>
#include <QIcon>
#include <QStringList>

namespace lfp {

/// Makes the icons known to the program; icon() does it by itself.
void init_widget_resources();

/// All icon names, in alphabetical order: "back", "batch", ...
QStringList icon_names();

/// An icon of resources/icons, sharp at every size and screen: in the text colour, disabled in the disabled
/// text colour. A name that does not exist is a programming error.
QIcon icon(const QString& name, const Theme& theme);
/// In the muted text colour: the quiet buttons of title bars.
QIcon quiet_icon(const QString& name, const Theme& theme);
/// For primary buttons and whatever else has the accent as its background.
QIcon icon_on_accent(const QString& name, const Theme& theme);
/// In any one colour, also when disabled.
QIcon icon(const QString& name, const QColor& colour);

/// The program's own, in its colours.
QIcon application_icon();

}  // namespace lfp
