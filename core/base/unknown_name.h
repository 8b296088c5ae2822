#pragma once

#include "core/base/error.h"

#include <span>
#include <string>
#include <string_view>

namespace lfp {

/// The one of `known` that `given` is most likely meant to be: with a few letters left out, added, swapped or
/// changed, cut short, or written by its initials ("lr" for "learning_rate"). "" where none is near.
std::string nearest_name(std::string_view given, std::span<const std::string> known);

/// How far apart two words are: 0 for the same, 1 for nothing in common. Case, "-" and "_" make no
/// difference.
double word_distance(std::string_view a, std::string_view b);

/// "Did you mean dense? Choose one of: dense, conv2d"; the question only where a name is near.
std::string remedy_for(std::string_view unknown, std::span<const std::string> known);

/// A key that an object of the experiment cannot have.
class UnknownKey : public Error {
 public:
  /// `place` includes the key.
  UnknownKey(std::string place, std::string_view key, std::span<const std::string> known);
  /// With another remedy than a name among those that the object can have.
  UnknownKey(std::string place, std::string remedy);
};

}  // namespace lfp
