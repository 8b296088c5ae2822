#include "core/study/store_reader.h"

#include "core/base/error.h"
#include "core/files/read_file.h"

#include <chrono>
#include <cstdint>
#include <thread>
#include <utility>

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX's, not the standard's

namespace lfp {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_store = std::uintmax_t{64} << 30U;
constexpr int tries = 200;
constexpr std::chrono::milliseconds between_tries{10};
/// The header of an SQLite file, which contains its change counter.
constexpr std::size_t header_size = 100;

fs::path journal_of(const fs::path& file) {
  return file.string() + "-journal";
}

/// Returns a text that differs if anybody has written to the file in the meantime.
std::string state_of(const fs::path& file) {
  std::error_code ignored;
  const auto time = [&](const fs::path& path) {
    const auto written = fs::last_write_time(path, ignored);
    return ignored ? std::string("-") : std::to_string(written.time_since_epoch().count());
  };
  return start_of_file(file, header_size) + " " + std::to_string(fs::file_size(file, ignored)) + " " +
         time(file) + " " + time(journal_of(file));
}

/// Recovers a store whose writer was killed during a transaction: SQLite rolls it back in a copy.
std::string recovered(const std::string& bytes, const std::string& journal, const fs::path& file) {
  std::string name = (fs::temp_directory_path() / "lfplab-store-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw Error(name, "no temporary folder can be made there",
                "Set TMPDIR to a folder that can be written to");
  const fs::path copy = fs::path(name) / "copy.sqlite";
  const auto write = [](const fs::path& path, const std::string& content) {
    std::FILE* stream = std::fopen(path.c_str(), "wb");
    if (stream == nullptr) return false;
    const bool is_written = std::fwrite(content.data(), 1, content.size(), stream) == content.size();
    return std::fclose(stream) == 0 && is_written;
  };
  std::string result;
  try {
    if (!write(copy, bytes) || !write(journal_of(copy), journal))
      throw Error(file.string(), "it cannot be copied to " + name, "Make room there, or set TMPDIR");
    SqliteDatabase::open(copy).integer("SELECT count(*) FROM sqlite_schema");
    result = read_file(copy, largest_store);
  } catch (...) {
    fs::remove_all(name);
    throw;
  }
  fs::remove_all(name);
  return result;
}

/// Returns the content of the file between two transactions.
std::string consistent_bytes(const fs::path& file, std::string& state) {
  for (int tried = 0;; ++tried) {
    state = state_of(file);
    const bool has_journal = fs::exists(journal_of(file));
    // A journal that persists was left behind by a killed writer.
    if (has_journal && tried < tries / 2) {
      std::this_thread::sleep_for(between_tries);
      continue;
    }
    std::string journal;
    if (has_journal) try {
        journal = read_file(journal_of(file), largest_store);
      } catch (const Error&) {
        continue;  // it has been removed in the meantime
      }
    std::string bytes = read_file(file, largest_store);
    if (state_of(file) == state) return has_journal ? recovered(bytes, journal, file) : bytes;
    if (tried >= tries)
      throw Error(file.string(), "it is being written to without a pause", "Try again later");
  }
}

/// Returns NULLs for older versions of the store, which do not have these columns.
std::string columns_of_numbers(const SqliteDatabase& database) {
  return store_version(database) < 2 ? "NULL, NULL, NULL, NULL" : columns_of_layer_numbers;
}

LayerNumbers numbers_from(const SqliteStatement& row, int first) {
  return {.moved = row.optional_real(first),
          .sign_agreement = row.optional_real(first + 1),
          .sparsity = row.optional_real(first + 2),
          .firing_rate = row.optional_real(first + 3)};
}

}  // namespace

StoreReader::StoreReader(fs::path file) : file_(std::move(file)) {
  refresh();
}

bool StoreReader::refresh() {
  if (database_ && state_of(file_) == seen_) return false;
  const std::string bytes = consistent_bytes(file_, seen_);
  auto database = std::make_unique<SqliteDatabase>(SqliteDatabase::from_bytes(bytes, file_));
  info_ = read_info(*database);
  database_ = std::move(database);
  return true;
}

