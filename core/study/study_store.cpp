#include "core/study/study_store.h"

#include "core/base/error.h"
#include "core/files/writing.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lfp {
namespace {

constexpr int readable_by_all = 0666;

/// Opens or creates the file and locks it against other processes on this machine; if the file system has no
/// locks, it continues without one.
int open_locked(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, readable_by_all);
  if (handle < 0) fail_to_write(file, errno);
  if (flock(handle, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return handle;
  ::close(handle);
  throw Error(file.string(), "another process is writing to it",
              "Wait for it to end, or choose another folder");
}

std::string placeholders(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
  return text;
}

/// Binds the seed as a number or, if it is too large for an SQLite integer, as text.
void bind_seed(SqliteStatement& statement, int parameter, std::uint64_t seed) {
  if (std::in_range<std::int64_t>(seed))
    statement.bind(parameter, static_cast<std::int64_t>(seed));
  else
    statement.bind(parameter, std::string_view(std::to_string(seed)));
}

void bind_numbers(SqliteStatement& statement, int first, const LayerNumbers& numbers) {
  for (const auto& number : {numbers.moved, numbers.sign_agreement, numbers.sparsity, numbers.firing_rate})
    statement.bind(first++, number);
}

}  // namespace

StudyStore::StudyStore(const std::filesystem::path& file, const Study& study, StoreInfo info, bool anew)
    : file_(file), study_(study), lock_(open_locked(file)) {
  info.study = to_json(study);
  info.hash = study_hash(study);
  try {
    if (anew) {
      std::filesystem::remove(file.string() + "-journal");
      if (ftruncate(lock_, 0) != 0) fail_to_write(file, errno);
    }
    prepare(study, info);
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

StudyStore::~StudyStore() {
  insert_training_.reset();
  insert_run_.reset();
  insert_point_.reset();
  insert_layer_.reset();
  insert_layer_point_.reset();
  database_.reset();
  ::close(lock_);
}

void StudyStore::prepare(const Study& study, const StoreInfo& info) {
  database_ = std::make_unique<SqliteDatabase>(SqliteDatabase::open(file_));
  database_->execute("PRAGMA journal_mode = DELETE");
  database_->execute("PRAGMA synchronous = FULL");
  if (database_->integer("SELECT count(*) FROM sqlite_schema") == 0) {
    database_->execute("BEGIN");
    make_tables(*database_, study, info);
    database_->execute("COMMIT");
  }
  expect_same(info);
  SqliteStatement finished(*database_, "SELECT training FROM trainings WHERE failure IS NULL");
  while (finished.step()) done_.insert(finished.integer(0));
  const auto insert = [this](const std::string& into, std::size_t values) {
    return std::make_unique<SqliteStatement>(
        *database_, "INSERT OR REPLACE INTO " + into + " VALUES (" + placeholders(values) + ")");
  };
  std::string columns = "trainings (training, cell, seed";
  for (const Axis& axis : study.axes) columns += ", " + sql_name(axis.name());
  insert_training_ = insert(columns + ", failure, signature)", 5 + study.axes.size());
  insert_run_ = insert("runs", 19);
  insert_point_ = insert("curves", 13);
  insert_layer_ = insert("layers", 10);
  insert_layer_point_ = insert("layer_curves", 9);
}

void StudyStore::expect_same(const StoreInfo& info) const {
  const StoreInfo known = read_info(*database_);
  const char* remedy = "Choose another folder, or start anew with --force";
  if (store_version(*database_) < newest_store_version)
    throw Error(file_.string(), "it was written by an older LFP Lab, which did not measure as much", remedy);
  if (known.hash != info.hash)
    throw Error(file_.string(), "it holds the results of another study, or the study was altered since",
                remedy);
  if (known.shard != info.shard)
    throw Error(file_.string(),
                "it holds shard " + std::to_string(known.shard.index + 1) + " of " +
                    std::to_string(known.shard.count),
                remedy);
  if (known.program != info.program)
    throw Error(file_.string(),
                "it was written by LFP Lab " + known.program + ", and this is " + info.program, remedy);
}

void StudyStore::add(std::span<const TrainingResult> results) {
  if (results.empty()) return;
  database_->execute("BEGIN");
  try {
    for (const TrainingResult& result : results) add_training(result);
    database_->execute("COMMIT");
  } catch (...) {
    try {
      database_->execute("ROLLBACK");
    } catch (const Error&) {
      // SQLite has already rolled it back.
    }
    throw;
  }
  for (const TrainingResult& result : results)
    if (result.failure.empty()) done_.insert(result.training);
}

void StudyStore::add_in_portions(std::span<const TrainingResult> results) {
  constexpr std::size_t most = 16;
  while (!results.empty()) {
    const std::size_t portion = std::min(most, results.size());
    add(results.first(portion));
    results = results.subspan(portion);
  }
}

void StudyStore::add_training(const TrainingResult& result) {
  const std::int64_t cell = study_.cell_of(result.training);
  const auto position = study_.position_of(cell);
  SqliteStatement& insert = *insert_training_;
  insert.bind(1, result.training).bind(2, cell);
  bind_seed(insert, 3, study_.seed_of(result.training));
  int parameter = 4;
  for (std::size_t axis = 0; axis < position.size(); ++axis) {
    const AxisValue value = study_.axes[axis].at(position[axis]);
    if (value.number)
      insert.bind(parameter++, *value.number);
    else
      insert.bind(parameter++, value.label);
  }
  if (result.failure.empty())
    insert.bind(parameter, std::optional<std::int64_t>());
  else
    insert.bind(parameter, result.failure);
  insert.bind(parameter + 1, result.signature);
  insert.run();
  std::int64_t index = 0;
  for (const RunResult& run : result.runs) add_run(result.training, index++, run);
}

void StudyStore::add_run(std::int64_t training, std::int64_t index, const RunResult& run) {
  insert_run_->bind(1, training).bind(2, index).bind(3, run.name).bind(4, run.steps);
  insert_run_->bind(5, run.train_accuracy).bind(6, run.test_accuracy).bind(7, run.loss).bind(8, run.flipped);
  insert_run_->bind(9, run.weights).bind(10, run.feedback_ratio).bind(11, run.loss_rises);
  insert_run_->bind(12, run.diverged_step)
      .bind(13, run.cause)
      .bind(14, run.epochs_to_target)
      .bind(15, run.seconds);
  bind_numbers(*insert_run_, 16, run.numbers);
  insert_run_->run();
  for (const CurvePoint& point : run.curve) {
    insert_point_->bind(1, training).bind(2, index).bind(3, point.step).bind(4, point.epoch);
    insert_point_->bind(5, point.train_accuracy).bind(6, point.test_accuracy).bind(7, point.loss);
    insert_point_->bind(8, point.feedback_ratio).bind(9, point.flipped);
    bind_numbers(*insert_point_, 10, point.numbers);
    insert_point_->run();
  }
  add_layers(training, index, run);
}

void StudyStore::add_layers(std::int64_t training, std::int64_t index, const RunResult& run) {
  std::int64_t number = 0;
  for (const LayerResult& layer : run.layers) {
    insert_layer_->bind(1, training).bind(2, index).bind(3, ++number).bind(4, layer.kind);
    insert_layer_->bind(5, layer.weights).bind(6, layer.flipped);
    bind_numbers(*insert_layer_, 7, layer.numbers);
    insert_layer_->run();
  }
  for (const CurvePoint& point : run.curve) {
    number = 0;
    for (const LayerResult& layer : point.layers) {
      insert_layer_point_->bind(1, training).bind(2, index).bind(3, point.step).bind(4, ++number);
      insert_layer_point_->bind(5, layer.flipped);
      bind_numbers(*insert_layer_point_, 6, layer.numbers);
      insert_layer_point_->run();
    }
  }
}

}  // namespace lfp
