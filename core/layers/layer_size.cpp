#include "core/layers/layer_size.h"

#include "core/base/error.h"
#include "core/layers/layer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace lfp {
namespace {

constexpr const char* own_remedy = "Give it fewer units or channels, or pool before it";
constexpr const char* all_remedy = "Make this layer or one before it smaller";

std::string beyond(std::int64_t count, const char* things, std::int64_t most) {
  std::array<char, 32> millions{};
  std::snprintf(millions.data(), millions.size(), "%.6g", static_cast<double>(count) / 1e6);
  return std::string(millions.data()) + " million " + things + ", where " + std::to_string(most / 1'000'000) +
         " million are the most";
}

}  // namespace

const SettingInfo* size_setting(const EntryInfo& kind) {
  const auto found = std::find_if(kind.settings.begin(), kind.settings.end(), [](const SettingInfo& info) {
    return info.name == "units" || info.name == "channels";
  });
  return found == kind.settings.end() ? nullptr : &*found;
}

/// One unit is made and counted for all.
LayerSize size_of(const LayerEntry& entry, Settings settings, const LayerPlace& place) {
  const SettingInfo* size = size_setting(entry.info);
  const std::int64_t units = size != nullptr ? settings.integer(size->name) : 1;
  if (size != nullptr) settings.set(size->name, std::int64_t{1});
  const auto made = entry.make(settings, place);
  LayerSize result{.input = place.input,
                   .output = made->output_shape(),
                   .parameters = made->parameters().count() * units,
                   .is_in_time = made->is_in_time(place.is_in_time),
                   .span = made->span()};
  result.output.channels *= units;
  return result;
}

void check_activation(const LayerEntry& entry, bool has_activation, const std::string& place) {
  if (has_activation && !entry.has_activation)
    throw Error(place + ".activation", "\"" + entry.info.name + "\" layers have no activation", "Remove it");
}

void check_block(bool begins_in_time, bool ends_in_time, const std::string& place) {
  if (begins_in_time != ends_in_time)
    throw Error(place + ".span", "the first spiking layer lies within the block",
                "Let the block begin after the first spiking layer");
}

void SizeLimit::add(const LayerSize& size, const std::string& place) {
  if (size.output.size() > most_outputs)
    throw Error(place, "the layer's output of " + to_text(size.output) + " is too large", own_remedy);
  if (size.parameters > most_parameters)
    throw Error(place, "the layer would have " + beyond(size.parameters, "parameters", most_parameters),
                own_remedy);
  outputs_ += size.output.size();
  parameters_ += size.parameters;
  const std::string all = "the layers up to this one have ";
  if (outputs_ > most_outputs)
    throw Error(place, all + beyond(outputs_, "outputs", most_outputs), all_remedy);
  if (parameters_ > most_parameters)
    throw Error(place, all + beyond(parameters_, "parameters", most_parameters), all_remedy);
}

}  // namespace lfp
