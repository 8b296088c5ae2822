#include "core/lockstep/training_log.h"

#include "core/files/atomic_file.h"
#include "core/files/read_file.h"

#include <algorithm>
#include <limits>
#include <string_view>

namespace lfp {
namespace {

LogForm form_of(const Lockstep& lockstep) {
  return log_form(lockstep.snapshot({})->runs);
}

}  // namespace

TrainingLog::TrainingLog(const std::filesystem::path& file, const Lockstep& lockstep)
    : path_(file), form_(form_of(lockstep)), file_(file, log_header(form_)) {
  const auto snapshot = lockstep.snapshot({});
  for (const RunSnapshot& run : snapshot->runs) {
    runs_.push_back({.name = run.name, .last = nullptr});
    for (const auto& row : run.history.log) add(runs_.size() - 1, row);
  }
}

void TrainingLog::add_rows(const Lockstep& lockstep) {
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const auto row = lockstep.run(run).record.last_row();
    if (row != nullptr && (runs_[run].last == nullptr || row->step > runs_[run].last->step)) add(run, row);
  }
}

void TrainingLog::add(std::size_t run, const std::shared_ptr<const LogRow>& row) {
  const std::int64_t last_epoch = runs_[run].last == nullptr ? 0 : runs_[run].last->epoch;
  const std::uint64_t begin = file_.size();
  file_.append(log_line(runs_[run].name, *row, last_epoch, form_));
  lines_.push_back({.run = run, .begin = begin, .end = file_.size()});
  runs_[run].last = row;
}

void TrainingLog::put_in_order() {
  if (std::ranges::is_sorted(lines_, {}, &Line::run)) return;
  const std::string text = read_file(path_, std::numeric_limits<std::uintmax_t>::max());
  if (text.size() != file_.size()) return;  // another program has changed it
  std::ranges::stable_sort(lines_, {}, &Line::run);
  std::string ordered = log_header(form_);
  ordered.reserve(text.size());
  for (const Line& line : lines_) ordered += std::string_view(text).substr(line.begin, line.end - line.begin);
  write_file(path_, ordered);
}

}  // namespace lfp
