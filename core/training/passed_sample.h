#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/training/backward_pass.h"
#include "core/training/task.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lfp {

/// A sample in a network, or a batch of them: passed up, and all the way down by a run's method; it then
/// answers questions about both. Keeps its room for the next sample.
class PassedSample {
 public:
  /// Room for `samples` samples at once, in networks like `network`.
  PassedSample(const Network& network, const Task& task, Index samples, const TraceUse& use);

  /// Row `row` is to be sample `index` of `samples`, with its target.
  void set(Index row, const Samples& samples, std::int64_t index);
  /// The one row is to be this input, of a class (from 0) where one is given.
  void set_input(std::span<const float> input, std::optional<std::int32_t> label);

  /// Row `row` is to be this input of that class.
  void set_input(Index row, std::span<const float> input, std::int32_t label);

  /// Passes it up; `seed` and `occasion` as in Network::draw(). The network must outlive the questions.
  void up(const Network& network, std::uint64_t seed, std::uint64_t occasion);
  /// Passes it down through all blocks. Where `feedback` has a place for a block's parameters, it gets what
  /// moves them, summed over the samples.
  void down(std::unique_ptr<BackwardPass> pass, std::span<Parameters* const> feedback = {});

  /// Where the feedback of one output of a single sample comes from.
  FeedbackOrigin origin(Index output) const {
    return pass_->origin(*network_, trace_, targets_.view(), output);
  }

  Targets targets() const { return targets_.view(); }
  const Network& network() const { return *network_; }
  const Trace& trace() const { return trace_; }
  /// For questions that overwrite what it holds of the way down; they have to come last.
  Trace& trace() { return trace_; }
  BackwardPass& pass() const { return *pass_; }

 private:
  const Network* network_ = nullptr;
  Trace trace_;
  BatchTargets targets_;
  std::unique_ptr<BackwardPass> pass_;
};

/// The places of all blocks with parameters in `feedback`, one for each block, as PassedSample::down() takes
/// them.
std::vector<Parameters*> places_in(std::vector<Parameters>& feedback);

}  // namespace lfp
