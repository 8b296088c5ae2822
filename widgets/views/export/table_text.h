#pragma once

#include "widgets/views/export/export_work.h"

#include <QByteArray>
#include <QString>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace lfp {

/// A table as comma-separated text. Made for views with a million rows: numbers are written straight into one
/// text, which grows by doubling.
class TableText {
 public:
  /// `progress` gets how many of `rows` are written; row() throws Cancelled.
  explicit TableText(std::string_view header, Progress* progress = nullptr, std::int64_t rows = 0);

  /// Cells that many rows begin with, written once.
  struct Start {
    QByteArray text;
  };
  template <class... Cells>
  static Start start(const Cells&... cells) {
    TableText table;
    (table.add(cells), ...);
    return {table.text_.first(table.used_)};
  }

  /// One row: whole numbers, reals as short as they read back, texts in quotes where they have to be, and the
  /// cells of a start().
  template <class... Cells>
  void row(const Cells&... cells) {
    (add(cells), ...);
    text_.data()[used_ - 1] = '\n';
    ++rows_;
    if (used_ - told_ >= told_every) tell();
  }

  bool is_empty() const { return rows_ == 0; }
  /// UTF-8; "" without rows.
  QByteArray text();
  ExportWork finished() { return lfp::finished(text()); }

 private:
  TableText() = default;
  static constexpr qsizetype longest_number = 32;
  static constexpr qsizetype told_every = 1 << 16;

  /// Room for the next cell, of at most `bytes` bytes.
  char* room(qsizetype bytes) {
    if (used_ + bytes > text_.size()) grow(bytes);
    return text_.data() + used_;
  }
  void grow(qsizetype bytes);
  void tell();
  void write(std::string_view text) {
    std::memcpy(room(std::ssize(text)), text.data(), text.size());
    used_ += std::ssize(text);
  }
  template <class Number>
  void write_number(Number value) {
    char* start = room(longest_number);
    char* end = std::to_chars(start, start + longest_number - 1, value).ptr;
    *end = ',';
    used_ += end + 1 - start;
  }
  void add(const Start& start) { write({start.text.data(), static_cast<std::size_t>(start.text.size())}); }
  template <std::floating_point Real>
  void add(Real value) {
    if (std::isnan(value))
      write("nan,");
    else
      write_number(value);
  }
  template <std::integral Whole>
  void add(Whole value) {
    write_number(static_cast<std::int64_t>(value));
  }
  void add(std::span<const float> values) {
    for (const float value : values) add(value);
  }
  void add(std::string_view text);
  void add(const char* text) { add(std::string_view(text)); }
  void add(const QString& text);

  QByteArray text_;
  qsizetype used_ = 0;
  qsizetype told_ = 0;
  Progress* progress_ = nullptr;
  std::int64_t rows_ = 0;
  std::int64_t all_rows_ = 0;
};

}  // namespace lfp
