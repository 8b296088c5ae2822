#pragma once

#include <QByteArray>
#include <QString>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace lfp {

/// A table as comma-separated text. Made for views with a million rows: numbers are written straight into one
/// text, which grows by doubling.
class TableText {
 public:
  explicit TableText(std::string_view header);

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
    is_empty_ = false;
  }

  bool is_empty() const { return is_empty_; }
  /// "" without rows.
  QString text() const;

 private:
  TableText() = default;
  static constexpr qsizetype longest_number = 32;

  /// Where the next cell goes, of at most so many bytes.
  char* room(qsizetype bytes) {
    if (used_ + bytes > text_.size()) grow(bytes);
    return text_.data() + used_;
  }
  void grow(qsizetype bytes);
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
  void add(std::string_view text);
  void add(const char* text) { add(std::string_view(text)); }
  void add(const QString& text);

  QByteArray text_;
  qsizetype used_ = 0;
  bool is_empty_ = true;
};

}  // namespace lfp
