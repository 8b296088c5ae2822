#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/raster/feedback_raster_source.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace lfp {

/// A stretch of training: from after step `from` to step `to`.
struct StepSpan {
  double from = 0.0;
  double to = 0.0;
  double length() const { return to - from; }
};

/// What a feedback raster is to show, and where.
struct RasterWish {
  const Snapshot& snapshot;
  std::size_t run = 0;
  std::optional<std::size_t> subtracted;  ///< the run taken off it, for A − B
  std::optional<int> layer;               ///< from 0; none: all of them
  std::optional<StepSpan> span;           ///< none: all of training
  QRect area;
  const Theme& theme;
  QString title;                ///< above the plot, in figures
  bool range_per_layer = true;  ///< else one for all; so too where a person has fixed or shared the range
  RasterSource::Extent extent = RasterSource::Extent::with_ahead;
};

/// The ranges of the layers' colours, by layer; each follows what is in sight of its layer.
using RasterRanges = std::deque<HeatRange>;

/// The feedback raster laid out and coloured once, to be drawn as often as needed: rows are neurons, columns
/// steps, layers stacked from input to output. A column is the mean over its steps, at least 2 px wide; a row
/// the mean over its neurons, at least 2 px high.
class RasterPicture {
 public:
  /// What lies under one point.
  struct Cell {
    int layer = 0;
    std::int64_t first_neuron = 0, last_neuron = 0;
    std::int64_t first_step = 0, last_step = 0;
    float value = 0.0F;
    QRect area;
  };
  /// Small values are lifted: the place on the colour scale is |value / range|^tone.
  static constexpr double tone = 0.7;

  RasterPicture() = default;
  /// `range` is that of all layers together.
  RasterPicture(const RasterWish& wish, HeatRange& range, RasterRanges& per_layer);

  bool is_empty() const { return blocks_.empty(); }
  void paint(QPainter& painter, const Theme& theme, bool is_figure = false) const;
  std::optional<Cell> cell_at(const QPoint& point) const;

  const QRect& plot() const { return plot_; }
  const StepSpan& span() const { return span_; }
  std::int64_t steps() const { return steps_; }  ///< that are known
  /// The present, where columns of what lies ahead follow it, muted.
  std::optional<std::int64_t> here() const { return here_; }
  std::int64_t steps_a_column() const { return steps_a_column_; }
  double x_of(double step) const;
  double step_at(double x) const;
  float range() const { return range_; }
  /// That of a layer's colours; 0 for one that isn't shown.
  float range_of(int layer) const;

 private:
  struct Block {
    int layer = 0;
    QString title;
    QString size;
    std::int64_t units = 0;
    std::int64_t neurons_a_row = 1;
    QRect area;
    Table values;  // [rows x columns] as drawn
    float range = 0.0F;
    QImage image;
  };

  void lay_out(const RasterWish& wish);
  void lay_out_blocks(const RasterWish& wish);
  void place_beside_labels(const Theme& theme);
  void fill(const RasterWish& wish);
  void mute_what_lies_ahead(QImage& image, const Theme& theme) const;
  QRectF image_area(const Block& block) const;
  void paint_block(QPainter& painter, const Block& block, const Theme& theme, bool is_figure) const;
  void paint_neuron_numbers(QPainter& painter, const Block& block, const Theme& theme) const;
  void paint_axis(QPainter& painter, const Theme& theme) const;
  void paint_legend(QPainter& painter, const QRect& area, float range, const Theme& theme) const;

  QString title_;
  QRect title_area_, plot_, legend_;
  int label_right_ = 0;
  StepSpan span_;
  std::int64_t steps_ = 0;
  std::optional<std::int64_t> here_;
  std::int64_t steps_a_column_ = 1;
  std::int64_t first_step_ = 1;  // of the first column
  float range_ = 0.0F;
  bool has_neuron_numbers_ = false;
  bool has_common_range_ = true;
  std::vector<Block> blocks_;
};

}  // namespace lfp
