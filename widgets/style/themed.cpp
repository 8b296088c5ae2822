#include "widgets/style/themed.h"

#include <ranges>

namespace lfp {

void apply_theme(QWidget& root, const Theme& theme) {
  const auto hand_on = [&theme](QWidget& widget) {
    if (auto* themed = dynamic_cast<Themed*>(&widget)) themed->set_theme(theme);
  };
  // Parents come before their children.
  const auto inner = root.findChildren<QWidget*>();
  for (QWidget* widget : std::views::reverse(inner)) hand_on(*widget);
  hand_on(root);
}

}  // namespace lfp
