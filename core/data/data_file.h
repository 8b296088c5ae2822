#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <optional>
#include <string>

namespace lfp {

/// Where downloaded data lie: the folder that the environment variable LFPLAB_DATA names, or the program's
/// own among the user's data ($XDG_DATA_HOME/lfplab/lfplab/data). Need not exist; empty where the user has no
/// home.
std::filesystem::path data_folder();

/// Where a data file (or folder) lies that an experiment in `folder` names as `given`: there, or, for a
/// relative name, in LFPLAB_DATA or the program's own data folder, or in the mnist/ of one of them. Where it
/// is in none of them, a file of MNIST or its relatives is looked for under the other names that it goes by
/// (see idx_names.h). Nothing if there is none.
std::optional<std::filesystem::path> find_data_file(const std::filesystem::path& given,
                                                    const std::filesystem::path& folder);

/// The file or folder that the setting of that name names. Throws Error if it is empty (with `remedy`) or not
/// found.
std::filesystem::path named_data_file(const std::string& setting, const std::string& remedy,
                                      const Settings& settings, const DatasetRequest& request);

}  // namespace lfp