std::vector<StoredTraining> StoreReader::since(std::int64_t row) const {
  SqliteStatement trainings(
      *database_, "SELECT row, training, failure, signature FROM trainings WHERE row > ? ORDER BY row");
  SqliteStatement runs(*database_,
                       "SELECT name, steps, train_accuracy, test_accuracy, loss, flipped, weights, "
                       "feedback_ratio, loss_rises, diverged_step, cause, epochs_to_target, seconds, " +
                           columns_of_numbers(*database_) + " FROM runs WHERE training = ? ORDER BY run");
  trainings.bind(1, row);
  std::vector<StoredTraining> all;
  while (trainings.step()) {
    StoredTraining& stored = all.emplace_back();
    stored.row = trainings.integer(0);
    stored.result.training = trainings.integer(1);
    stored.result.failure = trainings.text(2);
    stored.result.signature = trainings.text(3);
    runs.bind(1, stored.result.training);
    while (runs.step())
      stored.result.runs.push_back({.name = runs.text(0),
                                    .steps = runs.integer(1),
                                    .train_accuracy = runs.real(2),
                                    .test_accuracy = runs.real(3),
                                    .loss = runs.real(4),
                                    .flipped = runs.integer(5),
                                    .weights = runs.integer(6),
                                    .feedback_ratio = runs.real(7),
                                    .loss_rises = runs.real(8),
                                    .diverged_step = runs.optional_integer(9),
                                    .cause = runs.text(10),
                                    .epochs_to_target = runs.optional_integer(11),
                                    .seconds = runs.real(12),
                                    .numbers = numbers_from(runs, 13),
                                    .layers = {},
                                    .curve = {}});
    runs.reset();
  }
  return all;
}

std::vector<LayerResult> StoreReader::layers(std::int64_t training, std::int64_t run) const {
  std::vector<LayerResult> layers;
  if (store_version(*database_) < 2) return layers;
  SqliteStatement rows(*database_, std::string("SELECT kind, weights, flipped, ") + columns_of_layer_numbers +
                                       " FROM layers WHERE training = ? AND run = ? ORDER BY layer");
  rows.bind(1, training).bind(2, run);
  while (rows.step())
    layers.push_back({.kind = rows.text(0),
                      .weights = rows.integer(1),
                      .flipped = rows.integer(2),
                      .numbers = numbers_from(rows, 3)});
  return layers;
}

std::vector<CurvePoint> StoreReader::curve(std::int64_t training, std::int64_t run) const {
  SqliteStatement points(
      *database_, "SELECT step, epoch, train_accuracy, test_accuracy, loss, feedback_ratio, flipped, " +
                      columns_of_numbers(*database_) +
                      " FROM curves WHERE training = ? AND run = ? ORDER BY step");
  points.bind(1, training).bind(2, run);
  std::vector<CurvePoint> curve;
  while (points.step())
    curve.push_back({.step = points.integer(0),
                     .epoch = points.integer(1),
                     .train_accuracy = points.real(2),
                     .test_accuracy = points.real(3),
                     .loss = points.real(4),
                     .feedback_ratio = points.real(5),
                     .flipped = points.integer(6),
                     .numbers = numbers_from(points, 7),
                     .layers = {}});
  add_layers(training, run, curve);
  return curve;
}

/// Only for points that have numbers of layers.
void StoreReader::add_layers(std::int64_t training, std::int64_t run, std::vector<CurvePoint>& curve) const {
  if (store_version(*database_) < 2) return;
  SqliteStatement rows(*database_,
                       std::string("SELECT step, layer, flipped, ") + columns_of_layer_numbers +
                           " FROM layer_curves WHERE training = ? AND run = ? ORDER BY step, layer");
  rows.bind(1, training).bind(2, run);
  const auto end = layers(training, run);
  auto point = curve.begin();
  while (rows.step()) {
    while (point != curve.end() && point->step < rows.integer(0)) ++point;
    if (point == curve.end()) return;
    const auto number = static_cast<std::size_t>(rows.integer(1));
    if (number == 0 || number > end.size()) continue;
    LayerResult layer = end[number - 1];
    layer.flipped = rows.integer(2);
    layer.numbers = numbers_from(rows, 3);
    point->layers.push_back(std::move(layer));
  }
}

}  // namespace lfp
