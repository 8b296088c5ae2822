#include "app/headless/headless_train.h"

#include "app/headless/exit_status.h"
#include "app/headless/headless_figures.h"
#include "app/headless/interruption.h"
#include "app/headless/saved_session.h"
#include "app/headless/session_start.h"
#include "app/headless/standard_output.h"
#include "app/headless/train_input.h"
#include "app/headless/train_progress.h"
#include "app/headless/train_report.h"
#include "app/headless/usage_error.h"
#include "core/base/error.h"
#include "core/experiment/without_effect.h"
#include "core/lockstep/time_travel.h"
#include "core/lockstep/train_to_stop.h"
#include "core/lockstep/training_folder.h"
#include "core/sessions/load_materials.h"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

namespace lfp {
namespace {

/// The memory for key frames while training without a window: a session file holds no more of them.
constexpr std::size_t past_bytes = std::size_t{32} << 20U;

/// The name of the session in the folder of results.
constexpr const char* checkpoint_name = "session.lfplab";

/// A session can do without the weights that it once started from: it has gone on to others.
Materials materials_for(const TrainInput& input, const Experiment& experiment) {
  if (!input.session || input.session->step() == 0) return load_materials(experiment);
  Materials materials(load_dataset(
      experiment.dataset, {.seed = experiment.seed, .folder = experiment.folder, .progress = nullptr}));
  try {
    materials.known = load_known_weights(experiment, materials.dataset);
  } catch (const Error& error) {
    std::cerr << "lfplab: " << input.name
              << ": training goes on without the weights that it started from: " << error.what() << "\n";
  }
  return materials;
}

/// One training from the command line: what it reads, trains and writes.
class HeadlessTraining {
 public:
  explicit HeadlessTraining(const TrainOptions& options)
      : options_(options),
        requests_(figure_requests(options.figures)),
        input_(read_train_input(options)),
        experiment_(std::make_shared<const Experiment>(input_.experiment)),
        materials_(materials_for(input_, *experiment_)),
        lockstep_(experiment_, materials_,
                  {.raster = draws() || saves(), .past = saves(), .largest_frame = past_bytes}) {
    lockstep_.time().set_limit(past_bytes);
  }

  int run() {
    prepare();
    train();
    write();
    return report();
  }

 private:
  bool draws() const { return !options_.figures.empty(); }
  bool saves() const { return !session_file().empty(); }
  /// Without `--save`, sessions saved on the way go to the folder of results.
  std::string session_file() const {
    if (!options_.save.empty() || !options_.checkpoint) return options_.save;
    return (std::filesystem::path(options_.out) / checkpoint_name).string();
  }

  /// Everything that may fail is tried before the first step.
  void prepare() {
    start_ = start_training(input_, lockstep_, !options_.out.empty());
    expect_something_to_do();
    figures_ = applicable(requests_, lockstep_);
    look_ = {.size = options_.figure_size, .run = figure_run(options_.figure_run, *experiment_)};
    for (const auto& line : materials_.dataset->report.lines(options_.quiet))
      std::cerr << "lfplab: " << line << "\n";
    for (const auto& sentence : without_effect(*experiment_)) std::cerr << "lfplab: " << sentence << "\n";
    if (!options_.out.empty()) prepare_folder();
    if (saves()) session_.emplace(session_file(), options_.checkpoint);
    if (folder_) folder_->begin(lockstep_, old_files_);
    lockstep_.want({.input_feedback = draws()});
  }

  void expect_something_to_do() const {
    const auto& position = lockstep_.position();
    if (!lockstep_.is_finished() || options_.steps == 0 || position.step == 0) return;
    throw UsageError{input_.name + ": there is nothing to do: it is at epoch " +
                     std::to_string(position.epoch) + ", step " + std::to_string(position.step) +
                     " already. Give --epochs or --steps beyond that, or --steps 0 to write what there is"};
  }

