#pragma once

#include <filesystem>
#include <string>

namespace lfp {

/// A file's text in UTF-8, its lines ended by LF or CR alone.
struct DecodedText {
  std::string text;
  std::string encoding;  ///< what it was written in: "UTF-8", "UTF-16", "Windows-1252"
};

/// What the bytes of `file` say: UTF-16 where they begin with its mark, UTF-8 where they are valid, else
/// Windows-1252. CR LF become LF; marks and the end-of-file character of DOS are dropped. Throws Error naming
/// the file and the byte where they are not text or could be read in several ways.
DecodedText decoded_text(std::string bytes, const std::filesystem::path& file);

}  // namespace lfp
