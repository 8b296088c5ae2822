#include "core/base/error.h"
#include "core/exchange/typed_arrays.h"
#include "core/sessions/trainer_state_file.h"

#include <array>
#include <limits>
#include <utility>

namespace lfp {
namespace {

/// The numbers of a log row in the order of the file.
constexpr std::array log_numbers = {&LogRow::train_accuracy, &LogRow::test_accuracy, &LogRow::loss,
                                    &LogRow::test_loss, &LogRow::mean_feedback};

void add(TypedArrayWriter& writer, const std::string& name, const Timeline& timeline) {
  if (timeline.columns() == 0) return;
  const TimelineView view = timeline.view();
  std::vector<float> values;
  values.reserve(view.rows() * view.columns());
  for (std::size_t row = 0; row < view.rows(); ++row)
    values.insert(values.end(), view.row(row).begin(), view.row(row).end());
  writer.add<std::int64_t>(name + ".place", {view.bin_width(), timeline.steps()});
  writer.add<float>(
      name, {static_cast<std::int64_t>(view.rows()), static_cast<std::int64_t>(timeline.columns())}, values);
}

/// A timeline of the form of `form`. Throws Error where it does not hold `steps` steps.
Timeline read_timeline(const TypedArrayReader& reader, const std::string& name, const std::string& place,
                       const Timeline& form, std::int64_t steps) {
  const auto position = reader.read<std::int64_t>(name + ".place", 2);
  const std::int64_t bin_width = position[0];
  const auto capacity = static_cast<std::int64_t>(form.capacity());
  const bool is_sound = bin_width >= 1 && (bin_width & (bin_width - 1)) == 0 && position[1] == steps &&
                        steps / bin_width <= capacity;
  const std::int64_t rows = is_sound ? steps / bin_width + (steps % bin_width > 0 ? 1 : 0) : 0;
  if (!is_sound || rows > capacity)
    throw Error(place + ": " + name, "it does not hold the steps that the state has seen", older_copy);
  std::vector<float> values(static_cast<std::size_t>(rows) * form.columns());
  reader.read(name, {rows, static_cast<std::int64_t>(form.columns())}, std::span<float>(values));
  return {form.columns(), form.capacity(), bin_width, steps, values};
}

void add(TypedArrayWriter& writer, const std::string& name, const std::vector<const LogRow*>& rows,
         std::size_t layers) {
  std::vector<std::int64_t> places;
  std::vector<double> values;
  std::vector<double> norms;
  std::vector<std::int64_t> flips;
  for (const LogRow* row : rows) {
    places.insert(places.end(), {row->step, row->epoch});
    for (const auto number : log_numbers) values.push_back(row->*number);
    norms.insert(norms.end(), row->feedback_norm.begin(), row->feedback_norm.end());
    flips.insert(flips.end(), row->flips.begin(), row->flips.end());
    flips.resize(flips.size() + layers - row->flips.size());
  }
  const auto count = static_cast<std::int64_t>(rows.size());
  const auto of_layers = static_cast<std::int64_t>(layers);
  writer.add<std::int64_t>(name + ".place", {count, 2}, places);
  writer.add<double>(name + ".numbers", {count, static_cast<std::int64_t>(log_numbers.size())}, values);
  writer.add<double>(name + ".feedback_norm", {count, of_layers}, norms);
  writer.add<std::int64_t>(name + ".flips", {count, of_layers}, flips);
}

std::vector<LogRow> read_rows(const TypedArrayReader& reader, const std::string& name,
                              const std::string& place, std::size_t layers) {
  const auto shape = reader.shape(name + ".place");
  const auto count = shape.empty() ? 0 : static_cast<std::size_t>(shape.front());
  if (count > RunRecord::most_log_rows) throw Error(place + ": " + name, "it has too many rows", older_copy);
  const auto whole = static_cast<std::int64_t>(count);
  const auto of_layers = static_cast<std::int64_t>(layers);
  std::vector<std::int64_t> places(count * 2);
  std::vector<double> values(count * log_numbers.size());
  reader.read(name + ".place", {whole, 2}, std::span<std::int64_t>(places));
  reader.read(name + ".numbers", {whole, static_cast<std::int64_t>(log_numbers.size())},
              std::span<double>(values));
  // The sizes come from an array just read, so they are no larger than the file.
  std::vector<double> norms(count * layers);
  std::vector<std::int64_t> flips(count * layers);
  reader.read(name + ".feedback_norm", {whole, of_layers}, std::span<double>(norms));
  reader.read(name + ".flips", {whole, of_layers}, std::span<std::int64_t>(flips));

  std::vector<LogRow> rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    rows[i].step = places[2 * i];
    rows[i].epoch = places[2 * i + 1];
    for (std::size_t k = 0; k < log_numbers.size(); ++k)
      rows[i].*log_numbers[k] = values[i * log_numbers.size() + k];
    const auto first = static_cast<std::ptrdiff_t>(i * layers);
    const auto last = static_cast<std::ptrdiff_t>((i + 1) * layers);
    rows[i].feedback_norm.assign(norms.begin() + first, norms.begin() + last);
    rows[i].flips.assign(flips.begin() + first, flips.begin() + last);
  }
  return rows;
}

}  // namespace