  void prepare_folder() {
    folder_.emplace(options_.out, *experiment_, options_.formats);
    const std::filesystem::path out = options_.out;
    for (const auto& file : all_figure_files()) old_files_.push_back(out / "figures" / file);
    const auto session = out / checkpoint_name;
    if (std::error_code ignored; !std::filesystem::equivalent(session, options_.file, ignored))
      old_files_.push_back(session);
    if (!draws()) return;
    std::vector<std::string> files;
    for (const auto& figure : figures_) files.push_back(figure.file());
    figures_folder_ = folder_->inner("figures", files);
  }

  void train() {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    lockstep_.evaluate();  // progress shows the scores before the first epoch ends
    TrainProgress progress(out_, *experiment_, lockstep_.position().epoch,
                           experiment_->autoencode || materials_.dataset->is_regression(), options_.quiet);
    const bool is_at_stop = train_to_stop(
        lockstep_, {.called_off = [this] { return interruption_.is_wanted() || failure_ || is_unheard(); },
                    .advanced =
                        [&](const Lockstep& now) {
                          progress.show(now);
                          if (folder_) attempt([&] { folder_->add_rows(now); });
                          if (session_)
                            attempt([&] { session_->save_on_the_way(lockstep_, *experiment_, start_); });
                        }});
    course_ = {.seconds = std::chrono::duration<double>(Clock::now() - start).count(),
               .first_step = start_.step,
               .is_interrupted = !is_at_stop};
  }

  /// The results are neither read nor written.
  bool is_unheard() const { return out_.has_failed() && !folder_ && !session_; }

  /// Writes something. The first failure ends training, but not the writing of what there is beside it.
  template <class Write>
  void attempt(const Write& write) {
    try {
      write();
    } catch (const Error& error) {
      if (!failure_) failure_ = error;
    }
  }

  /// What repeats the run to the bit: an interrupted one ends where it was interrupted.
  Experiment repeating() const {
    Experiment result = *experiment_;
    const auto step = lockstep_.position().step;
    if ((course_.is_interrupted || options_.steps == 0) && step > 0)
      result.stop = {.epochs = std::nullopt, .steps = step};
    return result;
  }

  /// The figures come last, as they need most room and can be drawn again.
  void write() {
    // The session is saved before the log's last row is closed: when training continues, the row ends with
    // the epoch.
    if (session_) attempt([this] { session_->save(lockstep_, *experiment_, start_); });
    lockstep_.evaluate();
    lockstep_.close_log();
    // The remedies are tried, so that the message about a divergence names one that helps.
    while (!interruption_.is_wanted() && lockstep_.try_remedies(1)) {
    }
    if (!folder_) return;
    attempt([this] { folder_->finish(lockstep_, repeating(), course_); });
    if (draws() && !failure_) attempt([this] { draw_figures(lockstep_, figures_, look_, figures_folder_); });
  }

  int report() {
    const auto snapshot = lockstep_.snapshot({});
    if (!options_.quiet) out_.print(results_text(*snapshot));
    std::cerr << divergences_text(*snapshot);
    out_.print("signature: " + snapshot->signature + "\n");
    if (failure_) throw *failure_;
    out_.expect_all_printed();
    if (course_.is_interrupted && interruption_.is_wanted()) return exit_after(interruption_.signal());
    return lockstep_.has_diverged() ? exit_diverged : exit_done;
  }

  const TrainOptions& options_;
  std::vector<FigureRequest> requests_;
  TrainInput input_;
  std::shared_ptr<const Experiment> experiment_;
  Materials materials_;
  Lockstep lockstep_;
  TrainStart start_;
  std::vector<FigureRequest> figures_;
  FigureLook look_;
  std::optional<TrainingFolder> folder_;
  std::filesystem::path figures_folder_;
  std::vector<std::filesystem::path> old_files_;
  std::optional<SavedSession> session_;
  Interruption interruption_;
  StandardOutput out_;
  TrainingCourse course_;
  std::optional<Error> failure_;
};

}  // namespace

int train_headless(const TrainOptions& options) {
  if (options.checkpoint && options.save.empty() && options.out.empty())
    throw UsageError{"--checkpoint: give --save FILE or --out DIR for the session to be saved to"};
  return HeadlessTraining(options).run();
}

}  // namespace lfp
