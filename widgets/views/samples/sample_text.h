#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/samples/sample_list.h"

#include <QString>
#include <QStringList>
#include <cstdint>

namespace lfp {

/// Words and numbers for the samples of a list: label or target, what the chosen runs make of a sample, or
/// how runs A and B differ in it. Reads what it is given, which outlives it.
class SampleText {
 public:
  SampleText(const Snapshot& snapshot, const SampleList& list, const RunChooser& runs);

  /// Whether A − B is shown.
  bool is_difference() const { return is_difference_; }
  /// The runs that are shown; of a difference A and B.
  std::vector<std::size_t> runs() const;
  QString label(std::int64_t sample) const;
  /// The class that the run predicts, short enough for a tile; "" where it is not known.
  QString short_answer(std::size_t run, std::int64_t sample) const;

  /// A row of the table: number, label, a column for each of shown_runs() or one for the difference, the
  /// first features.
  QStringList columns(std::int64_t sample) const;
  QStringList column_titles() const;

  QString tip_title(std::int64_t sample) const;
  QStringList tip_lines(std::int64_t sample) const;
  /// All samples of the list as CSV.
  QString table() const;

 private:
  bool has_classes() const { return list_.dataset()->classes > 0; }
  QString difference(std::int64_t sample) const;
  QString answer(std::size_t run, std::int64_t sample) const;
  QString table_heading() const;

  const SampleList& list_;
  const RunChooser& chooser_;
  QStringList classes_;
  QStringList run_names_;
  bool is_difference_;
};

}  // namespace lfp
