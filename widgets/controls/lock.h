#pragma once

#include <QString>

class QWidget;

namespace lfp {

/// Greys out `root` with all it holds and gives the reason as the tooltip of every part; an empty reason
/// brings everything back, tooltips included.
void set_lock(QWidget& root, const QString& reason);

}  // namespace lfp
