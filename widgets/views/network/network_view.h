#pragma once

#include "widgets/gl/renderer.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/network/scene/network_pulse.h"
#include "widgets/views/network/scene/network_stage.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/smooth_snapshot.h"
#include "widgets/views/view.h"

#include <QElapsedTimer>
#include <QPointF>
#include <QTimer>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QComboBox;

namespace lfp {

class RunSelector;
class NetworkCanvas;
class NetworkSampleStrip;
class SegmentedControl;

/// The network itself: neurons coloured by feedback, activation or sign flips, connections by their weights,
/// and the sample that runs through. The wheel zooms, dragging pans, a double click or 0 shows all of it;
/// hovering tells the numbers, a click keeps one neuron or connection and dims the others.
class NetworkView : public View {
  Q_OBJECT

 public:
  explicit NetworkView(Focus& focus, QWidget* parent = nullptr);

  void set_renderer(Renderer renderer) override { renderer_ = renderer; }
  bool is_drawn_by_opengl() const { return is_opengl_; }
  /// What is on screen, in its coordinates.
  const NetworkStage& stage() const { return stage_; }

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  std::vector<HeatRange*> colour_ranges() override { return {&unit_range_, &input_range_}; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every neuron of the chosen run with its feedback, activation and flipped inputs.
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
  void make_controls();
  void connect_controls();
  void fit_words();
  NetworkOptions options() const;
  bool has_image() const;
  bool shows_strip() const;
  QRect canvas_area() const;
  void make_canvas();
  void place_children();
  void start_over_if_new();
  void change_options();
  float follow_units(HeatRange& range, const NetworkOptions& shown, const Snapshot& values) const;
  float own_range(const HeatRange& range, float printed, const std::function<float()>& own) const;
  float range_of_units(const NetworkOptions& shown);
  void name_sample();
  float follow_inputs(HeatRange& range, const NetworkOptions& shown, const Snapshot& values) const;
  void rebuild();
  void set_camera(const NetworkCamera& camera);
  void hover(const QPointF& place);
  void select(const NetworkItem& item);
  void follow_item();
  void click(const QPointF& place);
  void show_tip(const NetworkItem& item);
  void choose_sample(std::int64_t sample);
  bool move_by_key(int key);
  bool move_selection(int key);
  void title_figure(QPainter& painter, const QRect& area, const Theme& theme) const;

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  QComboBox* colours_;
  QComboBox* samples_;
  SegmentedControl* overlays_;
  NetworkSampleStrip* strip_;
  NetworkCanvas* canvas_ = nullptr;
  Renderer renderer_ = Renderer::automatic;
  bool is_opengl_ = false;

  NetworkStage stage_;
  PhaseMotion motion_;
  SmoothSnapshot smooth_;
  SnapshotPointer shown_;  // what is drawn: averaged while training runs
  FlipClock flips_;
  HeatRange unit_range_;
  HeatRange input_range_;
  HeatRange activation_range_;  // of the phase in which activations take the feedback's place
  /// The range of the step that is walked: it holds still from phase to phase.
  struct HeldRange {
    std::uint64_t generation = 0;
    std::int64_t step = 0;
    NetworkOptions options;
    float range = 0;
  };
  std::optional<HeldRange> held_;
  QElapsedTimer clock_;
  QTimer fade_timer_;
  QTimer tip_timer_;
  bool is_tip_warm_ = false;  // a tooltip was shown since the mouse came in
  std::optional<std::uint64_t> generation_;
  std::vector<std::int64_t> sizes_;
  bool had_image_ = false;
  bool walks_samples_ = false;
  QPointF mouse_;
  struct Drag {
    QPointF start;
    QPointF offset;
    bool is_moving = false;
  };
  std::optional<Drag> drag_;
};

}  // namespace lfp
