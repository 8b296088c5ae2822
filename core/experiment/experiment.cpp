#include "core/experiment/experiment.h"

#include "core/files/read_file.h"
#include "core/files/text_encoding.h"

#include <string>
#include <utility>

namespace lfp {

Experiment load_experiment(const std::filesystem::path& file) {
  constexpr std::uintmax_t largest_file = std::uintmax_t{16} * 1024 * 1024;
  std::string text = read_file(file, largest_file);
  // Editors on Windows save "Unicode" in this way; everything else has to be UTF-8, which the parser checks.
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    text = decoded_text(std::move(text), file).text;
  Experiment experiment = parse_experiment(text, file.string());
  experiment.folder = std::filesystem::absolute(file).parent_path();
  return experiment;
}

}  // namespace lfp
