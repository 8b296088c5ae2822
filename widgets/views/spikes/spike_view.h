#pragma once

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

#include <QImage>
#include <QRect>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;

namespace lfp {

class SegmentedControl;

/// A spiking layer through time for the shown sample, run beside run: which neuron spikes when, its potential
/// or the feedback that arrives; below, the potential of the chosen neuron with its threshold.
class SpikeView : public View {
  Q_OBJECT

 public:
  enum class Quantity { spikes, potential, feedback };

  explicit SpikeView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every neuron at every step.
  ExportWork table() const override;

  Quantity quantity() const;
  std::int64_t neuron() const { return neuron_; }
  /// Where a run's raster is; empty while it is not shown.
  QRect raster_area(std::size_t run) const;

 protected:
  void refresh() override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  static std::size_t index_of(const SpikeRecord& record, std::int64_t step, std::int64_t neuron);
  void runs_chosen();
  struct Places {
    std::vector<std::size_t> runs;  // a column each
    std::vector<QRect> headings;
    std::vector<QRect> rasters;
    std::vector<QRect> curves;
  };
  struct Cell {
    std::size_t run = 0;
    std::int64_t neuron = 0;
    std::int64_t step = 0;
  };

  const SpikeRecord* record(std::size_t run) const;
  bool has_records() const;
  QString empty_sentence() const;
  Places places(const QRect& area, const Theme& theme) const;
  void list_choices();
  void choose_neuron(std::int64_t neuron);
  std::optional<Cell> cell_at(const QPoint& point) const;
  QString neuron_words(const Cell& cell) const;
  float wanted_range() const;
  float follow(HeatRange& range) const;
  bool is_signed() const;
  Table values_of(std::size_t run) const;
  QImage image_of(std::size_t run, int rows, float range, const Theme& theme) const;
  void paint_potential(QPainter& painter, const QRectF& area, std::size_t run, double low, double high,
                       const Theme& theme) const;
  void paint_all(QPainter& painter, const QRect& area, const Theme& theme, HeatRange& range,
                 bool is_figure) const;
  void paint_heading(QPainter& painter, const QRect& heading, std::size_t run, float range,
                     const Theme& theme) const;
  void paint_curve(QPainter& painter, const QRect& area, std::size_t run, const Theme& theme) const;

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QComboBox* layers_;
  SegmentedControl* quantities_;
  HeatRange range_;
  std::int64_t neuron_ = 0;
};

}  // namespace lfp
