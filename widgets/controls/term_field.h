#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/style/themed.h"

#include <QLineEdit>

namespace lfp {

/// One term of a formula: a number in a box that can be edited. Enter or going elsewhere commits it, Esc
/// takes it back. Read-only it has no box. As everywhere, setters are silent.
class TermField final : public QLineEdit, public Themed {
  Q_OBJECT

 public:
  explicit TermField(QWidget* parent = nullptr);

  double value() const { return value_; }
  /// Left alone while a person is typing.
  void set_value(double value);
  /// An edited term stands out.
  void set_edited(bool edited);
  bool is_edited() const { return edited_; }
  void set_theme(const Theme& theme) override;
  /// Room for the widest usual number.
  static int usual_width(const Theme& theme);
  /// Room for the number that stands in it.
  int needed_width() const;

 signals:
  void value_edited(double value);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void commit();
  void show_value();

  Theme theme_;
  double value_ = 0;
  bool edited_ = false;
  WhileWhole whole_;
};

/// A number as people type it: "−0.25", "2,5", "1e-3". False where the text is not a number.
bool read_number(QString text, double& value);

}  // namespace lfp
