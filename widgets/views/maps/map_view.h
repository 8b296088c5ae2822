#pragma once

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/smooth_snapshot.h"
#include "widgets/views/view.h"

#include <QElapsedTimer>
#include <QImage>
#include <QRect>
#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;

namespace lfp {

class RunSelector;
class SegmentedControl;

/// What each channel of a convolutional layer makes of the shown sample, place by place: its activation, or
/// the feedback that arrives there; beside each map its filter, and the image with the feedback to it.
class MapView : public View {
  Q_OBJECT

 public:
  explicit MapView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  /// Of the maps, their filters and the image.
  std::vector<HeatRange*> colour_ranges() override {
    return {&ranges_.maps, &ranges_.filters, &ranges_.image};
  }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every place of every channel.
  ExportWork table() const override;

  /// Where a channel's map is on screen; empty if it is not.
  QRect map_area(std::int64_t channel) const;
  /// The number under a place of a map.
  float value(std::int64_t channel, std::int64_t y, std::int64_t x) const;

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  static constexpr std::int64_t maps_a_page = 64;
  enum Overlay { image_only, feedback_only, both };

  struct Places {
    QRect image;
    std::vector<QRect> maps;     // of the channels in sight
    std::vector<QRect> kernels;  // as many, or none
    QRect footer;
    std::int64_t first = 0;
  };

  struct Ranges {
    HeatRange maps;
    HeatRange filters;
    HeatRange image;
  };

  /// What is shown: averaged while training runs.
  const Snapshot& values() const { return shown_ && snapshot()->running ? *shown_ : *snapshot(); }
  bool shows_feedback() const;
  const LayerMap* map_of(std::size_t run) const;
  bool has_maps() const;
  std::optional<Shape> kernel_shape() const;
  QString empty_sentence() const;
  void list_choices();
  void turn_page(int pages);
  Places places(const QRect& area, const Theme& theme) const;
  Table map_table(std::int64_t channel) const;
  Table kernel_table(std::int64_t channel, const Shape& shape) const;
  float map_range() const;
  float filter_range(const Places& places, const Shape& kernel) const;
  void paint_all(QPainter& painter, const QRect& area, const Theme& theme, Ranges& ranges,
                 bool is_figure) const;
  void paint_image(QPainter& painter, const QRect& area, const Theme& theme, HeatRange& range,
                   bool is_figure) const;

  RunChooser runs_{RunChooser::Offer::one_at_a_time};
  RunSelector* run_control_;
  SegmentedControl* quantities_;
  QComboBox* layers_;
  QComboBox* overlays_;
  Ranges ranges_;
  SmoothSnapshot smooth_;
  SnapshotPointer shown_;
  QElapsedTimer clock_;
  std::int64_t page_ = 0;
};

}  // namespace lfp
