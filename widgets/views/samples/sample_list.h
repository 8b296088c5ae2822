#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/focus.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// Which samples of which set are shown.
struct SampleFilter {
  enum class Kind { all, wrong_in_run, wrong_in_any, unlike, cell };
  bool from_test = true;
  Kind kind = Kind::all;  ///< unlike: A and B answer differently
  std::size_t run = 0;    ///< for wrong_in_run
  ConfusionCell cell;     ///< for cell
  bool operator==(const SampleFilter&) const = default;
};

/// The set that the filter names, or the other one where that is empty.
bool shows_test(const Dataset& dataset, const SampleFilter& filter);
const Samples& samples_of(const Dataset& dataset, const SampleFilter& filter);
/// A run's predictions for them; null where they are not known yet, and for values.
const Predictions* predictions_of(const Snapshot& snapshot, std::size_t run, const SampleFilter& filter);

/// The indices of the samples that pass, in order. Where there are no predictions only `all` lets samples
/// pass.
std::vector<std::int64_t> filtered(const Snapshot& snapshot, const SampleFilter& filter);

/// The samples of a snapshot that pass a filter, and what every run makes of them.
class SampleList {
 public:
  /// Lists the samples anew if the data, their predictions or the filter have changed; true if so.
  bool update(const Snapshot& snapshot, const SampleFilter& filter);

  const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }
  bool is_from_test() const { return shows_test(*dataset_, filter_); }
  /// The whole set that the listed samples are of.
  const Samples& set() const { return samples_of(*dataset_, filter_); }
  bool are_images() const { return dataset_->shape.is_image(); }
  /// The indices of the listed samples in their set, in order.
  const std::vector<std::int64_t>& indices() const { return indices_; }
  std::int64_t count() const { return static_cast<std::int64_t>(indices_.size()); }
  /// The place of a sample in the list; nothing if it isn't in it.
  std::optional<std::int64_t> place_of(std::int64_t sample) const;

  bool are_predicted() const { return !predictions_.empty() && predictions_.front() != nullptr; }
  /// The class that a run predicts, and its softmax; nothing where it is not known.
  std::optional<std::int32_t> predicted(std::size_t run, std::int64_t sample) const;
  std::optional<float> probability(std::size_t run, std::int64_t sample) const;
  /// For values: what a run answers, in the data's own units; empty for autoencoders and where it is not
  /// known.
  std::vector<double> values(std::size_t run, std::int64_t sample) const;
  /// The targets of regression in the data's own units.
  std::vector<double> targets(std::int64_t sample) const;
  /// How far a run's values are from what they are to be: the difference of a single one with its sign, else
  /// the root of their mean square.
  std::optional<double> error(std::size_t run, std::int64_t sample) const;
  /// How much more certain run A is than run B of the class that both predict; nothing where they predict
  /// different ones.
  std::optional<double> certainty_difference(std::int64_t sample) const;
  /// Also false where the predicted or the right class is not known.
  bool is_wrong(std::size_t run, std::int64_t sample) const;

 private:
  const Predictions* predictions(std::size_t run, std::int64_t sample) const;
  std::vector<double> raw_values(const std::vector<float>& all, std::int64_t outputs,
                                 std::int64_t sample) const;

  std::shared_ptr<const Dataset> dataset_;
  std::vector<std::shared_ptr<const Predictions>> predictions_;
  SampleFilter filter_;
  std::vector<std::int64_t> indices_;
};

}  // namespace lfp
