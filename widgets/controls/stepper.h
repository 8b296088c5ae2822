#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QWidget>

class QAbstractButton;
class QLineEdit;

namespace lfp {

/// [−] 16 [+]: a whole number with typing, keys (up, down, page) and hold to repeat.
class Stepper final : public QWidget, public Themed {
  Q_OBJECT

 public:
  Stepper(int minimum, int maximum, QWidget* parent = nullptr);

  int value() const { return value_; }
  /// Left alone while the person is changing it, so that it may be called with every snapshot.
  void set_value(int value);
  void set_range(int minimum, int maximum);
  /// What is counted, for assistive technology: "Units of layer 1".
  void set_name(const QString& name);
  void set_theme(const Theme& theme) override;

 signals:
  void value_changed(int value);    ///< with every step
  void value_committed(int value);  ///< at the end of a click, a hold, a key press, an entry: one undo step

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void step_by(int difference);
  void commit();
  void take_text();
  void show_value();
  void fit_sizes();

  Theme theme_;
  int minimum_;
  int maximum_;
  int value_;
  int committed_;
  QAbstractButton* less_;
  QLineEdit* edit_;
  QAbstractButton* more_;
  WhileWhole whole_;
};

}  // namespace lfp
