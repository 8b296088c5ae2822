#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QPoint>
#include <QRect>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// What the timeline of flips is to show, and where.
struct FlipsWish {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;  ///< a block each
  bool is_difference = false;     ///< of the first two runs, in one block
  QRect area;
  const Theme& theme;
  QString title;  ///< above the runs, in figures
  bool shows_ahead = true;
};

/// Sign flips at each step, in both directions: a block for each run, in a grid that makes them as large as
/// it can, and in each a strip for each layer with weights. Bars up are flips to positive weights, bars down
/// to negative ones; their length is the square root of the number, so that single flips are seen. A layer's
/// strips share their scale. In a difference bars up are flips that A has more than B, whatever their
/// direction, bars down those that B has more.
class FlipsTimeline {
 public:
  /// Flips of a stretch of steps.
  struct Bar {
    std::int64_t first_step = 0;
    std::int64_t last_step = 0;
    double to_positive = 0.0;
    double to_negative = 0.0;
    QRectF place;  ///< as wide as its steps, as high as the strip
  };
  struct Strip {
    std::size_t run = 0;
    std::size_t layer = 0;
    QRect area;
    std::vector<Bar> bars;
    std::vector<Bar> ahead;  ///< bars of what lies ahead after going back, muted
    QRect label;             ///< for the layer's name, of the leftmost blocks; empty elsewhere
    bool has_axis = false;   ///< the lowest of its block
  };

  FlipsTimeline() = default;
  explicit FlipsTimeline(const FlipsWish& wish);

  bool is_empty() const { return strips_.empty(); }
  bool is_difference() const { return is_difference_; }
  void paint(QPainter& painter, const Theme& theme) const;
  void paint_cross_hair(QPainter& painter, std::int64_t step, const Theme& theme) const;
  /// Row by row: the runs of a layer that stand side by side.
  const std::vector<Strip>& strips() const { return strips_; }
  const Strip* strip_at(const QPoint& point) const;
  /// The bar that holds `step`; null where nothing is recorded.
  static const Bar* bar_of(const Strip& strip, std::int64_t step);
  /// The step under a point of a strip.
  std::int64_t step_at(const Strip& strip, double x) const;
  /// Most flips of a layer in one bar, either way.
  double largest(std::size_t layer) const;

 private:
  struct Head {
    std::size_t run = 0;
    QRect area;
    QString name;
    double to_positive = 0.0;
    double to_negative = 0.0;
  };

  double x_of(const Strip& strip, double step) const;
  struct Grid;
  static Grid best_grid(const QSize& room, int runs, int layers, const Theme& theme);
  bool lay_out(const FlipsWish& wish);
  void place_blocks(const FlipsWish& wish, const QRect& area, const Grid& grid, int label, int first,
                    const std::vector<std::size_t>& layers);
  void fill(const FlipsWish& wish, Strip& strip) const;
  void add_bars(std::vector<Bar>& bars, const Strip& strip, const TimelineView& steps, std::size_t layers,
                std::int64_t after, std::int64_t end) const;
  void paint_heads(QPainter& painter, const Theme& theme) const;
  void paint_strip(QPainter& painter, const Strip& strip, const Theme& theme) const;
  void paint_label(QPainter& painter, const Strip& strip, double most, const Theme& theme) const;
  void paint_axis(QPainter& painter, const Strip& strip, const Theme& theme) const;
  void paint_legend(QPainter& painter, const Theme& theme) const;

  bool is_difference_ = false;
  QString title_;
  QRect title_area_;
  QRect legend_;  // empty where there is no room
  std::int64_t steps_ = 0;
  std::int64_t bar_steps_ = 1;
  std::optional<std::int64_t> here_;  // the present, where something lies ahead
  std::vector<Head> heads_;
  std::vector<QString> layer_titles_;  // by layer
  std::vector<Strip> strips_;
};

}  // namespace lfp
