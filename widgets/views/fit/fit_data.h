#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/plot/plot_ticks.h"

#include <QString>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// What a picture of the fit shows of a snapshot; numbers are in the data's own units.
struct FitShown {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;  ///< of a difference A alone
  bool is_difference = false;
  bool by_target = false;  ///< predictions over their targets, else over the inputs
  bool from_test = true;   ///< whose samples; the other set where that one is empty
  std::size_t output = 0;
  std::optional<std::int64_t> sample{};  ///< the one that all views show, if it is of that set

  const Dataset& dataset() const { return *snapshot.dataset; }
  std::size_t features() const { return static_cast<std::size_t>(dataset().shape.size()); }
  bool is_surface() const { return !by_target && features() == 2; }
  bool is_from_test() const;
  const Samples& samples() const { return is_from_test() ? dataset().test : dataset().train; }

  /// Feature `feature` of a sample, and what is to be learnt from it.
  double input(std::int64_t sample, std::size_t feature) const;
  double target(std::int64_t sample) const;
  /// The answer of the run (for a difference, A minus B); nothing where it was not tested yet.
  std::optional<double> prediction(std::size_t run, std::int64_t sample) const;
  bool are_tested() const;
  /// The answer of the run, or the difference, at a place of RunSnapshot::fit.
  double answer(std::size_t run, int row, int column) const;
  bool has_answers(std::size_t run) const;

  /// The range of all targets of both sets, with room at either end; for a difference a range around zero
  /// that holds it.
  PlotRange targets() const;
  PlotRange shown_values() const;
  /// The range of a feature in RunSnapshot::fit.
  PlotRange inputs(std::size_t run, std::size_t feature) const;
  /// "target", or by the data's own name for it.
  QString target_name() const;
};

/// More points than this are thinned out evenly.
inline constexpr std::int64_t most_fit_points = 2000;
std::int64_t fit_points(const FitShown& shown);
/// The sample of one of fit_points().
std::int64_t fit_sample(const FitShown& shown, std::int64_t point);

}  // namespace lfp
