#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <optional>
#include <string>

namespace lfp {

/// Returns the folder of downloaded data: the one given by the environment variable LFPLAB_DATA, or the
/// program's own folder within the user's data ($XDG_DATA_HOME/lfplab/lfplab/data). It need not exist; the
/// path is empty if the user has no home folder.
std::filesystem::path data_folder();

/// Says where a missing data file could be put, for the remedies of errors: "put it into LFPLAB_DATA, which
/// is …", or to set LFPLAB_DATA if it is not.
std::string place_for_data();

/// Finds the data file (or folder) that an experiment in `folder` refers to as `given`: relative to that
/// folder or, for a relative path, in LFPLAB_DATA or the program's own data folder, or in the subfolder
/// mnist/ of either. If it is in none of them, files of MNIST and related data sets are searched for under
/// their alternative names (see idx_names.h). Returns nothing if there is no such file.
std::optional<std::filesystem::path> find_data_file(const std::filesystem::path& given,
                                                    const std::filesystem::path& folder);

/// Returns the file or folder given by the setting of that name. Throws Error if the setting is empty (with
/// `remedy`) or the file is not found.
std::filesystem::path named_data_file(const std::string& setting, const std::string& remedy,
                                      const Settings& settings, const DatasetRequest& request);

}  // namespace lfp
