#include "app/documents/study_work.h"

#include "core/study/merge_stores.h"
#include "core/study/study_file.h"
#include "widgets/views/study/study_text.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

constexpr int milliseconds_per_look = 100;
constexpr int milliseconds_between_reads = 1500;
/// The pause between reads is this many times the duration of a read, however large the stores are.
constexpr int rest_for_reading = 15;
constexpr double soon_enough = 2;  // seconds until the remaining time is shown

std::shared_ptr<const Study> study_of(const StoreInfo& info, const std::filesystem::path& file) {
  return std::make_shared<const Study>(
      parse_study(info.study, {.name = file.string(), .folder = file.parent_path()}));
}

void expect_room_for(const Study& study) {
  if (study.trainings() <= most_pictured) return;
  throw Error(study.name, "the window has room for 4,000,000 trainings, and these are more",
              "Use fewer steps or seeds, or compute it with `lfplab study` and merge its shards");
}

}  // namespace

StudyWork::StudyWork(std::shared_ptr<const Study> study, std::string hash)
    : study_(std::move(study)), hash_(std::move(hash)) {
  expect_room_for(*study_);
  picture_ = std::make_shared<const StudyPicture>(study_);
}

StudyWork::StudyWork(std::shared_ptr<const Study> study, std::filesystem::path file, QObject* parent)
    : QObject(parent), study_(std::move(study)), hash_(study_hash(*study_)), file_(std::move(file)) {
  expect_room_for(*study_);
  picture_ = std::make_shared<const StudyPicture>(study_);
  connect(&timer_, &QTimer::timeout, this, [this] { is_running() ? collect() : look_again(); });
  std::error_code ignored;
  if (!std::filesystem::exists(file_, ignored)) return;
  add_source(std::make_unique<StoreReader>(file_));
  read_new();
  // Another process may be computing this study.
  if (!is_done()) timer_.start(milliseconds_between_reads);
}

std::unique_ptr<StudyWork> StudyWork::open_store(const std::filesystem::path& file) {
  const StoreReader reader(file);
  // A shard is watched together with all other shards in its folder.
  if (!reader.info().shard.is_whole()) return watch(file.parent_path());
  return std::make_unique<StudyWork>(study_of(reader.info(), file), file);
}

std::unique_ptr<StudyWork> StudyWork::watch(const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto whole = folder / store_name({});
  if (std::filesystem::exists(whole, ignored)) return open_store(whole);
  const FoundShards found = find_shards(folder);
  std::unique_ptr<StudyWork> work(new StudyWork(study_of(found.info, found.files.front()), found.info.hash));
  work->folder_ = folder;
  for (const auto& file : found.files) work->add_source(std::make_unique<StoreReader>(file));
  work->read_new();
  connect(&work->timer_, &QTimer::timeout, work.get(), &StudyWork::look_again);
  work->timer_.start(milliseconds_between_reads);
  return work;
}

StudyWork::~StudyWork() = default;

void StudyWork::add_source(std::unique_ptr<StoreReader> reader) {
  if (reader->info().hash != hash_)
    throw Error(reader->file().string(), "it holds another study", "Choose another file");
  sources_.push_back({.reader = std::move(reader)});
}

/// Returns whether there were new results.
bool StudyWork::read_new() {
  std::shared_ptr<StudyPicture> next;
  for (Source& source : sources_)
    for (const StoredTraining& stored : source.reader->since(source.row)) {
      if (!next) next = std::make_shared<StudyPicture>(*picture_);
      next->add(stored.result);
      source.row = stored.row;
    }
  if (!next) return false;
  picture_ = std::move(next);
  return true;
}

void StudyWork::find_new_shards() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored)) {
    if (entry.path().extension() != ".sqlite") continue;
    const auto known = files();
    if (std::ranges::find(known, entry.path()) != known.end()) continue;
    try {
      auto reader = std::make_unique<StoreReader>(entry.path());
      if (reader->info().hash == hash_) sources_.push_back({.reader = std::move(reader)});
    } catch (const Error&) {
      // The file may still be incomplete; the next look tries again.
    }
  }
}

