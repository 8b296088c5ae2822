#include "widgets/controls/lock.h"

#include <QAction>
#include <QMenu>
#include <QVariant>
#include <QWidget>

namespace lfp {
namespace {

constexpr const char* own_tooltip = "tooltip_before_lock";
constexpr const char* own_reason = "reason_of_lock";

template <class Owner>
void set_reason(Owner& owner, const QString& reason) {
  const QVariant kept = owner.property(own_tooltip);
  if (!reason.isEmpty()) {
    if (!kept.isValid() || owner.property(own_reason) != owner.toolTip())
      owner.setProperty(own_tooltip, owner.toolTip());
    owner.setProperty(own_reason, reason);
    owner.setToolTip(reason);
  } else if (kept.isValid()) {
    owner.setToolTip(kept.toString());
    owner.setProperty(own_tooltip, QVariant());
  }
}

}  // namespace

void set_lock(QWidget& root, const QString& reason) {
  root.setEnabled(reason.isEmpty());
  set_reason(root, reason);
  const auto parts = root.findChildren<QWidget*>();
  for (QWidget* part : parts) set_reason(*part, reason);
}

void set_lock(QAction& action, const QString& reason) {
  action.setEnabled(reason.isEmpty());
  set_reason(action, reason);
  for (QObject* owner : action.associatedObjects())
    if (auto* menu = qobject_cast<QMenu*>(owner)) menu->setToolTipsVisible(true);
}

}  // namespace lfp
