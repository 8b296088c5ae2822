#pragma once

#include "core/experiment/experiment.h"
#include "core/network/network.h"
#include "core/rules/rule.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace lfp::golden {

using Json = nlohmann::json;

/// Why a file cannot be checked: something in it that the program does not have yet.
struct NotSupported {
  std::string what;
};

/// A difference from the reference, with the place where it is largest.
struct Mismatch {
  std::string what;
};

/// |difference| <= tolerance * max(1, |expected|), as the reference's README defines it.
class Comparison {
 public:
  explicit Comparison(double tolerance) : tolerance_(tolerance) {}
  /// Compares any nesting of arrays with numbers in the same order; throws Mismatch naming `what`.
  void equal(const std::string& what, const Scalar* actual, Index count, const Json& expected) const;
  void equal(const std::string& what, const Matrix& actual, const Json& expected) const {
    equal(what, actual.data(), actual.size(), expected);
  }
  void equal(const std::string& what, double actual, double expected) const;

 private:
  double tolerance_;
};

/// All numbers of any nesting of arrays, in order.
std::vector<double> flat_numbers(const Json& json);
/// [rows x everything else].
Matrix to_matrix(const Json& rows);

/// `coding` stands in front of the file's layers, unless it is null.
Network to_network(const Json& file, std::unique_ptr<Layer> coding = nullptr);
Shape input_shape(const Json& file);
/// The rule in our terms; throws NotSupported.
Choice to_rule(const Json& rule);
/// The feedback function in our terms, nothing for "explicit"; throws NotSupported.
std::optional<Choice> to_feedback_function(const Json& function);

}  // namespace lfp::golden
