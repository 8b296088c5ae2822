#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace lfp {

/// The conditions under which LFP raises the reward at every step, in the order in which they are told.
enum class ConvergenceCondition : std::uint8_t {
  activations,  ///< every unit gives what it takes times its own slope: ReLU or none
  rule,         ///< LFP-0, or an ε that hardly changes the shares
  feedback,     ///< at each output o times the negative slope of a loss
  logits,       ///< not negative, where the feedback means different things above and below zero
  batch,        ///< all training samples in every step
  rate,         ///< a step gains about what the slope of the reward promises
};
constexpr std::size_t convergence_conditions = 6;

/// How far the conditions hold for one run as it is now. What cannot be measured is missing, and such a
/// condition does not hold.
struct Convergence {
  static constexpr double largest_epsilon_change = 0.01;
  static constexpr double largest_asymmetry = 0.05;
  static constexpr double least_gain = 0.5;

  std::int64_t units = 0;        ///< of all layers
  std::int64_t other_units = 0;  ///< of those that are neither ReLU nor without activation
  std::string other_layer{};     ///< what the first such layer is: "Tanh", "Batch norm"; "": none

  std::string other_rule{};  ///< the first rule that is neither LFP-0 nor LFP-ε; "": none
  /// By what part ε shortens the feedback that a layer hands down, of the layer where that is most.
  std::optional<double> epsilon_change{};

  /// The part of R/o that is no slope of anything: what is left of it on closed ways through the outputs.
  std::optional<double> asymmetry{};

  bool asks_for_non_negative = false;       ///< the feedback, of the logits
  std::optional<double> negative_logits{};  ///< the part of the logits below zero

  std::int64_t batch = 0;
  std::int64_t samples = 0;  ///< in the training set

  /// What the next step would gain of the reward, mean over the samples, and what its slope along the step
  /// promises.
  std::optional<double> gain{};
  std::optional<double> promised_gain{};
  std::int64_t measured_samples = 0;  ///< over so many of the training set

  bool holds(ConvergenceCondition condition) const;
  std::size_t broken() const;
};

}  // namespace lfp
