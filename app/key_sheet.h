#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace lfp {

struct Theme;

/// Actions of one menu that have keys.
struct KeyGroup {
  QString title;
  QList<QAction*> actions;
};

/// The keys of the window on one sheet, read from the actions themselves.
class KeySheet : public QDialog {
  Q_OBJECT

 public:
  KeySheet(const QList<KeyGroup>& groups, const Theme& theme, QWidget* parent);
};

}  // namespace lfp
