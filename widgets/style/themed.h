#pragma once

#include "widgets/style/theme.h"

#include <QWidget>

namespace lfp {

/// A control that paints itself in the theme's colours. It starts in the light theme.
class Themed {
 public:
  virtual ~Themed() = default;
  virtual void set_theme(const Theme& theme) = 0;
};

/// Hands the theme to `root` and to everything below it that is Themed. One call by a panel themes all its
/// controls.
void apply_theme(QWidget& root, const Theme& theme);

}  // namespace lfp
