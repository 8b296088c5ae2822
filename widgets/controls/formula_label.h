#pragma once

#include "widgets/controls/formula_painter.h"
#include "widgets/style/themed.h"

#include <QString>
#include <QWidget>

namespace lfp {

/// A formula in a grey box, as wide as the panel; breaks into lines where it does not fit.
class FormulaLabel : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit FormulaLabel(QWidget* parent = nullptr);

  /// The label hides while the formula is empty.
  void set_formula(const QString& formula);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fit_height();
  QFont formula_font() const;
  int margin() const;

  Theme theme_;
  Formula formula_;
};

}  // namespace lfp
