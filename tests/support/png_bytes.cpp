#include "tests/support/png_bytes.h"

namespace lfp::test {

std::string png_bytes(unsigned width, const std::vector<std::vector<std::uint8_t>>& rows,
                      const PngStyle& style) {
  std::string file;
  png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(writer);
  png_set_write_fn(
      writer, &file,
      [](png_structp from, png_bytep bytes, std::size_t size) {
        static_cast<std::string*>(png_get_io_ptr(from))->append(reinterpret_cast<const char*>(bytes), size);
      },
      nullptr);
  png_set_IHDR(writer, info, width, static_cast<png_uint_32>(rows.size()), style.bit_depth, style.colour_type,
               style.is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (!style.palette.empty())
    png_set_PLTE(writer, info, style.palette.data(), static_cast<int>(style.palette.size()));
  if (!style.transparency.empty())
    png_set_tRNS(writer, info, style.transparency.data(), static_cast<int>(style.transparency.size()),
                 nullptr);
  if (style.gamma > 0.0) png_set_gAMA(writer, info, style.gamma);
  std::vector<png_const_bytep> pointers;
  for (const auto& row : rows) pointers.push_back(row.data());
  png_set_rows(writer, info, const_cast<png_bytepp>(pointers.data()));
  png_write_png(writer, info, PNG_TRANSFORM_IDENTITY, nullptr);
  png_destroy_write_struct(&writer, &info);
  return file;
}

}  // namespace lfp::test
