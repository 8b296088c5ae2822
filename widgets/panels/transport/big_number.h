#pragma once

#include "widgets/style/themed.h"

#include <QWidget>

namespace lfp {

/// A caption over a large number that holds still: right-aligned in reserved width, which only grows.
class BigNumber final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `digits`: how many digits have room from the start.
  BigNumber(const QString& caption, int digits, QWidget* parent = nullptr);

  void set_value(qint64 value);
  QString text() const { return text_; }
  /// Smaller digits.
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
