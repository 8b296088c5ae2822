#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <optional>

namespace lfp {

/// The kind of a file or folder, which is detected from its first bytes rather than its name.
enum class DataFileKind {
  unknown,
  experiment,  ///< JSON
  session,
  table,
  idx_images,
  idx_labels,
  cifar_batch,
  image,
  image_folder,  ///< contains folders of images
  weights,
  spreadsheet,
};

/// Detects the kind of a file. Messages of the readers, opening files and dropping them on the window all
/// rely on it. Only the beginning of the file is read; if that is inconclusive, as for an empty file, the
/// name decides. Returns `unknown` for a missing or unreadable file, too.
DataFileKind kind_of_file(const std::filesystem::path& file);

/// Explains what `file` is if it was given as an experiment but is not one, and how an experiment refers to
/// it. Returns nothing for experiments, sessions and files of which nothing is known: reading those gives a
/// better message.
std::optional<Error> not_an_experiment(const std::filesystem::path& file);

}  // namespace lfp
