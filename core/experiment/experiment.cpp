#include "core/experiment/experiment.h"

#include "core/files/read_file.h"

namespace lfp {

Experiment load_experiment(const std::filesystem::path& file) {
  constexpr std::uintmax_t largest_file = 16 * 1024 * 1024;
  Experiment experiment = parse_experiment(read_file(file, largest_file), file.string());
  experiment.folder = std::filesystem::absolute(file).parent_path();
  return experiment;
}

}  // namespace lfp
