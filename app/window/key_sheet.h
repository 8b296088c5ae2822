#pragma once

#include <QDialog>
#include <QList>
#include <QString>

namespace lfp {

struct Theme;

/// The keys of one menu, or those of the views.
struct KeyGroup {
  struct Row {
    QString name;
    QString keys;
  };
  QString title;
  QList<Row> rows;
};

/// The keys of the window on one sheet.
class KeySheet : public QDialog {
  Q_OBJECT

 public:
  KeySheet(const QList<KeyGroup>& groups, const Theme& theme, QWidget* parent);
};

}  // namespace lfp
