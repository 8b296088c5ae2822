#pragma once

#include "widgets/style/themed.h"

#include <QPointer>
#include <QWidget>

namespace lfp {

/// Six dots by which a card can be dragged, extendable to neighbouring widgets.
class LayerGrip final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit LayerGrip(QWidget* parent = nullptr);

  /// Makes `neighbour` part of the grip, so that users need not aim at the dots.
  void extend_to(QWidget& neighbour);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  void moved(const QPoint& global_position);
  void released(const QPoint& global_position);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void show_cursor(Qt::CursorShape shape);

  Theme theme_;
  QPointer<QWidget> neighbour_;
  bool held_ = false;
};

}  // namespace lfp
