#include "core/files/file_content.h"

#include "core/files/letter_case.h"

#include <algorithm>
#include <array>
#include <string>

namespace lfp {
namespace {

using namespace std::literals;

struct Signature {
  std::size_t position;
  std::string_view bytes;
  FileContent content;
};

constexpr FileContent image(std::string_view description) {
  return {.description = description, .is_image = true};
}

constexpr FileContent jpeg_xl = image("a JPEG XL image");
constexpr FileContent jpeg_2000 = image("a JPEG 2000 image");
constexpr FileContent tiff = image("a TIFF image");
constexpr FileContent heic = image("a HEIC image");
constexpr FileContent avif = image("an AVIF image");
constexpr FileContent svg = image("an SVG drawing");
constexpr FileContent web_page{.description = "a web page (HTML)",
                               .remedy = "Download the file itself again: a page was sent in its place"};

constexpr auto signatures = std::to_array<Signature>({
    {0, "\x89PNG"sv, image("a PNG image")},
    {0, "\xFF\xD8\xFF"sv, image("a JPEG image")},
    {0, "GIF8"sv, image("a GIF image")},
    {8, "WEBP"sv, image("a WebP image")},
    {0, "II*\0"sv, tiff},
    {0, "MM\0*"sv, tiff},
    {0, "II+\0"sv, tiff},
    {0, "MM\0+"sv, tiff},
    {0, "\xFF\x0A"sv, jpeg_xl},
    {0, "\0\0\0\x0CJXL \r\n\x87\n"sv, jpeg_xl},
    {0, "\0\0\0\x0CjP  \r\n\x87\n"sv, jpeg_2000},
    {0, "\xFF\x4F\xFF\x51"sv, jpeg_2000},
    {0, "8BPS"sv, image("a Photoshop document")},
    {0, "\x76\x2F\x31\x01"sv, image("an OpenEXR image")},
    {0, "qoif"sv, image("a QOI image")},
    {0, "\0\0\x01\0"sv, image("an icon (ICO)")},
    {128, "DICM"sv, image("a DICOM image")},
    {0, "%PDF"sv, {.description = "a PDF document"}},
    {0, "PK\x03\x04"sv, {.description = "a ZIP archive", .remedy = "Unpack it first"}},
    {0, "PK\x05\x06"sv, {.description = "an empty ZIP archive"}},
    {0, "\x1F\x8B"sv, {.description = "packed with gzip"}},
    {0, "BZh"sv, {.description = "packed with bzip2", .remedy = "Unpack it first"}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {.description = "packed with xz", .remedy = "Unpack it first"}},
    {0, "\x28\xB5\x2F\xFD"sv, {.description = "packed with Zstandard", .remedy = "Unpack it first"}},
    {257, "ustar"sv, {.description = "a TAR archive", .remedy = "Unpack it first"}},
    {0, "Rar!\x1A\x07"sv, {.description = "a RAR archive", .remedy = "Unpack it first"}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {.description = "a 7z archive", .remedy = "Unpack it first"}},
    {0, "\x93NUMPY"sv, {.description = "a NumPy array"}},
    {0, "\x89HDF"sv, {.description = "an HDF5 file"}},
    {0,
     "\0\x05\x16\x07"sv,
     {.description = "what macOS keeps beside a file",
      .remedy = "Take the file of that name without \"._\""}},
    {0,
     "version https://git-lfs.github.com/"sv,
     {.description = "a pointer of Git LFS in place of the file",
      .remedy = "Fetch the file with git lfs pull"}},
});

bool has_at(std::string_view bytes, std::size_t position, std::string_view expected) {
  return bytes.size() >= position && bytes.substr(position).starts_with(expected);
}

/// The family of containers that begin with a box "ftyp": its brands say what is in it.
FileContent content_of_brands(std::string_view bytes) {
  constexpr std::size_t first_brand = 8;
  constexpr std::size_t most_brands = 16;
  std::string_view brands = bytes.substr(first_brand, 4 * most_brands);
  const auto box_size = static_cast<unsigned char>(bytes[3]);  // never 256 bytes in images
  if (bytes.substr(0, 3) == "\0\0\0"sv && box_size >= first_brand)
    brands = brands.substr(0, box_size - first_brand);
  const auto has = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](auto name) { return brands.find(name) != std::string_view::npos; });
  };
  if (has({"avif", "avis"})) return avif;
  if (has({"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"})) return heic;
  return {.description = "a film"};
}

/// Pages and drawings are text: blanks, a byte order mark or a declaration of XML may stand before their tag.
FileContent content_of_text(std::string_view bytes) {
  constexpr std::size_t enough = 1000;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string text = lower_case(bytes.substr(0, enough));
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string::npos || text[start] != '<') return {};
  // Whichever comes first: pages may have drawings in them, and drawings pages.
  const auto drawing = std::min(text.find("<svg"), text.find("<!doctype svg"));
  auto page = std::string::npos;
  for (const char* tag : {"<!doctype html", "<html", "<head", "<body"}) page = std::min(page, text.find(tag));
  if (drawing < page) return svg;
  if (page != std::string::npos) return web_page;
  return {.description = "a text in XML"};
}

}  // namespace

FileContent content_of(std::string_view bytes) {
  constexpr std::size_t bitmap_header = 26;
  if (has_at(bytes, 4, "ftyp") && bytes.size() >= 12) return content_of_brands(bytes);
  // Two letters are not enough; the reserved bytes have to be zero as well.
  if (bytes.size() >= bitmap_header && bytes.starts_with("BM") && bytes.substr(6, 4) == "\0\0\0\0"sv)
    return image("a BMP image");
  for (const auto& signature : signatures)
    if (has_at(bytes, signature.position, signature.bytes)) return signature.content;
  return content_of_text(bytes);
}

}  // namespace lfp
