#include "app/headless/command_line/command_line_options.h"
#include "app/headless/command_line/option_checks.h"

#include <CLI/CLI.hpp>

namespace lfp {
namespace {

void add_script_options(CLI::App& study, StudyOptions& options) {
  constexpr std::int64_t most_shards = 100'000;
  auto* script =
      study
          .add_option("--emit", options.script,
                      "Print what does the study in shards on other machines: slurm (a job array for "
                      "sbatch) or parallel (a line for GNU parallel)")
          ->check(one_of({"slurm", "parallel"}));
  study.add_option("--shards", options.shards, "With --emit: how many shards")
      ->check(CLI::Range(std::int64_t{1}, most_shards))
      ->needs(script);
  study.add_option("--time", options.time, "With --emit slurm: the time limit of a job, 01:00:00")
      ->needs(script);
  study.add_option("--memory", options.memory, "With --emit slurm: the memory of a job, 1G")->needs(script);
  study.add_option("--partition", options.partition, "With --emit slurm: the partition")->needs(script);
}

}  // namespace

CLI::App* add_study_command(CLI::App& app, StudyOptions& options) {
  constexpr int most_jobs = 4096;
  auto* study = app.add_subcommand("study", "Vary an experiment along axes and seeds, on all cores");
  auto* name = study->add_option("STUDY", options.study,
                                 "A study that comes with the program (see: lfplab list studies), or a file");
  study
      ->add_option("--out", options.out,
                   "Write the results to this folder; what is there of the same study is not done again")
      ->check(no_empty_name())
      ->type_name("DIR");
  study->add_flag("--quick", options.quick, "In its quick size, of under a minute");
  study->add_option("--jobs", options.jobs, "Threads; as many as there are cores without it")
      ->check(CLI::Range(1, most_jobs));
  study->add_option("--shard", options.shard, "Do this part of the study only: 2/8 is the second of eight")
      ->type_name("I/N");
  study->add_flag("--force", options.anew, "Forget what the folder holds");
  study->add_flag("--quiet", options.quiet, "Print the last line only");
  study->add_option("--merge", options.merge, "Join the shards in this folder, and say which are missing")
      ->check(no_empty_name())
      ->type_name("DIR")
      ->excludes(name);
  add_script_options(*study, options);
  study->footer(
      "Example:\n  lfplab study learning_rate --quick --out result\n  lfplab study mine.json --out result "
      "--shard "
      "1/4\n  lfplab study --merge result\n  lfplab study mine.json --out result --emit slurm --shards 16");
  return study;
}

}  // namespace lfp
