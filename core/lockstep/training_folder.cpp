#include "core/lockstep/training_folder.h"

#include "core/base/error.h"
#include "core/exchange/weight_formats.h"
#include "core/experiment/experiment_paths.h"
#include "core/files/atomic_file.h"
#include "core/files/file_name.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace lfp {
namespace {

namespace fs = std::filesystem;

constexpr const char* experiment_file = "experiment.json";
constexpr const char* log_file = "log.csv";
constexpr const char* summary_file = "summary.json";
constexpr const char* weights_folder = "weights";

std::vector<std::string> titles_of(const Experiment& experiment) {
  std::vector<std::string> titles;
  for (const RunSpec& run : experiment.runs) titles.push_back(run.name);
  return titles;
}

std::vector<std::string> with_npz(std::vector<std::string> formats) {
  formats.emplace_back("npz");
  std::ranges::sort(formats);
  formats.erase(std::unique(formats.begin(), formats.end()), formats.end());
  return formats;
}

/// The experiment of the run that was written here before, if there is one.
std::optional<Experiment> earlier_experiment(const fs::path& folder) {
  try {
    return load_experiment(folder / experiment_file);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

TrainingFolder::TrainingFolder(const fs::path& path, const Experiment& experiment,
                               const std::vector<std::string>& formats)
    : folder_(path), experiment_(experiment), formats_(with_npz(formats)) {
  for (const char* name : {experiment_file, log_file, summary_file}) expect_writable(path / name);
  folder_.inner(weights_folder);
  for (const fs::path& file : weight_files(titles_of(experiment))) expect_writable(file);
}

fs::path TrainingFolder::inner(const std::string& name, std::span<const std::string> files) {
  fs::path place = folder_.inner(name);
  for (const std::string& file : files) expect_writable(place / file);
  return place;
}

/// One a run and format, in the order of the runs.
std::vector<fs::path> TrainingFolder::weight_files(std::span<const std::string> titles) const {
  std::vector<fs::path> files;
  for (const std::string& name : file_names(titles))
    for (const std::string& format : formats_)
      files.push_back(folder_.path() / weights_folder /
                      (name + "." + find_weight_format(format, name).ending));
  return files;
}

void TrainingFolder::begin(const Lockstep& lockstep, std::span<const fs::path> files) {
  std::set<fs::path> old(files.begin(), files.end());
  old.insert(folder_.path() / summary_file);
  if (const auto earlier = earlier_experiment(folder_.path()))
    for (const std::string& name : file_names(titles_of(*earlier)))
      for (const auto& format : weight_formats())
        old.insert(folder_.path() / weights_folder / (name + "." + format.ending));
  std::error_code ignored;
  for (const fs::path& file : old)
    if (fs::is_regular_file(file, ignored)) fs::remove(file, ignored);
  write_file(folder_.path() / experiment_file, to_json(with_absolute_paths(experiment_)));
  log_.emplace(folder_.path() / log_file, lockstep);
}

void TrainingFolder::finish(const Lockstep& lockstep, const Experiment& repeating,
                            const TrainingCourse& course) {
  const auto files = weight_files(titles_of(experiment_));
  for (std::size_t file = 0; file < files.size(); ++file)
    write_weights(lockstep.weights(file / formats_.size()), files[file], formats_[file % formats_.size()]);
  log_->add_rows(lockstep);
  log_->put_in_order();
  if (repeating != experiment_)
    write_file(folder_.path() / experiment_file, to_json(with_absolute_paths(repeating)));
  write_file(folder_.path() / summary_file, summary_json(lockstep, course));
}

}  // namespace lfp
