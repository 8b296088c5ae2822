#include "core/sessions/trainer_state_file.h"

#include "core/base/error.h"
#include "core/exchange/typed_arrays.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lfp {
namespace {

/// Room for an array's header, twice its name, and what zip adds.
constexpr std::size_t frame_of_array = 1024;
constexpr std::size_t arrays_of_layer = 16;

std::string layer_name(std::size_t block) {
  return "layer" + std::to_string(block + 1) + ".";
}

std::vector<std::int64_t> shape_of(const Matrix& matrix) {
  return {matrix.rows(), matrix.cols()};
}

template <class Numbers>
std::span<const Scalar> numbers_of(const Numbers& numbers) {
  return {numbers.data(), static_cast<std::size_t>(numbers.size())};
}

template <class Numbers>
std::span<Scalar> numbers_of(Numbers& numbers) {
  return {numbers.data(), static_cast<std::size_t>(numbers.size())};
}

/// Only existing arrays are written: an optimiser without momentum has none.
void add(TypedArrayWriter& writer, const std::string& name, const Parameters& parameters) {
  if (parameters.weight.size() > 0)
    writer.add(name + "weight", shape_of(parameters.weight), numbers_of(parameters.weight));
  if (parameters.bias.size() > 0)
    writer.add(name + "bias", {parameters.bias.size()}, numbers_of(parameters.bias));
}

void read(const TypedArrayReader& reader, const std::string& name, Parameters& parameters) {
  if (parameters.weight.size() > 0)
    reader.read(name + "weight", shape_of(parameters.weight), numbers_of(parameters.weight));
  if (parameters.bias.size() > 0)
    reader.read(name + "bias", {parameters.bias.size()}, numbers_of(parameters.bias));
}

/// What an optimiser remembers of `parameters`; empty where the file has none of it.
Parameters read_moment(const TypedArrayReader& reader, const std::string& name,
                       const Parameters& parameters) {
  Parameters moment;
  if (reader.has(name + "weight")) moment.weight.resizeLike(parameters.weight);
  if (reader.has(name + "bias")) moment.bias.resizeLike(parameters.bias);
  read(reader, name, moment);
  return moment;
}

std::vector<std::int8_t> flags_of(const Matrix& kept) {
  std::vector<std::int8_t> flags(static_cast<std::size_t>(kept.size()));
  std::transform(kept.data(), kept.data() + kept.size(), flags.begin(),
                 [](Scalar is_kept) { return is_kept != 0 ? std::int8_t{1} : std::int8_t{0}; });
  return flags;
}

/// Written only where weights of the block were removed.
void read_kept(const TypedArrayReader& reader, const std::string& name, std::size_t block,
               TrainerState& state) {
  if (!reader.has(name)) return;
  const Matrix& weight = state.parameters[block].weight;
  const auto flags = reader.read<std::int8_t>(name, static_cast<std::size_t>(weight.size()));
  state.kept.resize(state.parameters.size());
  state.kept[block].resizeLike(weight);
  std::transform(flags.begin(), flags.end(), state.kept[block].data(),
                 [](std::int8_t is_kept) { return is_kept != 0 ? Scalar{1} : Scalar{0}; });
}

SignRecord read_signs(const TypedArrayReader& reader, const std::string& name, const Parameters& parameters) {
  const auto weights = static_cast<std::size_t>(parameters.weight.size());
  const auto biases = static_cast<std::size_t>(parameters.bias.size());
  return {{.initial_weight = reader.read<std::int8_t>(name + "initial_sign", weights),
           .initial_bias = reader.read<std::int8_t>(name + "initial_bias_sign", biases),
           .last = reader.read<std::int8_t>(name + "last_sign", weights),
           .flips = reader.read<std::uint32_t>(name + "flips", weights),
           .last_flip_step = reader.read<std::uint32_t>(name + "last_flip_step", weights),
           .first_flip_step = reader.read<std::uint32_t>(name + "first_flip_step", weights)},
          parameters};
}

}  // namespace

