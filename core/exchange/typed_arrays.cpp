#include "core/exchange/typed_arrays.h"

#include "core/base/error.h"
#include "core/exchange/npy.h"
#include "core/files/zip_file.h"

#include <cassert>
#include <cstring>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

namespace lfp {
namespace {

template <class Number>
constexpr std::string_view type_name{};
template <>
constexpr std::string_view type_name<float> = "<f4";
template <>
constexpr std::string_view type_name<double> = "<f8";
template <>
constexpr std::string_view type_name<std::int8_t> = "|i1";
template <>
constexpr std::string_view type_name<std::uint32_t> = "<u4";
template <>
constexpr std::string_view type_name<std::int64_t> = "<i8";

std::string text_of(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const auto extent : shape) text += (text.empty() ? "" : " x ") + std::to_string(extent);
  return text;
}

}  // namespace

template <class Number>
void TypedArrayWriter::add(const std::string& name, const std::vector<std::int64_t>& shape,
                           std::span<const Number> values) {
  const std::string header = npy_header(type_name<Number>, shape);
  zip_.begin(name + std::string(npy_ending), header.size() + values.size_bytes());
  zip_.write(header);
  zip_.write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
}

TypedArrayReader::TypedArrayReader(const std::string& npz_bytes, std::string place)
    : npz_bytes_(npz_bytes), place_(std::move(place)) {
  read_zip(npz_bytes_, [this](const std::string& name) -> std::optional<std::size_t> {
    if (name.ends_with(npy_ending)) names_.insert(name.substr(0, name.size() - npy_ending.size()));
    return std::nullopt;
  });
}

std::string TypedArrayReader::bytes_of(const std::string& name) const {
  if (!has(name)) throw Error(place_ + ": " + name, "the array is missing", older_copy);
  const std::string file = name + std::string(npy_ending);
  // Arrays are stored as they are, so none can be larger than all of them.
  auto entries = read_zip(npz_bytes_, [&](const std::string& found) {
    return found == file ? std::optional(npz_bytes_.size()) : std::nullopt;
  });
  if (entries.empty()) throw Error(place_ + ": " + name, "the array is missing", older_copy);
  ReadZipEntry& entry = entries.back();
  if (!entry.problem.empty()) throw Error(place_ + ": " + name, entry.problem, older_copy);
  return std::move(entry.bytes);
}

std::vector<std::int64_t> TypedArrayReader::shape(const std::string& name) const {
  const std::string bytes = bytes_of(name);
  return view_npy(bytes, place_ + ": " + name).shape;
}

template <class Number>
void TypedArrayReader::read(const std::string& name, const std::vector<std::int64_t>& shape,
                            std::span<Number> values) const {
  assert(std::cmp_equal(values.size(),
                        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>())));
  const std::string place = place_ + ": " + name;
  const std::string bytes = bytes_of(name);
  const NpyView view = view_npy(bytes, place);
  if (view.shape != shape)
    throw Error(place, "it is " + text_of(view.shape) + ", but has to be " + text_of(shape), older_copy);
  if (view.type != type_name<Number>)
    throw Error(place, "its numbers are of type " + view.type + ", not " + std::string(type_name<Number>),
                older_copy);
  if (!values.empty()) std::memcpy(values.data(), view.numbers.data(), values.size_bytes());
}

#define LFP_TYPED_ARRAYS(Number)                                                             \
  template void TypedArrayWriter::add(const std::string&, const std::vector<std::int64_t>&,  \
                                      std::span<const Number>);                              \
  template void TypedArrayReader::read(const std::string&, const std::vector<std::int64_t>&, \
                                       std::span<Number>) const;
LFP_TYPED_ARRAYS(float)
LFP_TYPED_ARRAYS(double)
LFP_TYPED_ARRAYS(std::int8_t)
LFP_TYPED_ARRAYS(std::uint32_t)
LFP_TYPED_ARRAYS(std::int64_t)
#undef LFP_TYPED_ARRAYS

}  // namespace lfp
