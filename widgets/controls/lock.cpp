#include "widgets/controls/lock.h"

#include <QVariant>
#include <QWidget>

namespace lfp {
namespace {

constexpr const char* own_tooltip = "tooltip_before_lock";

void set_reason(QWidget& widget, const QString& reason) {
  const QVariant kept = widget.property(own_tooltip);
  if (!reason.isEmpty()) {
    if (!kept.isValid() || widget.toolTip() != reason) widget.setProperty(own_tooltip, widget.toolTip());
    widget.setToolTip(reason);
  } else if (kept.isValid()) {
    widget.setToolTip(kept.toString());
    widget.setProperty(own_tooltip, QVariant());
  }
}

}  // namespace

void set_lock(QWidget& root, const QString& reason) {
  root.setEnabled(reason.isEmpty());
  set_reason(root, reason);
  const auto parts = root.findChildren<QWidget*>();
  for (QWidget* part : parts) set_reason(*part, reason);
}

}  // namespace lfp
