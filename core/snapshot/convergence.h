#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace lfp {

/// The conditions under which LFP raises the reward at every step, in the order in which they are shown.
enum class ConvergenceCondition : std::uint8_t {
  activations,  ///< each activation is its input times its own slope: ReLU or none
  rule,         ///< LFP-0, or LFP-ε with an ε that hardly changes the shares
  feedback,     ///< at each output o, the feedback is o times the negative slope of a loss
  logits,       ///< none is negative, if the feedback treats values above and below zero differently
  batch,        ///< every step uses all training samples
  rate,         ///< a step gains about as much reward as the slope of the reward promises
};
constexpr std::size_t convergence_conditions = 6;

/// How far the conditions hold for one run in its current state. A value that cannot be measured is empty,
/// and its condition does not hold.
struct Convergence {
  static constexpr double largest_epsilon_change = 0.01;
  static constexpr double largest_asymmetry = 0.05;
  static constexpr double least_gain = 0.5;

  std::int64_t units = 0;        ///< in all layers together
  std::int64_t other_units = 0;  ///< units of layers that break the condition `activations`
  std::string other_layer{};     ///< kind of the first such layer: "Tanh", "Batch norm"; "" if there is none

  std::string other_rule{};  ///< the first rule that is neither LFP-0 nor LFP-ε; "" if there is none
  /// The fraction of the arriving feedback that ε retains, in the layer where this is largest.
  std::optional<double> epsilon_change{};

  /// The fraction of R/o that is not the gradient of any function: its integral over closed paths of outputs.
  std::optional<double> asymmetry{};

  bool asks_for_non_negative = false;       ///< whether the feedback function requires logits >= 0
  std::optional<double> negative_logits{};  ///< the fraction of the logits that are below zero

  std::int64_t batch = 0;
  std::int64_t samples = 0;  ///< in the training set

  /// The reward that the next step would gain, as a mean over the samples, and the gain that the slope of the
  /// reward predicts for that step.
  std::optional<double> gain{};
  std::optional<double> promised_gain{};
  std::int64_t measured_samples = 0;  ///< number of training samples that the gains were measured on

  bool holds(ConvergenceCondition condition) const;
  std::size_t broken() const;
};

}  // namespace lfp
