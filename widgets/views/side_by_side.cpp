#include "widgets/views/side_by_side.h"

#include <Qt>
#include <numeric>

namespace lfp {

void SideBySide::choose_runs(const RunChoice& choice) {
  if (choice_ == choice) return;
  choice_ = choice;
  runs_chosen();
}

std::vector<std::size_t> SideBySide::shown_runs(const Snapshot& snapshot) const {
  if (shows_difference(snapshot)) return {0};
  if (choice_.kind == RunChoice::Kind::one && choice_.run < snapshot.runs.size()) return {choice_.run};
  std::vector<std::size_t> all(snapshot.runs.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

bool SideBySide::shows_difference(const Snapshot& snapshot) const {
  return choice_.kind == RunChoice::Kind::difference && snapshot.runs.size() > 1;
}

bool SideBySide::choose_runs_by_key(int key, const Snapshot& snapshot) {
  if (key < Qt::Key_A || key > Qt::Key_D || snapshot.runs.size() < 2) return false;
  RunChoice wanted{.kind = RunChoice::Kind::one, .run = static_cast<std::size_t>(key - Qt::Key_A)};
  if (wanted.run >= snapshot.runs.size()) {
    if (key != Qt::Key_D) return false;
    wanted = {.kind = RunChoice::Kind::difference, .run = 0};
  }
  choose_runs(wanted == choice_ ? RunChoice{} : wanted);
  return true;
}

}  // namespace lfp