void write_state_npz(const TrainerState& state, const ByteSink& sink) {
  TypedArrayWriter writer(sink);
  writer.add<std::int64_t>("step", {state.step});
  for (std::size_t b = 0; b < state.parameters.size(); ++b) {
    const std::string name = layer_name(b);
    add(writer, name, state.parameters[b]);
    if (state.statistics[b].size() > 0)
      writer.add(name + "statistics", shape_of(state.statistics[b]), numbers_of(state.statistics[b]));
    if (state.parameters[b].count() == 0) continue;
    const OptimiserState& optimiser = state.optimiser[b];
    add(writer, name + "momentum.", optimiser.momentum);
    add(writer, name + "square.", optimiser.square);
    writer.add<std::int64_t>(name + "optimiser_steps", {optimiser.steps});
    const SignRecord& signs = state.signs[b];
    writer.add(name + "initial_sign", signs.initial_sign());
    writer.add(name + "initial_bias_sign", signs.initial_bias_sign());
    writer.add(name + "last_sign", signs.last_sign());
    writer.add(name + "flips", signs.flips());
    writer.add(name + "last_flip_step", signs.last_flip_step());
    writer.add(name + "first_flip_step", signs.first_flip_step());
    if (!state.kept.empty() && state.kept[b].size() > 0) writer.add(name + "kept", flags_of(state.kept[b]));
  }
  writer.finish();
}

std::string state_npz(const TrainerState& state) {
  return all_bytes([&](const ByteSink& sink) { write_state_npz(state, sink); });
}

void read_state_npz(const std::string& bytes, const std::string& place, TrainerState& state) {
  const TypedArrayReader reader(bytes, place);
  state.step = reader.read<std::int64_t>("step", 1).front();
  if (state.step < 0 || state.step > std::numeric_limits<std::uint32_t>::max())
    throw Error(place, "it is of a step that cannot be", "Open an older copy of the file");
  state.kept.clear();
  for (std::size_t b = 0; b < state.parameters.size(); ++b) {
    const std::string name = layer_name(b);
    Parameters& parameters = state.parameters[b];
    read(reader, name, parameters);
    if (state.statistics[b].size() > 0)
      reader.read(name + "statistics", shape_of(state.statistics[b]), numbers_of(state.statistics[b]));
    if (parameters.count() == 0) continue;
    OptimiserState& optimiser = state.optimiser[b];
    optimiser.momentum = read_moment(reader, name + "momentum.", parameters);
    optimiser.square = read_moment(reader, name + "square.", parameters);
    optimiser.steps = reader.read<std::int64_t>(name + "optimiser_steps", 1).front();
    state.signs[b] = read_signs(reader, name, parameters);
    read_kept(reader, name + "kept", b, state);
  }
}

NamedArrays exchanged_weights(NamedArrays state) {
  NamedArrays weights;
  for (NamedArray& array : state) {
    const auto point = array.name.find('.');
    const std::string what = point == std::string::npos ? "" : array.name.substr(point + 1);
    if (what == "weight" || what == "bias") {
      weights.push_back(std::move(array));
    } else if (what == "statistics" && array.shape.size() == 2 && array.shape.front() == 2) {
      const auto middle = array.values.begin() + array.shape.back();
      const std::string layer = array.name.substr(0, point + 1);
      weights.push_back({layer + "running_mean", {array.shape.back()}, {array.values.begin(), middle}});
      weights.push_back({layer + "running_variance", {array.shape.back()}, {middle, array.values.end()}});
    }
  }
  return weights;
}

std::size_t largest_state_npz(const TrainerState& state) {
  constexpr std::size_t signs_of_parameter = 3 * sizeof(std::int8_t) + 3 * sizeof(std::uint32_t);
  std::size_t size = frame_of_array;
  for (std::size_t b = 0; b < state.parameters.size(); ++b) {
    size += arrays_of_layer * frame_of_array;
    size += static_cast<std::size_t>(state.parameters[b].count()) * (3 * sizeof(Scalar) + signs_of_parameter);
    size += static_cast<std::size_t>(state.statistics[b].size()) * sizeof(Scalar);
  }
  return size;
}

}  // namespace lfp
