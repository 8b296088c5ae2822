#pragma once

#include "widgets/gl/renderer.h"
#include "widgets/views/network/network_controls.h"
#include "widgets/views/network/network_ranges.h"
#include "widgets/views/network/network_tip.h"
#include "widgets/views/network/scene/network_pulse.h"
#include "widgets/views/network/scene/network_stage.h"
#include "widgets/views/smooth_snapshot.h"
#include "widgets/views/view.h"

#include <QElapsedTimer>
#include <QPointF>
#include <QTimer>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

class NetworkCanvas;
class NetworkSampleStrip;

/// Shows the network itself: neurons coloured by feedback, activation or sign flips, connections by their
/// weights, and the sample that passes through it. The wheel zooms, dragging pans, a double click or 0 shows
/// everything; hovering shows numbers, a click selects one neuron or connection and dims the others.
class NetworkView : public View {
  Q_OBJECT

 public:
  explicit NetworkView(Focus& focus, QWidget* parent = nullptr);

  void set_renderer(Renderer renderer) override { renderer_ = renderer; }
  bool is_drawn_by_opengl() const { return is_opengl_; }
  /// What is on screen, in screen coordinates.
  const NetworkStage& stage() const { return stage_; }

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &controls_.runs(); }
  std::vector<HeatRange*> colour_ranges() override { return ranges_.all(); }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Returns every neuron of the chosen run with its feedback, activation and flipped inputs.
  ExportWork table() const override;

 protected:
  void refresh() override;
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void connect_parts();
  NetworkOptions options() const { return controls_.options(snapshot().get()); }
  bool has_image() const;
  bool shows_image_sample() const;
  bool shows_strip() const;
  QRect canvas_area() const;
  void make_canvas();
  void place_children();
  void start_over_if_new();
  void change_options();
  void follow_close_up();
  void choose_item();
  void show_window();
  void rebuild();

  void set_camera(const NetworkCamera& camera);
  NetworkItem item_under(const QPointF& place) const;
  void hover(const QPointF& place);
  void click(const QPointF& place);
  void select(const NetworkItem& item);
  void follow_item();
  void choose_sample(std::int64_t sample);
  bool move_by_key(int key);

  NetworkControls controls_{*this};
  NetworkSampleStrip* strip_;
  NetworkCanvas* canvas_ = nullptr;
  Renderer renderer_ = Renderer::automatic;
  bool is_opengl_ = false;

  NetworkStage stage_;
  NetworkTip tip_;
  PhaseMotion motion_;
  SmoothSnapshot smooth_;
  SnapshotPointer shown_;  // the snapshot drawn: averaged while training runs
  FlipClock flips_;
  NetworkRanges ranges_;
  QElapsedTimer clock_;
  QTimer fade_timer_;
  std::optional<std::uint64_t> generation_;
  std::vector<std::int64_t> sizes_;
  bool had_image_ = false;
  bool walks_samples_ = false;
  bool is_close_up_ = false;
  bool had_mean_before_ = false;
  std::optional<InspectedItem> own_choice_;  // selected by the view itself, not by the user
  struct Drag {
    QPointF start;
    QPointF offset;
    bool is_moving = false;
  };
  std::optional<Drag> drag_;
};

}  // namespace lfp
