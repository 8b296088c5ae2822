#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/weight_matrix/weight_layout.h"

#include <QImage>
#include <QPainter>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

class FlipFades;

enum class WeightQuantity { weights, feedback, flips, first_flip };

/// What the weight matrices are to show, and where.
struct WeightWish {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;  ///< a pane each
  bool is_difference = false;     ///< of the first two runs, in one pane
  int layer = 0;                  ///< from 0
  WeightQuantity quantity = WeightQuantity::weights;
  MatrixZoom zoom;
  QRect area;
  const Theme& theme;
  QString title;  ///< above the panes, in figures; then they also carry the runs' names
};

/// One layer's weights in some runs, or how those of A differ from those of B, laid out and coloured once, to
/// be drawn as often as needed.
/// Flipped weights have a magenta frame; where cells are too small for one they are magenta altogether, and
/// where a pixel holds many weights it is tinted by the square root of their flipped part. In a difference
/// weights of unlike signs take the place of flipped ones.
class WeightPicture {
 public:
  static constexpr double framed_from = 6.0;  ///< side of the smallest cells with frames, px

  WeightPicture() = default;
  WeightPicture(const WeightWish& wish, HeatRange& range);

  /// No layer, or its weights are not in the snapshot yet.
  bool is_empty() const { return panes_.empty(); }
  const WeightLayout& layout() const { return layout_; }
  bool has_frames() const { return layout_.cell() >= framed_from; }
  /// Whether each weight is written into its cell.
  bool has_numbers() const;
  /// Of the signed scale, or the largest number of flips, or the last step.
  float range() const { return range_; }
  /// Of a difference: A's weights less B's.
  const LayerWeights& weights(std::size_t pane) const { return *panes_[pane].weights; }
  /// The run in a pane; of a difference the first one.
  std::size_t run(std::size_t pane) const { return static_cast<std::size_t>(panes_[pane].run); }
  bool is_difference() const { return is_difference_; }

  /// `fades` one a pane, or none; `marked` gets an ink frame in every pane.
  void paint(QPainter& painter, const Theme& theme, std::span<const FlipFades> fades = {},
             const std::optional<WeightCell>& marked = std::nullopt) const;

 private:
  struct Pane {
    int run = 0;
    QString name;
    std::shared_ptr<const LayerWeights> weights;
    std::int64_t flipped = 0;
    Table values;  // as drawn: a number a cell, or a pixel where cells are smaller
    QImage image, bias;
    std::vector<std::size_t> flipped_cells;  // indices into the weights
  };

  bool collect(const WeightWish& wish);
  bool is_count() const { return is_of_flips() && !is_difference_; }
  float wanted_range(const Snapshot& snapshot) const;
  Table values_of(const Pane& pane, const WeightWish& wish) const;
  Table fitted(Table values) const;
  bool is_of_flips() const {
    return quantity_ == WeightQuantity::flips || quantity_ == WeightQuantity::first_flip;
  }
  Table quantity_of(const LayerWeights& weights) const;
  QRgb colour_of(std::size_t pane, const WeightCell& cell) const;  // where cells have frames
  void colour(Pane& pane, const HeatScale& scale) const;
  void tint_flips(Pane& pane, const Theme& theme) const;
  void paint_pane(QPainter& painter, std::size_t index, const Theme& theme, const FlipFades* fades,
                  const std::optional<WeightCell>& marked) const;
  void paint_header(QPainter& painter, std::size_t index, const Theme& theme) const;
  void paint_words(QPainter& painter, const WeightLayout::Pane& place, const Theme& theme) const;
  /// The words beside the number of flips, depending on the room.
  enum class TotalWords { all, part, none };
  QString total_words(const Pane& pane, TotalWords words) const;
  TotalWords fitting_words(const Theme& theme) const;
  QString header_words(const Pane& pane) const;
  bool has_room_for(TotalWords total, bool has_words, const Theme& theme) const;
  void paint_grid(QPainter& painter, std::size_t index, const Theme& theme) const;
  void paint_flips(QPainter& painter, std::size_t index, const Theme& theme, const FlipFades* fades) const;
  void paint_numbers(QPainter& painter, std::size_t index, const Theme& theme) const;
  void paint_counts(QPainter& painter, std::size_t index, const Theme& theme) const;
  void paint_footer(QPainter& painter, const Theme& theme) const;
  void paint_marks(QPainter& painter, QRect area, const Theme& theme) const;

  QString title_;
  QRect title_area_;
  WeightQuantity quantity_ = WeightQuantity::weights;
  WeightLayout layout_;
  std::int64_t units_ = 0, inputs_ = 0;
  std::int64_t step_ = 0;
  bool is_difference_ = false;
  QString from_, to_;     // "input", "layer 1"
  int number_width_ = 0;  // of the widest number in a cell
  float range_ = 0.0F;
  std::vector<Pane> panes_;
};

}  // namespace lfp
