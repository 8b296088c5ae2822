#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <optional>

namespace lfp {

/// What a file or folder is, told by its first bytes more than by its name.
enum class DataFileKind {
  unknown,
  experiment,  ///< JSON
  session,
  table,
  idx_images,
  idx_labels,
  cifar_batch,
  image,
  image_folder,  ///< with folders of images in it
  weights,
  spreadsheet,
};

/// The one place that tells kinds of files apart: the readers' messages, what is opened and what is dropped
/// on the window all follow from it. Reads the beginning of the file alone; where that says nothing, as in an
/// empty file, the name decides. `unknown` where it is missing or unreadable as well.
DataFileKind kind_of_file(const std::filesystem::path& file);

/// For whoever is given `file` as an experiment: what it is instead, and how an experiment names it. Nothing
/// for experiments, sessions, and what is of no known kind: reading it finds the better words.
std::optional<Error> not_an_experiment(const std::filesystem::path& file);

}  // namespace lfp
