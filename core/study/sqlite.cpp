#include "core/study/sqlite.h"

#include "core/base/error.h"
#include "core/files/writing.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include <sqlite3.h>

namespace lfp {

SqliteStatement::SqliteStatement(const SqliteDatabase& database, std::string_view sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
  statement_.reset(statement);
}

void SqliteStatement::Finalise::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void SqliteStatement::check(int code) const {
  if (code != SQLITE_OK) database_.fail(code);
}

SqliteStatement& SqliteStatement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), parameter, value));
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, double value) {
  check(sqlite3_bind_double(statement_.get(), parameter, value));
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::string_view value) {
  check(sqlite3_bind_text(statement_.get(), parameter, value.data(), static_cast<int>(value.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::optional<std::int64_t> value) {
  if (value) return bind(parameter, *value);
  check(sqlite3_bind_null(statement_.get(), parameter));
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::optional<double> value) {
  return bind(parameter, value.value_or(std::numeric_limits<double>::quiet_NaN()));
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_.fail(code);
  return code == SQLITE_ROW;
}

void SqliteStatement::run() {
  step();
  reset();
}

void SqliteStatement::reset() {
  check(sqlite3_reset(statement_.get()));
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> SqliteStatement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

double SqliteStatement::real(int column) const {
  return is_null(column) ? std::numeric_limits<double>::quiet_NaN()
                         : sqlite3_column_double(statement_.get(), column);
}

std::optional<double> SqliteStatement::optional_real(int column) const {
  if (is_null(column)) return std::nullopt;
  return sqlite3_column_double(statement_.get(), column);
}

std::string SqliteStatement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

SqliteDatabase::SqliteDatabase(sqlite3* handle, std::filesystem::path file)
    : handle_(handle), file_(std::move(file)) {}

void SqliteDatabase::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

SqliteDatabase SqliteDatabase::open(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix-none");
  SqliteDatabase database(handle, file);
  if (code != SQLITE_OK) database.fail(code);
  return database;
}

SqliteDatabase SqliteDatabase::from_bytes(std::string_view bytes, const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE, nullptr);
  SqliteDatabase database(handle, file);
  if (code != SQLITE_OK) database.fail(code);
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, bytes.data(), bytes.size());
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  const int loaded = sqlite3_deserialize(handle, "main", copy, size, size,
                                         SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  if (loaded != SQLITE_OK) database.fail(loaded);
  return database;
}

void SqliteDatabase::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t SqliteDatabase::integer(const std::string& sql) const {
  SqliteStatement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string SqliteDatabase::text(const std::string& sql) const {
  SqliteStatement statement(*this, sql);
  return statement.step() ? statement.text(0) : std::string();
}

void SqliteDatabase::fail(int code) const {
  const int primary = code & 0xff;
  if (primary == SQLITE_NOMEM) throw std::bad_alloc();
  if (primary == SQLITE_FULL) fail_to_write(file_, ENOSPC);
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
    throw Error(file_.string(),
                "this file is cut off or damaged (" + std::string(sqlite3_errstr(primary)) + ")",
                "Take it from a copy, or have the trainings done again into another folder");
  if (const int reason = handle_ ? sqlite3_system_errno(handle()) : 0;
      reason != 0 && (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN))
    fail_to_write(file_, reason);
  if (primary == SQLITE_READONLY) fail_to_write(file_, EROFS);
  throw Error(file_.string(),
              std::string("SQLite cannot use this file: ") +
                  (handle_ ? sqlite3_errmsg(handle()) : sqlite3_errstr(code)),
              "Take it from a copy, or choose another folder");
}

std::string sql_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char letter : name) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + "\"";
}

}  // namespace lfp
