#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QRect>
#include <cstddef>
#include <vector>

namespace lfp {

/// What a picture of a reconstruction shows of a snapshot; numbers are in the data's own units.
struct ReconstructionShown {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;  ///< of a difference A and B
  bool is_difference = false;

  const Dataset& dataset() const { return *snapshot.dataset; }
  const SampleSnapshot& sample(std::size_t run) const { return *snapshot.runs[run].sample; }
  /// The sample's features, and what the run makes of them.
  std::vector<float> input() const;
  std::vector<float> output(std::size_t run) const;
  /// Output minus input.
  std::vector<float> error(std::size_t run) const;
  /// The output of A minus that of B.
  std::vector<float> between() const;
  /// The root of the mean square of error().
  double error_size(std::size_t run) const;
};

/// A part of the picture of an image.
struct ReconstructionCell {
  enum class What { input, output, error, between };
  What what{};
  std::size_t run = 0;
  QRect heading;
  QRect picture;
};

/// The input, and of every run its output and how that differs: side by side, or a row for each run where
/// that makes larger pictures.
std::vector<ReconstructionCell> reconstruction_cells(const ReconstructionShown& shown, const QRect& area,
                                                     const Theme& theme);
/// The values shown in cells of the kinds error and between.
std::vector<float> differences(const ReconstructionShown& shown, const ReconstructionCell& cell);

/// All cells, and below them the scale of the differences.
void paint_image_reconstruction(QPainter& painter, const QRect& area, const ReconstructionShown& shown,
                                float range, const Theme& theme);
/// For samples that are not images: the features as a line, each run's output over it, and below them the
/// differences.
void paint_line_reconstruction(QPainter& painter, const QRect& area, const ReconstructionShown& shown,
                               float range, const Theme& theme);

}  // namespace lfp
