#include "core/data/images/image_decoder.h"

#include <array>
#include <csetjmp>
#include <cstdio>
#include <utility>

// clang-format off
#include <jpeglib.h>
#include <jerror.h>  // depends on macros defined by jpeglib.h
// clang-format on

namespace lfp {
namespace {

/// A scan whose data were overwritten, for example by the zeros of an interrupted download, ends early: its
/// remaining data lie before the next marker. A few bytes there are padding.
constexpr int most_bytes_left = 64;

/// Whether libjpeg's warning means that pixels are missing or wrong. `ends_in_zeros`: as an interrupted
/// download may; a few of them decode as if they were pixels.
bool loses_pixels(const jpeg_decompress_struct& decoder, bool ends_in_zeros) {
  switch (decoder.err->msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
      return true;
    case JWRN_JPEG_EOF:
      // If all pixels come in one scan, only the end marker is missing; lost data give JWRN_HIT_MARKER.
      return ends_in_zeros || decoder.input_scan_number == 0 || decoder.progressive_mode != 0 ||
             decoder.arith_code != 0 || decoder.comps_in_scan != decoder.num_components;
    case JWRN_EXTRANEOUS_DATA:
      return decoder.input_scan_number > 0 && decoder.err->msg_parm.i[0] > most_bytes_left;
    default:
      return false;
  }
}

/// Callbacks for libjpeg. Errors leave it by longjmp, because no exception may pass through C code.
struct JpegTrouble {
  jpeg_error_mgr manager{};  // must be the first member, because libjpeg passes its address back
  std::jmp_buf way_out{};
  std::array<char, JMSG_LENGTH_MAX> message{};
  bool ends_in_zeros = false;

  [[noreturn]] static void stop(j_common_ptr codec) {
    auto& trouble = *reinterpret_cast<JpegTrouble*>(codec->err);
    codec->err->format_message(codec, trouble.message.data());
    std::longjmp(trouble.way_out, 1);
  }
  static void weigh(j_common_ptr codec, int level) {
    const auto& trouble = *reinterpret_cast<JpegTrouble*>(codec->err);
    const bool is_warning = level < 0;
    if (is_warning && loses_pixels(*reinterpret_cast<j_decompress_ptr>(codec), trouble.ends_in_zeros))
      stop(codec);
  }
};

class JpegDecoder {
 public:
  /// Reads the header.
  JpegDecoder(const std::filesystem::path& path, std::string_view bytes) : path_(path) {
    decoder_.err = jpeg_std_error(&trouble_.manager);
    trouble_.manager.error_exit = JpegTrouble::stop;
    trouble_.manager.emit_message = JpegTrouble::weigh;
    trouble_.ends_in_zeros = bytes.ends_with(std::string_view("\0\0\0\0", 4));
    try {
      attempt([&] {
        jpeg_create_decompress(&decoder_);
        jpeg_mem_src(&decoder_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
        jpeg_save_markers(&decoder_, exif_marker, 0xFFFF);
        jpeg_read_header(&decoder_, TRUE);
      });
      orientation_ = find_orientation();  // now, because decoding drops the markers
    } catch (...) {
      jpeg_destroy_decompress(&decoder_);
      throw;
    }
  }
  ~JpegDecoder() { jpeg_destroy_decompress(&decoder_); }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  PictureSize stored_size() const { return {decoder_.image_width, decoder_.image_height}; }

  int orientation() const { return orientation_; }

  Picture pixels() {
    Picture picture = empty_picture(path_, decoder_.image_width, decoder_.image_height);
    switch (decoder_.jpeg_color_space) {
      case JCS_GRAYSCALE:
      case JCS_YCbCr:
      case JCS_RGB:
        decode(JCS_RGB, picture.pixels.data(), 3);
        return picture;
      case JCS_CMYK:
      case JCS_YCCK:
        return decode_inks(std::move(picture));
      default:
        fail_to_decode(path_, "it has " + std::to_string(decoder_.num_components) +
                                  " channels that are neither grey, colours nor inks");
    }
  }

 private:
  static constexpr int exif_marker = JPEG_APP0 + 1;

  int find_orientation() const {
    constexpr std::string_view start("Exif\0", 5);  // plus one more byte, which is not always 0
    for (auto marker = decoder_.marker_list; marker != nullptr; marker = marker->next) {
      const std::string_view content(reinterpret_cast<const char*>(marker->data), marker->data_length);
      if (marker->marker == exif_marker && content.size() > start.size() && content.starts_with(start))
        return exif_orientation(content.substr(start.size() + 1));
    }
    return 1;
  }

  /// Runs a piece of work with libjpeg; it must not create objects that need destruction.
  template <class Work>
  void attempt(const Work& work) {
    if (setjmp(trouble_.way_out) != 0) fail_to_decode(path_, trouble_.message.data());
    work();
  }

  void decode(J_COLOR_SPACE colours, std::uint8_t* target, std::int64_t channels) {
    attempt([&] {
      decoder_.out_color_space = colours;
      jpeg_start_decompress(&decoder_);
      while (decoder_.output_scanline < decoder_.output_height) {
        JSAMPROW row = target + decoder_.output_scanline * (channels * decoder_.output_width);
        jpeg_read_scanlines(&decoder_, &row, 1);
      }
      jpeg_finish_decompress(&decoder_);
    });
  }

  /// Converts CMYK to RGB: inks subtract from white. Adobe's programs store the inverted values.
  Picture decode_inks(Picture picture) {
    std::vector<std::uint8_t> inks(picture.pixels.size() / 3 * 4);
    decode(JCS_CMYK, inks.data(), 4);
    const bool is_inverted = decoder_.saw_Adobe_marker != 0;
    auto pixel = picture.pixels.begin();
    for (std::size_t at = 0; at < inks.size(); at += 4) {
      const auto left = [&](std::size_t ink) { return is_inverted ? inks[at + ink] : 255 - inks[at + ink]; };
      for (std::size_t ink = 0; ink < 3; ++ink)
        *pixel++ = static_cast<std::uint8_t>((left(ink) * left(3) + 127) / 255);
    }
    return picture;
  }

  const std::filesystem::path& path_;
  JpegTrouble trouble_;
  jpeg_decompress_struct decoder_{};
  int orientation_ = 1;
};

}  // namespace

Picture decode_jpeg(const std::filesystem::path& path, std::string_view bytes) {
  JpegDecoder decoder(path, bytes);
  Picture stored = decoder.pixels();
  return upright(std::move(stored), decoder.orientation());
}

PictureSize jpeg_size(const std::filesystem::path& path, std::string_view bytes) {
  const JpegDecoder decoder(path, bytes);
  return upright(decoder.stored_size(), decoder.orientation());
}

}  // namespace lfp
