#include "app/headless/study_command.h"

#include "app/documents/studies.h"
#include "app/headless/exit_status.h"
#include "app/headless/interruption.h"
#include "app/headless/standard_output.h"
#include "app/headless/study_folder.h"
#include "app/headless/study_progress.h"
#include "app/headless/study_script.h"
#include "app/headless/usage_error.h"
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/sessions/load_materials.h"
#include "core/study/cell_experiments.h"
#include "core/study/estimate.h"
#include "core/study/merge_stores.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace lfp {
namespace {

/// The numbers of more cells alone would fill the memory.
constexpr std::int64_t most_trainings = 10'000'000;
/// Cells in which a missing file is looked for before anything begins.
constexpr std::int64_t most_looked_at = 256;
/// How often results are written; a killed process loses only those that it had not written yet.
constexpr std::chrono::milliseconds between_writings{200};
constexpr std::chrono::milliseconds between_looks{20};

Shard parse_shard(const std::string& text) {
  if (text.empty()) return {};
  Shard shard;
  const char* end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, shard.index);
  const bool has_count = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
  const auto count = has_count ? std::from_chars(index.ptr + 1, end, shard.count) : index;
  if (!has_count || count.ec != std::errc() || count.ptr != end || shard.count < 1 || shard.index < 1 ||
      shard.index > shard.count)
    throw UsageError{"--shard " + text + ": write it as I/N, like 2/8, with I from 1 to N"};
  --shard.index;
  return shard;
}

std::string counted(std::int64_t number, const char* noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

/// A study from the command line: what it reads, trains and writes.
class HeadlessStudy {
 public:
  explicit HeadlessStudy(const StudyOptions& options)
      : options_(options),
        shard_(parse_shard(options.shard)),
        jobs_(options.jobs > 0 ? options.jobs : usual_jobs()),
        study_(std::make_shared<const Study>(open_study(options.study, options.quick))) {}

  int run() {
    // Before the size is told, as the time is found out by training.
    expect_data();
    expect_weights();
    tell_size();
    folder_.emplace(options_.out, *study_, shard_, options_.anew);
    store_ = std::make_unique<StudyStore>(
        folder_->store_file(), *study_,
        StoreInfo{.study = {}, .hash = {}, .program = LFPLAB_VERSION, .shard = shard_}, options_.anew);
    folder_->begin();
    train();
    return report();
  }

 private:
  std::int64_t due() const { return shard_.trainings(study_->trainings()); }

  void tell_size() const {
    const auto seconds = seconds_a_training(*study_);
    const std::string time = seconds ? duration_text(*seconds * static_cast<double>(due()) / jobs_) + " on " +
                                           counted(jobs_, "core")
                                     : "an unknown time, as the first cells cannot exist";
    const std::string size = counted(due(), "training") + " (" + counted(study_->cells(), "cell") + ", " +
                             counted(std::ssize(study_->seeds), "seed") +
                             (shard_.is_whole() ? "" : ", shard " + options_.shard) + ")";
    if (due() > most_trainings)
      throw UsageError{options_.study + ": " + size + " would take " + time + ", and " +
                       std::to_string(most_trainings) +
                       " are the most at a time. Use fewer steps on an axis, or --shard I/N"};
    if (!options_.quiet) std::cerr << "lfplab: " << size << ", " << time << "\n";
  }

  /// Where all cells share their data, what is wrong with them is known before anything is written.
  void expect_data() const {
    for (const Axis& axis : study_->axes)
      for (const ValueChange& change : axis.at(0).changes)
        if (change.path.starts_with("dataset")) return;
    const Experiment& experiment = study_->experiment;
    load_dataset(experiment.dataset, {.seed = study_->seeds.front(), .folder = experiment.folder});
  }

  /// The same holds for files of weights that cells start from.
  void expect_weights() const {
    if (!study_->experiment.network.weights) return;
    CellExperiments cells(study_);
    for (std::int64_t cell = 0; cell < std::min(study_->cells(), most_looked_at); ++cell) {
      std::optional<Experiment> experiment;
      try {
        experiment = cells.experiment(cell, study_->seeds.front());
      } catch (const Error&) {
        continue;  // a cell that cannot exist is named in the report
      }
      if (experiment->network.weights && !experiment->network.weights->file.empty())
        find_weights_file(*experiment);
    }
  }

  void train() {
    StudyRunner runner(study_,
                       trainings_in_order(*study_, shard_, [this](std::int64_t t) { return store_->has(t); }),
                       jobs_);
    StudyProgress progress(out_, due(), options_.quiet);
    auto next_writing = std::chrono::steady_clock::now() + between_writings;
    std::vector<TrainingResult> results;
    for (bool is_over = false; !is_over;) {
      std::this_thread::sleep_for(between_looks);
      is_over = runner.is_over();
      for (TrainingResult& result : runner.take()) results.push_back(std::move(result));
      if (interruption_.is_wanted() || failure_) runner.stop();
      if (!is_over && std::chrono::steady_clock::now() < next_writing) continue;
      attempt([&] { store_->add_in_portions(results); });
      results.clear();
      next_writing = std::chrono::steady_clock::now() + between_writings;
      progress.show(static_cast<std::int64_t>(store_->done()));
    }
  }

  /// The first failure ends the study, but not the writing of what there is.
  template <class Write>
  void attempt(const Write& write) {
    try {
      write();
    } catch (const Error& error) {
      if (!failure_) failure_ = error;
    }
  }

  int report() {
    StudyCount count{.missing = due()};
    attempt([&] { folder_->finish(!options_.quiet, due(), count); });
    out_.print(last_line(count));
    if (failure_) throw *failure_;
    out_.expect_all_printed();
    if (interruption_.is_wanted()) return exit_after(interruption_.signal());
    // Some cells may be impossible; without any result the study itself is.
    return count.done == 0 && count.failed > 0 ? exit_unusable_file : exit_done;
  }

  const StudyOptions& options_;
  Shard shard_;
  int jobs_;
  std::shared_ptr<const Study> study_;
  std::optional<StudyFolder> folder_;
  std::unique_ptr<StudyStore> store_;
  Interruption interruption_;
  StandardOutput out_;
  std::optional<Error> failure_;
};

int merge(const StudyOptions& options) {
  const FoundShards shards = find_shards(options.merge);
  const Study study = read_study(shards.info.study, shards.files.front().string());
  StudyFolder folder(options.merge, study, {}, true);
  merge_shards(shards, study, folder.store_file());
  for (const std::int64_t shard : shards.missing)
    std::cerr << "lfplab: shard " << shard + 1 << " of " << shards.count
              << " is missing: " << store_name({.index = shard, .count = shards.count}) << "\n";
  folder.begin();
  StudyCount count;
  folder.finish(true, study.trainings(), count);
  StandardOutput out;
  out.print(last_line(count));
  out.expect_all_printed();
  return exit_done;
}

}  // namespace

int run_study(const StudyOptions& options) {
  if (!options.merge.empty()) return merge(options);
  if (options.study.empty())
    throw UsageError{"Name a study (see: lfplab list studies) or give its file, or --merge DIR"};
  if (!options.script.empty()) {
    StandardOutput out;
    out.print(study_script(options));
    out.expect_all_printed();
    return exit_done;
  }
  if (options.out.empty())
    throw UsageError{"--out DIR: name the folder that the results are to be written to"};
  return HeadlessStudy(options).run();
}

}  // namespace lfp
