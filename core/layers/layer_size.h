#pragma once

#include "core/base/settings.h"
#include "core/base/shape.h"
#include "core/layers/layer_entry.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace lfp {

/// With more outputs for one sample than this, in one layer or in all, a batch would not fit into memory.
inline constexpr std::int64_t most_outputs = 50'000'000;
/// With more parameters than this, in one layer or in all, training would not: it keeps them a few times
/// over.
inline constexpr std::int64_t most_parameters = 200'000'000;

/// What arrives at a layer, what leaves it, and how much it learns.
struct LayerSize {
  Shape input;
  Shape output;
  std::int64_t parameters = 0;
  bool is_in_time = false;  ///< behind it each row is one time step of a sample
  std::size_t span = 0;     ///< layers in the block that it ends
};

/// Computed without allocating the parameters; `settings` are checked ones. Throws Error where the layer
/// cannot stand there.
LayerSize size_of(const LayerEntry& entry, Settings settings, const LayerPlace& place);

/// Throws Error where the layer has an activation but its kind takes none.
void check_activation(const LayerEntry& entry, bool has_activation, const std::string& place);
/// A block may not begin before time does and end after. Throws Error; `begins_in_time` and `ends_in_time`:
/// whether what arrives at the block's first layer, and at its sum, is in time.
void check_block(bool begins_in_time, bool ends_in_time, const std::string& place);

/// The setting that says how many units or channels a layer of this kind has; null for other kinds.
const SettingInfo* size_setting(const EntryInfo& kind);

/// Adds up the layers of a network, from the first.
class SizeLimit {
 public:
  /// Throws Error at `place` where the layer, or all up to it, have more than most_outputs or
  /// most_parameters.
  void add(const LayerSize& size, const std::string& place);

 private:
  std::int64_t outputs_ = 0;
  std::int64_t parameters_ = 0;
};

}  // namespace lfp
