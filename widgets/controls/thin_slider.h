#pragma once

#include "widgets/style/themed.h"

#include <QSlider>

namespace lfp {

/// A horizontal slider: a 2-px track, ink up to the round handle. A click on the track jumps there; the wheel
/// moves it only when it has the keyboard, so that a panel can be scrolled over it.
class ThinSlider : public QSlider, public Themed {
  Q_OBJECT

 public:
  explicit ThinSlider(QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// The mouse button or key was released, the wheel turned, or the focus left: one undo step ends.
  void interaction_ended();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  double handle_centre() const;
  int value_at(double x) const;

  Theme theme_;
  bool used_by_keyboard_ = false;  ///< the focus frame shows; a mouse user sees where the handle is
};

}  // namespace lfp
