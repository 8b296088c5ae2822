#pragma once

#include "core/base/registry.h"
#include "core/experiment/experiment.h"

#include <functional>
#include <vector>

namespace lfp {

/// Whether a rule decides how the layer hands feedback down.
bool is_ruled(const LayerSpec& layer);

/// A known way to give layers different rules.
struct CompositeEntry {
  EntryInfo info;
  /// The rules for those layers that have one.
  std::function<std::vector<LayerRule>(const NetworkSpec&)> make;
};

/// In the order of menus. In an experiment file, `"composite": "<name>"` stands for the list that it makes.
const std::vector<CompositeEntry>& composite_entries();

}  // namespace lfp
