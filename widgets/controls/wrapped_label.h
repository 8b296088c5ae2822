#pragma once

#include <QLabel>

namespace lfp {

/// Words over as many lines as its width asks for. It is never lower than these, not even in a column that
/// scrolls, whose layout asks for no height that depends on a width.
class WrappedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit WrappedLabel(QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
};

}  // namespace lfp
