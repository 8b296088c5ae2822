#include "tests/support/jpeg_bytes.h"

#include <cstdlib>

namespace lfp::test {

std::string jpeg_bytes(int width, int height, const std::vector<std::uint8_t>& samples,
                       const JpegStyle& style) {
  jpeg_error_mgr errors;
  jpeg_compress_struct encoder;
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&encoder, &bytes, &size);
  encoder.image_width = static_cast<JDIMENSION>(width);
  encoder.image_height = static_cast<JDIMENSION>(height);
  encoder.input_components = static_cast<int>(samples.size()) / (width * height);
  encoder.in_color_space = style.given;
  jpeg_set_defaults(&encoder);
  jpeg_set_colorspace(&encoder, style.stored);
  jpeg_set_quality(&encoder, 100, TRUE);
  encoder.write_Adobe_marker = style.has_adobe_marker ? TRUE : FALSE;
  encoder.arith_code = style.is_arithmetic ? TRUE : FALSE;
  encoder.comp_info[0].h_samp_factor = style.horizontal_subsampling;
  encoder.comp_info[0].v_samp_factor = style.vertical_subsampling;
  encoder.restart_in_rows = static_cast<int>(style.restart_rows);
  if (style.is_progressive) jpeg_simple_progression(&encoder);
  jpeg_start_compress(&encoder, TRUE);
  if (!style.exif.empty())
    jpeg_write_marker(&encoder, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(style.exif.data()),
                      static_cast<unsigned>(style.exif.size()));
  std::vector<std::uint8_t> row;
  const std::size_t row_size = samples.size() / static_cast<std::size_t>(height);
  while (encoder.next_scanline < encoder.image_height) {
    const auto begin = samples.begin() + static_cast<std::ptrdiff_t>(encoder.next_scanline * row_size);
    row.assign(begin, begin + static_cast<std::ptrdiff_t>(row_size));
    JSAMPROW pointer = row.data();
    jpeg_write_scanlines(&encoder, &pointer, 1);
  }
  jpeg_finish_compress(&encoder);
  jpeg_destroy_compress(&encoder);
  std::string file(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  return file;
}

std::string exif_bytes(bool is_big_endian, unsigned tag, unsigned type, unsigned count, unsigned value) {
  const auto number = [&](unsigned what, unsigned size) {
    std::string bytes;
    for (unsigned i = 0; i < size; ++i)
      bytes += static_cast<char>(what >> 8 * (is_big_endian ? size - 1 - i : i) & 0xFF);
    return bytes;
  };
  const unsigned value_size = type == 3 ? 2 : 4;
  return (is_big_endian ? "MM" : "II") + number(42, 2) + number(8, 4) + number(1, 2) + number(tag, 2) +
         number(type, 2) + number(count, 4) + number(value, value_size) + std::string(4 - value_size, '\0') +
         std::string(4, '\0');
}

std::string exif_bytes(bool is_big_endian, unsigned orientation) {
  return exif_bytes(is_big_endian, 0x0112, 3, 1, orientation);
}

std::string exif_marker(const std::string& block) {
  return std::string("Exif\0\0", 6) + block;
}

}  // namespace lfp::test
