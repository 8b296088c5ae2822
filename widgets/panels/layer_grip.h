#pragma once

#include "widgets/style/themed.h"

#include <QWidget>

namespace lfp {

/// Six dots to take hold of.
class LayerGrip final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit LayerGrip(QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  void moved(const QPoint& global_position);
  void released(const QPoint& global_position);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  Theme theme_;
  bool held_ = false;
};

}  // namespace lfp
