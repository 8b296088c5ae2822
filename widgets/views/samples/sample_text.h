#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/samples/sample_list.h"

#include <QString>
#include <QStringList>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// A column of the table of samples, in one row or in the heading.
struct SampleColumn {
  QString text;
  std::optional<std::size_t> run{};  ///< whose answer it is
};

/// Words and numbers for the samples of a list: label or target, what the chosen runs make of a sample, or
/// how runs A and B differ in it. Refers to its arguments, which have to outlive it.
class SampleText {
 public:
  SampleText(const Snapshot& snapshot, const SampleList& list, const RunChooser& runs);

  /// Whether A − B is shown.
  bool is_difference() const { return is_difference_; }
  /// The runs that are shown; of a difference A and B.
  std::vector<std::size_t> runs() const;
  QString label(std::int64_t sample) const;
  /// What the run makes of the sample, short enough for a tile: the class that it predicts, or how far an
  /// autoencoder's output is from the input; "" where it is not known.
  QString short_answer(std::size_t run, std::int64_t sample) const;
  /// The widest that a tile's words can get, for a class of three letters.
  QString widest_tile_words() const;

  /// A row of the table: number, label, a column for each of the shown runs or one for the difference (for
  /// values a second one for the error), the first features.
  std::vector<SampleColumn> columns(std::int64_t sample) const;
  std::vector<SampleColumn> column_titles() const;

  QString tip_title(std::int64_t sample) const;
  QStringList tip_lines(std::int64_t sample) const;
  /// All samples of the list as CSV.
  QString table() const;

 private:
  /// The runs' answers.
  enum class Answer { classes, values, reproductions };

  QString difference(std::int64_t sample) const;
  QString answer(std::size_t run, std::int64_t sample) const;
  QString error(std::size_t run, std::int64_t sample) const;
  QString tip_line(std::size_t run, std::int64_t sample) const;
  QString table_heading() const;
  QString table_cells(std::size_t run, std::int64_t sample) const;

  const SampleList& list_;
  const RunChooser& chooser_;
  Answer answer_;
  QStringList classes_;
  QStringList run_names_;
  bool is_difference_;
};

}  // namespace lfp
