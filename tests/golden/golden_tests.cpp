// Checks every reference file in $LFPLAB_GOLDEN_DIR (default: the copies beside this file): each is checked
// or listed as not supported, none is passed over. Double precision with the reference's tolerances; the
// float build with 1e-4.

#include "core/base/error.h"
#include "tests/golden/checks.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

using lfp::golden::Comparison;
using lfp::golden::Json;

constexpr bool is_double = sizeof(lfp::Scalar) == sizeof(double);
// Tiny denominators let differences grow up to 4e5-fold over its 20 steps, beyond what float can follow.
const std::string ill_conditioned = "train_mlp_step_activation_lfp_clip";

double tolerance_of(const std::string& name) {
  if (!is_double) return 1e-4;
  if (name == ill_conditioned) return 1e-7;
  return name.starts_with("train_") ? 1e-9 : 1e-10;
}

void check(const Json& file, const std::string& name) {
  if (!is_double && name == ill_conditioned)
    throw lfp::golden::NotSupported{"single precision for this file"};
  const Comparison comparison(tolerance_of(name));
  if (name.starts_with("feedback_"))
    check_feedback_function(file, comparison);
  else if (name.starts_with("train_"))
    check_training(file, comparison);
  else if (file.contains("steps"))
    check_spiking(file, comparison);
  else
    check_propagation(file, comparison);
}

}  // namespace

int main() {
  const char* wanted = std::getenv("LFPLAB_GOLDEN_DIR");
  const std::filesystem::path folder = wanted != nullptr ? wanted : LFPLAB_DEFAULT_GOLDEN_DIR;
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());

  int checked = 0;
  int not_supported = 0;
  int failed = 0;
  for (const auto& path : files) {
    const std::string name = path.stem().string();
    try {
      check(Json::parse(std::ifstream(path)), name);
      ++checked;
    } catch (const lfp::golden::NotSupported& reason) {
      ++not_supported;
      std::cout << "not supported: " << name << " (" << reason.what << ")\n";
    } catch (const lfp::golden::Mismatch& mismatch) {
      ++failed;
      std::cout << "FAILED: " << name << ": " << mismatch.what << '\n';
    } catch (const std::exception& error) {
      ++failed;
      std::cout << "FAILED: " << name << ": " << error.what() << '\n';
    }
  }
  if (files.empty()) std::cout << "no reference files in " << folder << '\n';
  std::cout << "golden: " << checked << " checked, " << not_supported << " not supported, " << failed
            << " failed" << std::endl;
  return failed > 0 || files.empty() ? 1 : 0;
}
