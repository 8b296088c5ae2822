#pragma once

#include "widgets/style/themed.h"

#include <QWidget>

namespace lfp {

/// A caption above a large number that does not jump: right-aligned in a width that only grows.
class BigNumber final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `digits` is the number of digits for which room is reserved at the start.
  BigNumber(const QString& caption, int digits, QWidget* parent = nullptr);

  void set_value(qint64 value);
  QString text() const { return text_; }
  /// Uses smaller digits.
  void set_short(bool is_short);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QFont digits_font() const;

  Theme theme_;
  QString caption_;
  QString text_;
  int digits_;
  bool short_ = false;
};

}  // namespace lfp
