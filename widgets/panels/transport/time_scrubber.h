#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/panels/transport/flips_over_time.h"
#include "widgets/style/themed.h"

#include <QElapsedTimer>
#include <QWidget>
#include <cstdint>
#include <optional>

namespace lfp {

/// Shows the current step between the oldest one kept and the furthest one reached: a track with ticks for
/// key frames below, and the numbers of sign flips and dots for feedback given by hand above. Dragging moves
/// to a step; arrow keys move by one step, Page keys to the next key frame. While steps lie ahead, their part
/// is muted and "you are here" is marked as in all plots over time.
class TimeScrubber final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit TimeScrubber(QWidget* parent = nullptr);

  void set_snapshot(const SnapshotPointer& snapshot);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

  /// Sets the step of the cross-hair that all plots share.
  void set_cross_hair(std::optional<std::int64_t> step);
  /// Moves by one step (below: to the next key frame), but not beyond the ends.
  void move_by_step(int direction);
  void move_by_key_frame(int direction);
  /// Returns the position of a step on the track in pixels, for tests and tooltips.
  double place_of(std::int64_t step) const;
  const FlipsOverTime& flips() const { return flips_; }

 signals:
  void step_wanted(std::int64_t step);
  /// The mouse is over this step, or has left the track (nullopt).
  void hovered(std::optional<std::int64_t> step);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  bool has_range() const;
  std::int64_t now() const;
  std::int64_t step_at(double x) const;
  void go_to(std::int64_t step);
  QString tip_at(std::int64_t step) const;
  void gather_flips();
  void paint_flips(QPainter& painter, int track_y) const;
  void paint_marks(QPainter& painter, int track_y);

  Theme theme_;
  SnapshotPointer snapshot_;
  FlipsOverTime flips_;
  QElapsedTimer since_flips_;
  TimeRange range_;
  std::int64_t step_ = 0;    // of the snapshot
  std::int64_t wanted_ = 0;  // where the user has dragged it to, until that snapshot arrives
  bool is_wanted_ = false;
  std::optional<std::int64_t> cross_hair_;
  bool is_dragged_ = false;
};

}  // namespace lfp
