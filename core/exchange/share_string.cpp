#include "core/exchange/share_string.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/files/json_text.h"

#include <array>
#include <cctype>
#include <cstdint>
#include <limits>

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace lfp {
namespace {

constexpr std::string_view prefix = "lfplab:";
constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr const char* share_place = "share string";
/// The longest text that chats accept.
constexpr std::size_t longest = 16'000;
constexpr std::size_t largest_experiment = std::size_t{1} << 20U;

std::string encoded(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) text += digits[bits >> (count - 6) & 63U];
  }
  if (count > 0) text += digits[bits << (6 - count) & 63U];
  return text;
}

std::string decoded(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char letter : text) {
    const auto digit = digits.find(letter);
    if (digit == std::string_view::npos)
      throw Error(share_place, std::string("there is a character that does not belong in it: ") + letter,
                  "Copy it again, from “lfplab:” to its end");
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 255U);
  }
  return bytes;
}

std::string compressed(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  const int status = compress2(reinterpret_cast<Bytef*>(bytes.data()), &size,
                               reinterpret_cast<const Bytef*>(text.data()), text.size(), Z_BEST_COMPRESSION);
  if (status != Z_OK) throw Error(share_place, "it cannot be made", "Free some memory and try again");
  bytes.resize(size);
  return bytes;
}

/// The text is unpacked in blocks, so that a short one cannot ask for much memory.
std::string inflated(std::string bytes) {
  const auto fail = [](const std::string& problem) {
    throw Error(share_place, problem, "Copy it again, from “lfplab:” to its end");
  };
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) fail("it cannot be read");
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 4096> block{};
  std::string text;
  int status = Z_OK;
  while (status == Z_OK && text.size() <= largest_experiment) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    status = inflate(&stream, Z_NO_FLUSH);
    text.append(block.data(), block.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (text.size() > largest_experiment) fail("it holds more than an experiment can be");
  if (status == Z_BUF_ERROR) fail("its end is missing");
  if (status != Z_STREAM_END) fail("a character in it has changed or is missing");
  return text;
}

bool is_space(char letter) {
  return std::isspace(static_cast<unsigned char>(letter)) != 0;
}

/// The text without white space, quotation marks and brackets around it.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view around = "\"'`<>";
  const auto is_around = [&](char letter) {
    return is_space(letter) || around.find(letter) != std::string_view::npos;
  };
  while (!text.empty() && is_around(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_around(text.back())) text.remove_suffix(1);
  return text;
}

void refuse_files(const Experiment& experiment) {
  const auto& entry = find_entry(dataset_entries(), experiment.dataset.name, "dataset.kind");
  if (entry.is_toy && (!experiment.network.weights || experiment.network.weights->file.empty())) return;
  if (entry.is_toy)
    throw Error("network.weights.file", "it starts from weights in a file, which no share string can hold",
                "Share a saved experiment together with that file");
  throw Error("dataset", "“" + entry.info.label + "” are data in files, which no share string can hold",
              "Share a saved experiment together with its data, or choose data that are generated");
}

}  // namespace

std::string share_string(const Experiment& experiment) {
  refuse_files(experiment);
  const std::string json = json_text(read_ordered_json(to_json(experiment)));
  std::string text = std::string(prefix) + encoded(compressed(json));
  if (text.size() > longest)
    throw Error("experiment",
                "it is too large for a share string (" + std::to_string(text.size()) + " characters)",
                "Save it as a file and share that");
  return text;
}

bool looks_like_share_string(std::string_view text) {
  return trimmed(text).starts_with(prefix);
}

Experiment parse_share_string(std::string_view text) {
  text = trimmed(text);
  if (!text.starts_with(prefix))
    throw Error(share_place, "it does not begin with “lfplab:”", "Copy the whole of a share string");
  text.remove_prefix(prefix.size());
  if (text.size() > 2 * longest) throw Error(share_place, "it is too long to be one", "Copy it again");
  std::string word;
  for (const char letter : text)
    if (!is_space(letter)) word += letter;
  if (word.empty()) throw Error(share_place, "nothing follows “lfplab:”", "Copy the whole of it");
  Experiment experiment = parse_experiment(inflated(decoded(word)), share_place);
  refuse_files(experiment);
  return experiment;
}

}  // namespace lfp
