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

/// What the timeline of flips shows, and where.
struct FlipsWish {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;  ///< one block each
  bool is_difference = false;     ///< shows the difference of the first two runs in one block
  QRect area;
  const Theme& theme;
  QString title;  ///< above the runs; used in figures
  bool shows_ahead = true;
};

/// Shows sign flips at each step in both directions: one block per run, in a grid that makes the blocks as
/// large as possible, with one strip per layer with weights. Bars upwards are flips to positive weights, bars
/// downwards to negative ones; their length is the square root of the number, so that single flips are
/// visible. All strips of a layer share a scale. In a difference, bars upwards are flips that A has more than
/// B, whatever their direction, and bars downwards those that B has more.
class FlipsTimeline {
 public:
  /// The flips within a range of steps.
  struct Bar {
    std::int64_t first_step = 0;
    std::int64_t last_step = 0;
    double to_positive = 0.0;
    double to_negative = 0.0;
    QRectF place;  ///< as wide as its steps and as high as the strip
  };
  struct Strip {
    std::size_t run = 0;
    std::size_t layer = 0;
    QRect area;
    std::vector<Bar> bars;
    std::vector<Bar> ahead;  ///< muted bars of steps that lie ahead after going back
    QRect label;             ///< area of the layer's name in the leftmost blocks; empty elsewhere
    bool has_axis = false;   ///< whether it is the lowest strip of its block
  };

  FlipsTimeline() = default;
  explicit FlipsTimeline(const FlipsWish& wish);

  bool is_empty() const { return strips_.empty(); }
  bool is_difference() const { return is_difference_; }
  void paint(QPainter& painter, const Theme& theme) const;
  void paint_cross_hair(QPainter& painter, std::int64_t step, const Theme& theme) const;
  /// Returns the strips row by row: the runs of a layer side by side.
  const std::vector<Strip>& strips() const { return strips_; }
  const Strip* strip_at(const QPoint& point) const;
  /// Returns the bar that contains `step`; null if nothing is recorded there.
  static const Bar* bar_of(const Strip& strip, std::int64_t step);
  /// Returns the step at x-coordinate `x` in a strip.
  std::int64_t step_at(const Strip& strip, double x) const;
  /// Returns the largest number of flips of a layer in one bar, in either direction.
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
  QRect legend_;  // empty if there is no room
  std::int64_t steps_ = 0;
  std::int64_t bar_steps_ = 1;
  std::optional<std::int64_t> here_;  // current step; set only if steps lie ahead
  std::vector<Head> heads_;
  std::vector<QString> layer_titles_;  // indexed by layer
  std::vector<Strip> strips_;
};

}  // namespace lfp
