#include "widgets/style/themed.h"

namespace lfp {

void apply_theme(QWidget& root, const Theme& theme) {
  if (auto* themed = dynamic_cast<Themed*>(&root)) themed->set_theme(theme);
  const auto children = root.findChildren<QWidget*>();
  for (QWidget* child : children)
    if (auto* themed = dynamic_cast<Themed*>(child)) themed->set_theme(theme);
}

}  // namespace lfp
