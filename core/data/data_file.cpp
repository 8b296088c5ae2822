#include "core/data/data_file.h"

#include <cstdlib>
#include <vector>

namespace lfp {

std::optional<std::filesystem::path> find_data_file(const std::filesystem::path& given,
                                                    const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> places{folder / given};
  if (const char* data = std::getenv("LFPLAB_DATA"); data != nullptr && given.is_relative()) {
    places.push_back(std::filesystem::path(data) / given);
    places.push_back(std::filesystem::path(data) / "mnist" / given);
  }
  for (const auto& place : places) {
    std::error_code ignored;
    if (std::filesystem::exists(place, ignored)) return place;
  }
  return std::nullopt;
}

}  // namespace lfp
