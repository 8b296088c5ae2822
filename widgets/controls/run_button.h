#pragma once

#include "widgets/style/themed.h"

#include <QAbstractButton>

namespace lfp {

/// Chooses the run whose method is edited: badge and name, framed in the run's colour when checked.
/// Checkable; put the buttons of all runs in one exclusive QButtonGroup. The text is the run's name.
class RunButton : public QAbstractButton, public Themed {
  Q_OBJECT

 public:
  RunButton(int run, const QString& name, QWidget* parent = nullptr);

  void set_name(const QString& name);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_;
  int run_;
};

}  // namespace lfp
