#pragma once

#include "core/data/dataset.h"
#include "core/data/images/idx_file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// An IDX file of images and the one of their labels, opened.
struct IdxPair {
  std::filesystem::path images_path;
  std::filesystem::path labels_path;
  IdxFile images;
  IdxFile labels;

  /// Opens the files that these settings name. Throws Error, also where they hold different numbers of
  /// samples.
  IdxPair(const char* images_setting, const char* labels_setting, const Settings& settings,
          const DatasetRequest& request);

  std::int64_t count() const { return images.count(); }
  /// The pixels of the first images [count x rows x columns], with the setting "transposed" as they are then.
  /// To be called once. Throws Error and Cancelled.
  std::vector<std::uint8_t> read_pixels(std::int64_t count, const Settings& settings, Progress* progress);
};

/// All files that the settings of IDX data name.
struct IdxFiles {
  IdxPair train;
  std::optional<IdxPair> test;  ///< nothing: `train` has the test samples too

  /// Throws Error where they do not belong together.
  IdxFiles(const Settings& settings, const DatasetRequest& request);
};

/// The labels of all samples, and the classes that they stand for.
struct IdxLabels {
  std::vector<std::uint8_t> train;
  std::vector<std::uint8_t> test;  ///< of files for testing
  std::int32_t first = 0;          ///< 1 where the labels count from 1
  std::int32_t end = 0;            ///< the label after that of the last class

  std::vector<std::string> class_names() const;
};

/// Reads them, to be called once. Throws Error naming the first label that lies outside of the classes that
/// the setting "classes" asks for, or, without it, is far beyond all others.
IdxLabels read_labels(IdxFiles& files, const Settings& settings);

/// What was guessed, if anything: files under other names than those in the settings, labels that count
/// from 1.
LoadReport report_on(const IdxFiles& files, const IdxLabels& labels, const Settings& settings);

}  // namespace lfp