std::string history_npz(const TrainerState& state) {
  return all_bytes([&](const ByteSink& sink) { write_history_npz(state, sink); });
}

void write_history_npz(const TrainerState& state, const ByteSink& sink) {
  const RunRecordParts parts = state.record.parts();
  const std::size_t layers = state.parameters.size();
  TypedArrayWriter writer(sink);
  add(writer, "steps", parts.steps);
  add(writer, "raster", parts.raster);
  std::vector<const LogRow*> rows;
  for (const auto& row : parts.log) rows.push_back(row.get());
  add(writer, "log", rows, layers);
  add(writer, "open", {&parts.open}, layers);
  writer.add<std::int64_t>("open.counts",
                           {parts.open_steps, parts.open_samples, parts.closed_rows, parts.log_stride});
  writer.finish();
}

void read_history_npz(const std::string& bytes, const std::string& place, TrainerState& state) {
  const TypedArrayReader reader(bytes, place);
  const std::size_t layers = state.parameters.size();
  const RunRecordParts form = state.record.parts();
  RunRecordParts parts;
  parts.steps = read_timeline(reader, "steps", place, form.steps, state.step);
  if (form.raster.columns() > 0)
    parts.raster = read_timeline(reader, "raster", place, form.raster, state.step);
  for (LogRow& row : read_rows(reader, "log", place, layers))
    parts.log.push_back(std::make_shared<const LogRow>(std::move(row)));
  const auto open = read_rows(reader, "open", place, layers);
  if (open.size() != 1) throw Error(place + ": open", "it has to be one row", older_copy);
  parts.open = open.front();
  parts.open.flips.clear();  // counted when the row is closed
  const auto counts = reader.read<std::int64_t>("open.counts", 4);
  parts.open_steps = counts[0];
  parts.open_samples = counts[1];
  parts.closed_rows = counts[2];
  parts.log_stride = counts[3];
  const bool is_stride = parts.log_stride >= 1 &&
                         parts.log_stride <= std::numeric_limits<std::int32_t>::max() &&
                         parts.closed_rows >= 0 && parts.closed_rows <= state.step;
  if (!is_stride ||
      !std::cmp_equal(parts.log.size(), (parts.closed_rows + parts.log_stride - 1) / parts.log_stride))
    throw Error(place + ": log", "it does not have the rows that were closed", older_copy);
  state.record.set_parts(std::move(parts));
}

std::size_t largest_history_npz(const TrainerState& state) {
  const RunRecordParts form = state.record.parts();
  constexpr std::size_t frames = std::size_t{32} << 10U;
  const std::size_t log_row = 8 * (2 + log_numbers.size() + 2 * state.parameters.size());
  // The file may have a raster even if none is wanted here.
  constexpr std::size_t largest_raster = std::size_t{1} << 28U;
  return frames + form.steps.capacity() * form.steps.columns() * sizeof(float) + largest_raster +
         RunRecord::most_log_rows * log_row;
}

}  // namespace lfp
