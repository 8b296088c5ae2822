#include "app/headless/study_script.h"

#include "app/documents/studies.h"
#include "app/headless/usage_error.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

namespace lfp {
namespace {

namespace fs = std::filesystem;

std::string program() {
  std::error_code failure;
  const fs::path path = fs::read_symlink("/proc/self/exe", failure);
  return failure ? "lfplab" : path.string();
}

/// Absolute, as a job may start in another folder.
std::string absolute(const std::string& name) {
  std::error_code ignored;
  return fs::exists(name, ignored) ? fs::absolute(name).lexically_normal().string() : name;
}

/// The command for one shard, whose number the shell puts in.
std::string command(const StudyOptions& options, const std::string& shard, const std::string& jobs) {
  return shell_word(program()) + " study " + shell_word(absolute(options.study)) +
         (options.quick ? " --quick" : "") + " --out " +
         shell_word(fs::absolute(options.out).lexically_normal().string()) + " --shard " + shard + "/" +
         std::to_string(options.shards) + " --jobs " + jobs + " --quiet";
}

std::string merge_command(const StudyOptions& options) {
  return shell_word(program()) + " study --merge " +
         shell_word(fs::absolute(options.out).lexically_normal().string());
}

std::string slurm_script(const StudyOptions& options) {
  const std::string jobs = std::to_string(std::max(options.jobs, 1));
  std::string script = "#!/bin/bash\n#SBATCH --job-name=lfplab-study\n#SBATCH --array=1-" +
                       std::to_string(options.shards) +
                       "\n#SBATCH --ntasks=1\n#SBATCH --cpus-per-task=" + jobs +
                       "\n#SBATCH --time=" + options.time + "\n#SBATCH --mem=" + options.memory + "\n";
  if (!options.partition.empty()) script += "#SBATCH --partition=" + options.partition + "\n";
  return script +
         "# Submit this script with sbatch. When the jobs have ended, or to look at what is there, join "
         "them:\n#   " +
         merge_command(options) + "\nset -eu\nexec " + command(options, "\"$SLURM_ARRAY_TASK_ID\"", jobs) +
         "\n";
}

std::string parallel_script(const StudyOptions& options) {
  const std::string jobs = std::to_string(std::max(options.jobs, 1));
  return "seq " + std::to_string(options.shards) + " | parallel " + shell_word(command(options, "{}", jobs)) +
         " && " + merge_command(options) + "\n";
}

}  // namespace

std::string shell_word(const std::string& text) {
  const auto is_plain = [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
           std::string("_-./=:,+@%{}").find(letter) != std::string::npos;
  };
  if (!text.empty() && std::ranges::all_of(text, is_plain)) return text;
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

std::string study_script(const StudyOptions& options) {
  if (options.out.empty())
    throw UsageError{"--out DIR: name the folder that the shards are to be written to"};
  open_study(options.study, options.quick);
  return options.script == "slurm" ? slurm_script(options) : parallel_script(options);
}

}  // namespace lfp
