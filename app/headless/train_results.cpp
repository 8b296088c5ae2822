#include "app/headless/train_results.h"

#include "core/base/error.h"
#include "core/exchange/log_csv.h"
#include "core/exchange/weight_formats.h"
#include "core/experiment/experiment_paths.h"
#include "core/files/atomic_file.h"
#include "core/files/file_name.h"

#include <algorithm>
#include <system_error>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace lfp {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json divergence_json(const std::optional<Divergence>& divergence) {
  if (!divergence) return nullptr;
  return {{"layer", divergence->layer},
          {"step", divergence->step},
          {"quantity", divergence->quantity},
          {"cause", divergence->cause},
          {"remedy", divergence->remedy}};
}

Json run_json(const RunSnapshot& run, const Position& position, double train_accuracy,
              const TrainingTime& time) {
  const auto& signs = run.sign_changes;
  const auto steps = run.divergence ? run.divergence->step - 1 : position.step;
  return {{"name", run.name},
          {"steps", steps},
          {"steps_per_second",
           time.seconds > 0.0 ? static_cast<double>(steps - time.first_step) / time.seconds : 0.0},
          {"train_accuracy", train_accuracy},
          {"test_accuracy", run.test_accuracy},
          {"loss", run.history.log.empty() ? run.batch_loss : run.history.log.back()->loss},
          {"diverged", divergence_json(run.divergence)},
          {"sign_changes",
           {{"total", signs.total},
            {"flipped", signs.flipped},
            {"to_zero", signs.to_zero},
            {"from_zero", signs.from_zero}}}};
}

void write_all_weights(const Lockstep& lockstep, const Snapshot& snapshot, std::vector<std::string> formats,
                       ResultFolder& folder) {
  formats.emplace_back("npz");
  std::sort(formats.begin(), formats.end());
  formats.erase(std::unique(formats.begin(), formats.end()), formats.end());
  std::vector<std::string> titles;
  for (const auto& run : snapshot.runs) titles.push_back(run.name);
  const auto names = file_names(titles);
  const auto place = folder.inner("weights");
  for (std::size_t run = 0; run < names.size(); ++run)
    for (const auto& format : formats)
      write_weights(lockstep.weights(run),
                    place / (names[run] + "." + find_weight_format(format, names[run]).ending), format);
}

}  // namespace

ResultFolder::ResultFolder(const fs::path& path) : path_(path) {
  make(path_);
  if (access(path_.c_str(), W_OK | X_OK) != 0)
    throw Error(path_.string(), "the folder cannot be written to: " + std::generic_category().message(errno),
                "Choose a folder that you may write to");
}

ResultFolder::~ResultFolder() {
  std::error_code not_empty;
  std::for_each(made_.rbegin(), made_.rend(), [&](const auto& path) { fs::remove(path, not_empty); });
}

fs::path ResultFolder::inner(const std::string& name) {
  make(path_ / name);
  return path_ / name;
}

void ResultFolder::make(const fs::path& path) {
  std::error_code failure;
  if (fs::is_directory(path, failure)) return;
  if (path.has_parent_path() && path.parent_path() != path) make(path.parent_path());
  if (fs::create_directory(path, failure)) made_.push_back(path);
  if (!fs::is_directory(path))
    throw Error(
        path.string(),
        fs::exists(path) ? "this is a file, not a folder" : "the folder cannot be made: " + failure.message(),
        "Choose another folder");
}

std::string summary_json(const Lockstep& lockstep, const TrainingTime& time) {
  const auto snapshot = lockstep.snapshot({});
  Json runs = Json::array();
  for (std::size_t i = 0; i < snapshot->runs.size(); ++i)
    runs.push_back(run_json(snapshot->runs[i], snapshot->position, lockstep.train_accuracy(i), time));
  const Json summary = {
      {"signature", lockstep.signature()}, {"seconds", time.seconds}, {"runs", std::move(runs)}};
  return summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_results(const Lockstep& lockstep, const Experiment& experiment,
                   const std::vector<std::string>& formats, const TrainingTime& time, ResultFolder& folder) {
  const auto snapshot = lockstep.snapshot({});
  write_all_weights(lockstep, *snapshot, formats, folder);
  write_file(folder.path() / "experiment.json", to_json(with_absolute_paths(experiment)));
  write_file(folder.path() / "log.csv", log_csv(snapshot->runs));
  write_file(folder.path() / "summary.json", summary_json(lockstep, time));
}

}  // namespace lfp
