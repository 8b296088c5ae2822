#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lfp {

/// Where a data file lies that an experiment in `folder` names as `given`: there, or, for a relative name, in
/// the folder that the environment variable LFPLAB_DATA names or its mnist/. Nothing if it is in none of
/// them.
std::optional<std::filesystem::path> find_data_file(const std::filesystem::path& given,
                                                    const std::filesystem::path& folder);

}  // namespace lfp
