#pragma once

#include "core/data/dataset.h"
#include "core/data/images/idx_file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// An open pair of IDX files: images and their labels.
struct IdxPair {
  std::filesystem::path images_path;
  std::filesystem::path labels_path;
  IdxFile images;
  IdxFile labels;

  /// Opens the files given by these settings. Throws Error on failure, or if they contain different numbers
  /// of samples.
  IdxPair(const char* images_setting, const char* labels_setting, const Settings& settings,
          const DatasetRequest& request);

  std::int64_t count() const { return images.count(); }
  /// Reads the pixels of the first images [count x rows x columns], transposed if the setting "transposed" is
  /// on. May be called only once. Throws Error and Cancelled.
  std::vector<std::uint8_t> read_pixels(std::int64_t count, const Settings& settings, Progress* progress);
};

/// All files given by the settings of IDX data.
struct IdxFiles {
  IdxPair train;
  std::optional<IdxPair> test;  ///< empty if `train` also contains the test samples

  /// Throws Error if they do not belong together.
  IdxFiles(const Settings& settings, const DatasetRequest& request);
};

/// The labels of all samples, and the range of classes.
struct IdxLabels {
  std::vector<std::uint8_t> train;
  std::vector<std::uint8_t> test;  ///< only if there are separate test files
  std::int32_t first = 0;          ///< 1 if the labels count from 1
  std::int32_t end = 0;            ///< one more than the label of the last class

  std::vector<std::string> class_names() const;
};

/// Reads the labels; may be called only once. Throws an Error that names the first label beyond the setting
/// "classes" or, without that setting, a label far above all others.
IdxLabels read_labels(IdxFiles& files, const Settings& settings);

/// Reports what was guessed, if anything: files found under other names than those in the settings, labels
/// that count from 1.
LoadReport report_on(const IdxFiles& files, const IdxLabels& labels, const Settings& settings);

}  // namespace lfp
