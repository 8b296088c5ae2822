#include "core/feedback/feedback_function.h"
#include "core/feedback/output_terms.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lfp {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// `place` names the setting; `position` counts from 1.
Scalar read_value(std::string_view text, std::size_t position, const std::string& place) {
  const std::string remedy = "Give a number for each output, such as 1, 0, -1";
  if (text.empty()) throw Error(place, "value " + std::to_string(position) + " is missing", remedy);
  const bool has_plus = text.starts_with('+') && !text.starts_with("+-");
  const std::string_view digits = has_plus ? text.substr(1) : text;
  double value = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool is_number = failure == std::errc() && end == digits.data() + digits.size() &&
                         std::isfinite(static_cast<Scalar>(value));
  if (!is_number)
    throw Error(place, "value " + std::to_string(position) + ", \"" + std::string(text) + "\", is no number",
                remedy);
  return static_cast<Scalar>(value);
}

/// "1, 0, -1"; nothing but blanks is no value at all.
std::vector<Scalar> read_values(std::string_view text, const std::string& place) {
  std::vector<Scalar> values;
  if (trimmed(text).empty()) return values;
  for (bool is_last = false; !is_last;) {
    const auto comma = text.find(',');
    is_last = comma == std::string_view::npos;
    values.push_back(read_value(trimmed(text.substr(0, comma)), values.size() + 1, place));
    if (!is_last) text.remove_prefix(comma + 1);
  }
  return values;
}

std::string place_of_values(const std::string& place) {
  return place + ".values";
}

class HumanFeedback : public FeedbackFunction {
 public:
  explicit HumanFeedback(const std::vector<Scalar>& values)
      : values_(Eigen::Map<const RowVector>(values.data(), static_cast<Index>(values.size()))) {}

  void check(const OutputKind& kind, const std::string& place) const override {
    if (values_.size() == 0 || values_.size() == kind.outputs) return;
    const std::string outputs = std::to_string(kind.outputs) + (kind.outputs == 1 ? " output" : " outputs");
    const std::string first = "value " + std::to_string(std::min<Index>(values_.size(), kind.outputs) + 1);
    throw Error(place_of_values(place),
                values_.size() < kind.outputs ? first + " is missing: the network has " + outputs
                                              : first + " is too many: the network has " + outputs,
                "Give " + std::to_string(kind.outputs) +
                    (kind.outputs == 1 ? " number" : " numbers separated by commas"));
  }

  void apply(const Matrix& /*logits*/, const Targets& /*targets*/, Matrix& feedback) const override {
    if (values_.size() == 0)
      feedback.setZero();
    else
      feedback.rowwise() = values_;
  }

  FeedbackOrigin origin(const Matrix& outputs, const Targets& targets, Index output) const override {
    FeedbackOrigin origin = begin_origin(outputs, targets, output);
    const double given = values_.size() == 0 ? 0.0 : static_cast<double>(values_[output]);
    origin.terms.push_back({"v", given, "what was given"});
    origin.formula = "v";
    return origin;
  }

 private:
  using RowVector = Eigen::Matrix<Scalar, 1, Eigen::Dynamic>;
  RowVector values_;
};

}  // namespace

FeedbackEntry human_feedback_entry() {
  return {
      {.name = "human",
       .label = "Human",
       .summary = "What you say of the sample at hand: a value for each output, above 0 to reward it and "
                  "below 0 to punish it",
       .formula = "R_c = v_c",
       .settings = {text_setting(
           "values", "Values", "A number for each output, separated by commas; empty gives no feedback", "")},
       .check =
           [](const Settings& settings, const std::string& place) {
             read_values(settings.text("values"), place_of_values(place));
           }},
      [](const Settings& settings) {
        return std::make_unique<HumanFeedback>(read_values(settings.text("values"), "values"));
      }};
}

}  // namespace lfp
