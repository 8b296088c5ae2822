#pragma once

#include "widgets/style/theme.h"

#include <QWidget>

namespace lfp {

/// A widget that takes its colours and sizes from the theme. It starts in the light one.
class Themed {
 public:
  virtual ~Themed() = default;
  /// For this widget alone: apply_theme() hands the theme to what lies in it.
  virtual void set_theme(const Theme& theme) = 0;
};

/// Hands the theme to everything in `root` that is Themed, and to `root`; what lies deeper has it first, so
/// that sizes that depend on it are right.
void apply_theme(QWidget& root, const Theme& theme);

}  // namespace lfp
