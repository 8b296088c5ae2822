#pragma once

#include "widgets/style/themed.h"

#include <QWidget>

class QAction;
class QButtonGroup;
class QToolButton;

namespace lfp {

/// The right corner of the menu bar: the perspectives as tabs, then buttons for presenter, theme and help.
class PerspectiveTabs : public QWidget, public Themed {
  Q_OBJECT

 public:
  PerspectiveTabs(const QList<QAction*>& perspectives, const QList<QAction*>& buttons,
                  QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;

 private:
  QList<QToolButton*> buttons_;
};

}  // namespace lfp
