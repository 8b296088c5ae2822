#include "core/study/store_format.h"

#include "core/base/error.h"

#include <algorithm>
#include <cctype>

namespace lfp {
namespace {

constexpr std::int64_t application = 0x4c465053;  // "LFPS"

/// Declares columns_of_layer_numbers, as the last columns of four tables.
constexpr const char* layer_numbers = ", moved REAL, sign_agreement REAL, sparsity REAL, firing_rate REAL";

constexpr const char* run_columns =
    "training INTEGER NOT NULL, run INTEGER NOT NULL, name TEXT NOT NULL, steps INTEGER, train_accuracy "
    "REAL, "
    "test_accuracy REAL, loss REAL, flipped INTEGER, weights INTEGER, feedback_ratio REAL, loss_rises "
    "REAL, diverged_step INTEGER, cause TEXT, epochs_to_target INTEGER, seconds REAL";
constexpr const char* curve_columns =
    "training INTEGER NOT NULL, run INTEGER NOT NULL, step INTEGER NOT NULL, epoch INTEGER, train_accuracy "
    "REAL, test_accuracy REAL, loss REAL, feedback_ratio REAL, flipped INTEGER";
constexpr const char* layer_columns =
    "training INTEGER NOT NULL, run INTEGER NOT NULL, layer INTEGER NOT NULL, kind TEXT NOT NULL, weights "
    "INTEGER, flipped INTEGER";
constexpr const char* layer_curve_columns =
    "training INTEGER NOT NULL, run INTEGER NOT NULL, step INTEGER NOT NULL, layer INTEGER NOT NULL, flipped "
    "INTEGER";

std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

void set_info(SqliteDatabase& database, const char* name, const std::string& value) {
  SqliteStatement(database, "INSERT INTO study VALUES (?, ?)")
      .bind(1, std::string_view(name))
      .bind(2, value)
      .run();
}

std::string info_of(const SqliteDatabase& database, const char* name) {
  SqliteStatement statement(database, "SELECT value FROM study WHERE name = ?");
  statement.bind(1, std::string_view(name));
  if (statement.step()) return statement.text(0);
  throw Error(database.file().string(), std::string("this store lacks its ") + name,
              "Take it from a copy, or have the trainings done again into another folder");
}

}  // namespace

void make_tables(SqliteDatabase& database, const Study& study, const StoreInfo& info) {
  database.execute("PRAGMA application_id = " + std::to_string(application));
  database.execute("PRAGMA user_version = " + std::to_string(newest_store_version));
  database.execute("CREATE TABLE study (name TEXT PRIMARY KEY, value) WITHOUT ROWID");
  std::string axes;
  for (const Axis& axis : study.axes) axes += ", " + sql_name(axis.name());
  database.execute(
      "CREATE TABLE trainings (row INTEGER PRIMARY KEY AUTOINCREMENT, training INTEGER NOT NULL UNIQUE, cell "
      "INTEGER NOT NULL, seed" +
      axes + ", failure TEXT, signature TEXT)");
  const auto make_table = [&](const char* name, const char* columns, const char* key) {
    database.execute(std::string("CREATE TABLE ") + name + " (" + columns + layer_numbers +
                     ", PRIMARY KEY (" + key + ")) WITHOUT ROWID");
  };
  make_table("runs", run_columns, "training, run");
  make_table("curves", curve_columns, "training, run, step");
  make_table("layers", layer_columns, "training, run, layer");
  make_table("layer_curves", layer_curve_columns, "training, run, step, layer");
  database.execute("CREATE VIEW results AS SELECT * FROM trainings JOIN runs USING (training)");
  set_info(database, "study", info.study);
  set_info(database, "hash", info.hash);
  set_info(database, "program", info.program);
  set_info(database, "shard", std::to_string(info.shard.index + 1));
  set_info(database, "shards", std::to_string(info.shard.count));
}

std::int64_t store_version(const SqliteDatabase& database) {
  return database.integer("PRAGMA user_version");
}

StoreInfo read_info(const SqliteDatabase& database) {
  const std::string file = database.file().string();
  if (database.integer("PRAGMA application_id") != application)
    throw Error(file, "this file holds no results of a study", "Choose another folder");
  if (store_version(database) > newest_store_version)
    throw Error(file, "this store was written by a newer LFP Lab", "Update LFP Lab to use it");
  if (database.text("PRAGMA quick_check(1)") != "ok")
    throw Error(file, "this store is damaged",
                "Take it from a copy, or have the trainings done again into another folder");
  StoreInfo info{.study = info_of(database, "study"),
                 .hash = info_of(database, "hash"),
                 .program = info_of(database, "program"),
                 .shard = {}};
  const auto number = [&](const char* name) {
    return database.integer(std::string("SELECT CAST(value AS INTEGER) FROM study WHERE name = '") + name +
                            "'");
  };
  info.shard = {.index = number("shard") - 1, .count = std::max<std::int64_t>(number("shards"), 1)};
  return info;
}

bool is_column_of_store(const std::string& name) {
  const std::string columns =
      std::string(" row cell seed failure signature ") + run_columns + layer_numbers + ", " + curve_columns;
  const std::string word = lower(name);
  return word.find(' ') == std::string::npos &&
         (columns.find(" " + word + " ") != std::string::npos || word == "training");
}

std::string store_name(Shard shard) {
  if (shard.is_whole()) return "study.sqlite";
  return "study-" + std::to_string(shard.index + 1) + "-of-" + std::to_string(shard.count) + ".sqlite";
}

}  // namespace lfp
