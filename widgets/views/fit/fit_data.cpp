#include "widgets/views/fit/fit_data.h"

#include "widgets/views/names/unit_names.h"

#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double margin = 0.06;  // of a range, at either end

PlotRange with_margin(double low, double high) {
  const double room = std::max(margin * (high - low), 1e-6);
  return {low - room, high + room};
}

}  // namespace

bool FitShown::is_from_test() const {
  return from_test ? dataset().test.count() > 0 : dataset().train.count() == 0;
}

double FitShown::input(std::int64_t at, std::size_t feature) const {
  return static_cast<double>(dataset().normalisation.raw(samples().input(at)[feature], feature));
}

double FitShown::target(std::int64_t at) const {
  const auto place = static_cast<std::size_t>(at * samples().outputs) + output;
  return static_cast<double>(dataset().target_normalisation.raw(samples().targets[place], output));
}

std::optional<double> FitShown::prediction(std::size_t run, std::int64_t at) const {
  const auto of = [&](std::size_t which) -> std::optional<double> {
    const RunSnapshot& source = snapshot.runs[which];
    const auto& predictions = is_from_test() ? source.test_predictions : source.train_predictions;
    if (!predictions || predictions->outputs == 0) return std::nullopt;
    const auto place = static_cast<std::size_t>(at * predictions->outputs) + output;
    if (place >= predictions->values.size()) return std::nullopt;
    return static_cast<double>(dataset().target_normalisation.raw(predictions->values[place], output));
  };
  const auto own = of(run);
  if (!is_difference) return own;
  const auto other = of(1);
  return own && other ? std::optional(*own - *other) : std::nullopt;
}

bool FitShown::are_tested() const {
  return samples().count() > 0 &&
         std::ranges::any_of(runs, [&](std::size_t run) { return prediction(run, 0).has_value(); });
}

bool FitShown::has_answers(std::size_t run) const {
  const auto has = [&](std::size_t which) {
    return which < snapshot.runs.size() && snapshot.runs[which].fit &&
           output < static_cast<std::size_t>(snapshot.runs[which].fit->outputs);
  };
  return has(run) && (!is_difference || has(1));
}

double FitShown::answer(std::size_t run, int row, int column) const {
  const auto of = [&](std::size_t which) {
    const float seen = snapshot.runs[which].fit->at(row, column, static_cast<std::int64_t>(output));
    return static_cast<double>(dataset().target_normalisation.raw(seen, output));
  };
  return is_difference ? of(0) - of(1) : of(run);
}

PlotRange FitShown::targets() const {
  PlotRange range{0, 0};
  bool is_first = true;
  for (const Samples* set : {&dataset().train, &dataset().test}) {
    for (std::size_t at = output; at < set->targets.size(); at += static_cast<std::size_t>(set->outputs)) {
      const auto value = static_cast<double>(dataset().target_normalisation.raw(set->targets[at], output));
      range.low = is_first ? value : std::min(range.low, value);
      range.high = is_first ? value : std::max(range.high, value);
      is_first = false;
    }
  }
  return with_margin(range.low, range.high);
}

PlotRange FitShown::shown_values() const {
  if (!is_difference) return targets();
  double largest = 0.0;
  if (by_target) {
    for (std::int64_t point = 0; point < fit_points(*this); ++point)
      largest = std::max(largest, std::abs(prediction(0, fit_sample(*this, point)).value_or(0.0)));
  } else if (has_answers(0)) {
    const FitSnapshot& fit = *snapshot.runs[0].fit;
    for (int row = 0; row < fit.rows; ++row)
      for (int column = 0; column < fit.columns; ++column)
        largest = std::max(largest, std::abs(answer(0, row, column)));
  }
  return with_margin(-largest, largest);
}

PlotRange FitShown::inputs(std::size_t run, std::size_t feature) const {
  const FitSnapshot& fit = *snapshot.runs[run].fit;
  const auto raw = [&](float seen) {
    return static_cast<double>(dataset().normalisation.raw(seen, feature));
  };
  return feature == 0 ? PlotRange{raw(fit.x_low), raw(fit.x_high)}
                      : PlotRange{raw(fit.y_low), raw(fit.y_high)};
}

QString FitShown::target_name() const {
  return output_name(snapshot, static_cast<std::int64_t>(output));
}

std::int64_t fit_points(const FitShown& shown) {
  return std::min(shown.samples().count(), most_fit_points);
}

std::int64_t fit_sample(const FitShown& shown, std::int64_t point) {
  return point * shown.samples().count() / fit_points(shown);
}

}  // namespace lfp
