#pragma once

#include "core/files/zip_stream.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lfp {

/// The remedy where something in such a file is missing or does not fit.
inline constexpr const char* older_copy = "Open an older copy of the file";

/// Arrays of numbers of any type on their way into a .npz file, bit for bit and as they come: none is copied.
class TypedArrayWriter {
 public:
  explicit TypedArrayWriter(ByteSink sink) : zip_(ZipPacking::stored, "the session", std::move(sink)) {}

  /// `values` in C order; Number is float, double, std::int8_t, std::uint32_t or std::int64_t.
  template <class Number>
  void add(const std::string& name, const std::vector<std::int64_t>& shape, std::span<const Number> values);
  template <class Number>
  void add(const std::string& name, const std::vector<Number>& values) {
    add(name, {static_cast<std::int64_t>(values.size())}, std::span<const Number>(values));
  }
  /// To be called behind the last array.
  void finish() { zip_.finish(); }

 private:
  ZipStream zip_;
};

/// The arrays of such a file, by name and in the very type and shape that they are expected in. One is taken
/// out at a time, so that nothing large is in memory once more.
class TypedArrayReader {
 public:
  /// `npz_bytes` has to outlive the reader. `place` is where errors lie.
  TypedArrayReader(const std::string& npz_bytes, std::string place);

  bool has(const std::string& name) const { return names_.contains(name); }
  /// Throws Error naming the array where there is none, or it is damaged.
  std::vector<std::int64_t> shape(const std::string& name) const;
  /// Throws Error naming the array and both shapes where they differ.
  template <class Number>
  void read(const std::string& name, const std::vector<std::int64_t>& shape, std::span<Number> values) const;
  template <class Number>
  std::vector<Number> read(const std::string& name, std::size_t size) const {
    std::vector<Number> values(size);
    read(name, {static_cast<std::int64_t>(size)}, std::span<Number>(values));
    return values;
  }

 private:
  std::string bytes_of(const std::string& name) const;

  const std::string& npz_bytes_;
  std::string place_;
  std::set<std::string> names_;
};

}  // namespace lfp
