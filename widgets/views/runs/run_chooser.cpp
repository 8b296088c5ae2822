#include "widgets/views/runs/run_chooser.h"

#include "widgets/controls/run_badge.h"

#include <numeric>

namespace lfp {

RunChoice RunChooser::usual() const {
  if (offer_ == Offer::side_by_side) return {};
  return {.kind = RunChoice::Kind::one, .run = 0};
}

void RunChooser::choose(const RunChoice& choice) {
  const bool is_offered = choice.kind != RunChoice::Kind::all || offer_ == Offer::side_by_side;
  const RunChoice wanted = is_offered ? choice : usual();
  if (choice_ == wanted) return;
  choice_ = wanted;
  emit changed();
}

bool RunChooser::choose_by_key(int key) {
  if (key < Qt::Key_A || key > Qt::Key_D || names_.size() < 2) return false;
  RunChoice wanted{.kind = RunChoice::Kind::one, .run = static_cast<std::size_t>(key - Qt::Key_A)};
  if (wanted.run >= names_.size()) {
    if (key != Qt::Key_D) return false;
    wanted = {.kind = RunChoice::Kind::difference, .run = 0};
  }
  const bool is_again = wanted == choice_ && offer_ == Offer::side_by_side;
  choose(is_again ? usual() : wanted);
  return true;
}

void RunChooser::list_runs(const Snapshot& snapshot) {
  std::vector<QString> names;
  for (const RunSnapshot& run : snapshot.runs) names.push_back(QString::fromStdString(run.name));
  if (names == names_) return;
  names_ = std::move(names);
  emit listed();
}

RunChoice RunChooser::shown_choice() const {
  const bool is_there = choice_.kind == RunChoice::Kind::difference ? names_.size() > 1
                        : choice_.kind == RunChoice::Kind::one      ? choice_.run < names_.size()
                                                                    : true;
  return is_there ? choice_ : usual();
}

std::vector<std::size_t> RunChooser::shown() const {
  if (shown_choice().kind != RunChoice::Kind::all) return {run()};
  std::vector<std::size_t> all(names_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

bool RunChooser::is_difference() const {
  return shown_choice().kind == RunChoice::Kind::difference;
}

std::size_t RunChooser::run() const {
  const RunChoice choice = shown_choice();
  return choice.kind == RunChoice::Kind::one ? choice.run : 0;
}

std::optional<std::size_t> RunChooser::subtracted() const {
  if (!is_difference()) return std::nullopt;
  return 1;
}

QString RunChooser::words() const {
  return is_difference() ? tr("A − B") : run_letter(static_cast<int>(run()));
}

}  // namespace lfp
