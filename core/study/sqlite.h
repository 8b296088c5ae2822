#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace lfp {

class SqliteDatabase;

/// A prepared statement. Parameters count from 1 and columns from 0, as in SQLite. Every failure throws an
/// Error that names the file.
class SqliteStatement {
 public:
  SqliteStatement(const SqliteDatabase& database, std::string_view sql);

  SqliteStatement& bind(int parameter, std::int64_t value);
  SqliteStatement& bind(int parameter, double value);  ///< NaN becomes NULL
  SqliteStatement& bind(int parameter, std::string_view value);
  SqliteStatement& bind(int parameter, std::optional<std::int64_t> value);
  SqliteStatement& bind(int parameter, std::optional<double> value);
  /// Advances to the next row; returns false after the last one.
  bool step();
  /// Runs a statement that returns no rows, and resets it so that it can be run again.
  void run();
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;
  double real(int column) const;  ///< NaN for NULL
  std::optional<double> optional_real(int column) const;
  std::string text(int column) const;

 private:
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  void check(int code) const;

  const SqliteDatabase& database_;
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

/// A connection to an SQLite file. SQLite's locks are not used: see StudyStore.
class SqliteDatabase {
 public:
  /// Opens the file for writing, creating it if it does not exist.
  static SqliteDatabase open(const std::filesystem::path& file);
  /// Opens the content `bytes` of a file for reading; messages refer to it as `file`.
  static SqliteDatabase from_bytes(std::string_view bytes, const std::filesystem::path& file);

  void execute(const std::string& sql);
  /// Returns the first column of the first row; 0 if there is no row.
  std::int64_t integer(const std::string& sql) const;
  std::string text(const std::string& sql) const;
  const std::filesystem::path& file() const { return file_; }
  sqlite3* handle() const { return handle_.get(); }
  /// Throws an Error for SQLite's result code `code`.
  [[noreturn]] void fail(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  SqliteDatabase(sqlite3* handle, std::filesystem::path file);

  std::unique_ptr<sqlite3, Close> handle_;
  std::filesystem::path file_;
};

/// Returns a name quoted for SQL.
std::string sql_name(std::string_view name);

}  // namespace lfp
