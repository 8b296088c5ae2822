#pragma once

#include "core/optimisers/optimiser.h"

namespace lfp {

/// How Adam's weights decay: as a part of the feedback, which the root mean square then levels out like all
/// the rest of it, or apart from it, by shrinking the parameters themselves (AdamW).
enum class AdamDecay { in_feedback, apart };

/// Adam or AdamW from the settings that `adam_settings` lists.
std::unique_ptr<Optimiser> make_adam(const Settings& settings, AdamDecay decay);
std::vector<SettingInfo> adam_settings(double weight_decay);

}  // namespace lfp
