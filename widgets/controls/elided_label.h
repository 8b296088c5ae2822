#pragma once

#include <QLabel>

namespace lfp {

/// One line of text that gives way: it ends in "..." when narrow and then tells the whole as its tooltip.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
};

}  // namespace lfp