void StudyWork::look_again() {
  QElapsedTimer time;
  time.start();
  try {
    if (!folder_.empty()) find_new_shards();
    for (Source& source : sources_) source.reader->refresh();
    if (read_new()) emit changed();
  } catch (const Error& error) {
    timer_.stop();
    emit failed(error);
    return;
  }
  timer_.setInterval(
      std::max(milliseconds_between_reads, static_cast<int>(time.elapsed()) * rest_for_reading));
}

void StudyWork::run(int jobs) {
  if (is_running() || file_.empty()) return;
  // If this fails, opening the store reports the reason.
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  computation_ = std::make_unique<StudyComputation>(study_, file_, jobs);
  done_at_start_ = picture_->done() + picture_->failed();
  since_start_.start();
  is_mine_ = true;
  timer_.start(milliseconds_per_look);
  emit changed();
}

void StudyWork::pause() {
  if (!is_running()) return;
  timer_.stop();
  show(computation_->stop());
  computation_.reset();
  emit changed();
  emit ended();
}

/// Returns whether there were any results.
bool StudyWork::show(const std::vector<TrainingResult>& results) {
  if (results.empty()) return false;
  auto next = std::make_shared<StudyPicture>(*picture_);
  for (const TrainingResult& result : results) next->add(result);
  picture_ = std::move(next);
  return true;
}

void StudyWork::collect() {
  const bool has_more = show(computation_->take());
  const auto failure = computation_->failure();
  if (failure || computation_->is_over()) {
    timer_.stop();
    computation_.reset();
    emit changed();
    emit ended();
    if (failure) emit failed(*failure);
    return;
  }
  if (has_more) emit changed();
}

bool StudyWork::is_done() const {
  return picture_->done() + picture_->failed() == study_->trainings();
}

StudyProgress StudyWork::progress() const {
  StudyProgress progress;
  progress.name = QString::fromStdString(study_->name);
  QStringList axes;
  for (const Axis& axis : study_->axes) axes << axis_title(axis);
  QStringList parts;
  // A study without a name is named after its axes, so they are not repeated.
  if (const QString all = axes.join(QStringLiteral(" × ")); all != progress.name) parts << all;
  const auto runs = study_->experiment.runs.size();
  parts << (runs == 1 ? tr("1 run") : tr("%1 runs").arg(runs));
  parts << (study_->seeds.size() == 1 ? tr("1 seed") : tr("%1 seeds").arg(study_->seeds.size()));
  progress.axes = parts.join(QStringLiteral(", "));
  progress.is_running = is_running();
  progress.can_run = !file_.empty() && !is_done();
  progress.is_by_others = file_.empty();
  progress.done = picture_->done();
  progress.failed = picture_->failed();
  progress.all = study_->trainings();
  if (!computation_) return progress;
  progress.jobs = computation_->jobs();
  const double seconds = static_cast<double>(since_start_.elapsed()) / 1000;
  const auto over = progress.done + progress.failed;
  const auto since_start = static_cast<double>(over - done_at_start_);
  if (seconds > soon_enough && since_start > 0)
    progress.seconds_left = seconds / since_start * static_cast<double>(progress.all - over);
  return progress;
}

/// Returns the trainings in progress: the first ones in the order of computation without a result.
std::vector<std::int64_t> StudyWork::in_work() const {
  std::vector<std::int64_t> trainings;
  if (!computation_) return trainings;
  const auto jobs = static_cast<std::size_t>(computation_->jobs());
  for (const std::int64_t training : computation_->order()) {
    if (trainings.size() == jobs) break;
    if (picture_->outcome(training, 0) == RunOutcome::missing) trainings.push_back(training);
  }
  return trainings;
}

std::vector<CurvePoint> StudyWork::curve(std::int64_t training, std::size_t run) {
  std::error_code ignored;
  try {
    if (sources_.empty() && std::filesystem::exists(file_, ignored))
      add_source(std::make_unique<StoreReader>(file_));
    for (Source& source : sources_) {
      if (is_mine_) source.reader->refresh();
      auto points = source.reader->curve(training, static_cast<std::int64_t>(run));
      if (!points.empty()) return points;
    }
  } catch (const Error&) {
    // Numbers are shown without the curve; the next read may succeed.
  }
  return {};
}

std::vector<std::filesystem::path> StudyWork::files() const {
  if (!file_.empty()) return {file_};
  std::vector<std::filesystem::path> files;
  for (const Source& source : sources_) files.push_back(source.reader->file());
  return files;
}

}  // namespace lfp
