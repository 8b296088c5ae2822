#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

/// A file of separated values (RFC 4180: quoted fields may hold separators, line breaks and doubled quotes),
/// as texts. Blanks around unquoted fields, empty lines and a byte order mark are dropped. All rows have
/// equally many fields.
class CsvTable {
 public:
  /// `separator`: ',', ';', '\t', or 0 to find it out. Throws Error naming the file, and the row where there
  /// is one to name.
  CsvTable(std::filesystem::path path, char separator, Progress* progress = nullptr);

  std::size_t rows() const { return lines_.size(); }
  std::size_t columns() const { return columns_; }
  std::string_view field(std::size_t row, std::size_t column) const;
  /// "/data/flowers.csv, row 7": the line on which the row begins, counted from 1.
  std::string place(std::size_t row) const;

 private:
  friend class CsvReader;

  std::filesystem::path path_;
  std::size_t columns_ = 0;
  std::string text_;                 ///< all fields, one after the other
  std::vector<std::size_t> ends_;    ///< where each field ends in `text_`
  std::vector<std::int64_t> lines_;  ///< on which line each row begins
};

}  // namespace lfp
