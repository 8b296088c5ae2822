#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QRect>
#include <cstdint>
#include <optional>

namespace lfp {

/// Where a ledger's numbers stand in time while something lies ahead: a line of all steps with "you are here"
/// on it and the cross-hair of all plots.
class LedgerTime {
 public:
  LedgerTime() = default;
  /// Nothing where nothing lies ahead.
  LedgerTime(const Snapshot& snapshot, const Theme& theme);

  bool is_empty() const { return last_ == 0; }
  int height() const { return height_; }
  void paint(QPainter& painter, const QRect& area, std::optional<std::int64_t> cross_hair,
             const Theme& theme) const;
  /// The step under a place of `area`, between the first and the last that is known.
  std::int64_t step_at(const QRect& area, int x) const;
  double x_of(const QRect& area, double step) const;

 private:
  QRect track(const QRect& area) const;

  std::int64_t here_ = 0;
  std::int64_t last_ = 0;
  int height_ = 0;
  int words_width_ = 0;
  int gap_ = 0;
};

}  // namespace lfp
