#pragma once

#include "core/snapshot/snapshot.h"

#include <QObject>
#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

namespace lfp {

/// Which of several runs are shown.
struct RunChoice {
  enum class Kind { all, one, difference };
  Kind kind = Kind::all;
  std::size_t run = 0;  ///< for one
  bool operator==(const RunChoice&) const = default;
};

/// Which of the runs a view shows: one of them, A − B or, where the view offers it, all side by side. The
/// choice stays when the runs change; where it does not exist, the default is shown until it does.
class RunChooser final : public QObject {
  Q_OBJECT

 public:
  enum class Offer {
    side_by_side,   ///< usually all
    one_at_a_time,  ///< usually the first
  };
  explicit RunChooser(Offer offer) : offer_(offer), choice_(usual()) {}

  Offer offer() const { return offer_; }
  RunChoice usual() const;
  /// The choice itself, whether or not there are such runs.
  const RunChoice& choice() const { return choice_; }
  void choose(const RunChoice& choice);
  /// A, B, C and D show that run, D the difference where there is no run D; the same key again shows all
  /// where that is offered. True if `key` did something.
  bool choose_by_key(int key);

  /// The runs of the newest snapshot.
  void list_runs(const Snapshot& snapshot);
  const std::vector<QString>& names() const { return names_; }

  /// The choice as far as the runs exist.
  RunChoice shown_choice() const;
  /// The runs that are shown; for the difference, A.
  std::vector<std::size_t> shown() const;
  bool is_difference() const;
  /// The first of the runs that are shown.
  std::size_t run() const;
  /// The run subtracted from it, in a difference.
  std::optional<std::size_t> subtracted() const;
  /// "A", "A − B": for titles and tooltips.
  QString words() const;

 signals:
  /// Something else was chosen.
  void changed();
  /// There are other runs, or they have other names.
  void listed();

 private:
  Offer offer_;
  RunChoice choice_;
  std::vector<QString> names_{QString(), QString()};  // two until they are known
};

}  // namespace lfp
