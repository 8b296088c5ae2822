#pragma once

#include <QString>

class QAction;
class QWidget;

namespace lfp {

/// Greys out `root` with all it holds and gives the reason as the tooltip of every part; an empty reason
/// brings everything back, tooltips included.
void set_lock(QWidget& root, const QString& reason);
/// The same of an action; the menus that it is in show their tooltips from now on.
void set_lock(QAction& action, const QString& reason);

}  // namespace lfp
