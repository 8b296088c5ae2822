#include "core/experiment/path_words.h"

namespace lfp {

std::vector<std::string> path_words(std::string_view path) {
  std::vector<std::string> words(1);
  for (const char letter : path) {
    if (letter == '.' || letter == '[')
      words.emplace_back();
    else if (letter != ']')
      words.back() += letter;
  }
  return words;
}

}  // namespace lfp
