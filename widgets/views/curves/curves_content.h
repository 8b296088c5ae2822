#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/plot/plot_content.h"
#include "widgets/style/theme.h"
#include "widgets/views/curves/curves_data.h"

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// What all plots of the curves share.
struct CurveSight {
  SnapshotPointer snapshot;
  std::vector<bool> shown;  ///< per run
  PlotRange x;
  std::optional<std::int64_t> step;  ///< under the cross-hair
  bool is_difference = false;        ///< one curve: A less B
  bool shows_ahead = true;           ///< also what lies ahead after going back

  bool is_shown(std::size_t run) const { return run >= shown.size() || shown[run]; }
  /// A row of numbers for every layer of the network.
  std::size_t layers() const { return snapshot->runs.empty() ? 0 : snapshot->runs.front().layers.size(); }
  /// Where the present is, where something that lies ahead is shown as well.
  std::optional<double> here() const;
  /// Those that have weights, which can flip.
  std::vector<std::size_t> layers_with_weights() const;
};

/// "‖R‖ at layer 2", where there is no room for its title; else as topic_title().
QString short_topic_title(CurveTopic topic, std::size_t layers);
/// "Test loss", "Feedback norm at layer 2"; `with_unit` adds "(%)" where the axis has one.
QString topic_title(CurveTopic topic, std::size_t layers, bool with_unit = false);
/// A value as the read-outs show it; "–" where there is none.
QString topic_value(CurveTopic topic, std::optional<double> value);
/// The same with two digits, where there is little room.
QString short_topic_value(CurveTopic topic, std::optional<double> value);
/// The same for a difference of two values: with its sign, accuracies in points.
QString topic_difference(CurveTopic topic, std::optional<double> value);
/// The widest text that these usually give.
QString widest_topic_value(CurveTopic topic);
/// Only values above zero can be on a logarithmic axis, and only where they span powers of ten does that
/// help.
bool can_be_logarithmic(CurveTopic topic);

/// The plot of a topic: the run's curve is thick, that of training batches beside test curves thin (1 px, 55
/// %); what lies ahead is muted. The y range is left to be fitted, except for flips, which start at 0. A
/// difference is orange where A has more and blue where B has.
PlotContent topic_content(const std::vector<RunCurves>& curves, CurveTopic topic, const CurveSight& sight,
                          const Theme& theme);
/// The rings where the cross-hair reads the curves.
std::vector<PlotMark> topic_marks(const std::vector<RunCurves>& curves, const CurveSight& sight,
                                  const Theme& theme);

/// The topic's data of every run, or of the difference alone.
std::vector<RunCurves> seen_curves(const CurveSight& sight, CurveTopic topic);

}  // namespace lfp
