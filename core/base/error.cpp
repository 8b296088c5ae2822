#include "core/base/error.h"

#include <utility>

namespace lfp {

Error::Error(std::string place, std::string problem, std::string remedy)
    : std::runtime_error(place + ": " + problem + ". " + remedy + (remedy.ends_with('?') ? "" : ".")),
      place_(std::move(place)),
      problem_(std::move(problem)),
      remedy_(std::move(remedy)) {}

}  // namespace lfp
