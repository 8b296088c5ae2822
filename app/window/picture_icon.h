#pragma once

#include <QIcon>
#include <QPixmap>

namespace lfp {

/// An icon that is this picture, as large as it is: a menu with a style sheet makes room for icons of any
/// size and then asks for 16 pixels.
QIcon picture_icon(const QPixmap& picture);

}  // namespace lfp
