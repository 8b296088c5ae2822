#pragma once

#include <string_view>

namespace lfp {

/// What a file holds, whatever its name says.
struct FileContent {
  std::string_view description;  ///< "a WebP image"; empty: nothing that is known
  bool is_image = false;
  /// What to do where a file of any other kind was expected; empty where that depends on the place.
  std::string_view remedy = {};
};

/// Recognises what begins with these bytes; a few hundred of them suffice.
FileContent content_of(std::string_view bytes);

}  // namespace lfp
