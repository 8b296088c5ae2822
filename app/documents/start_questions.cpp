#include "app/documents/start_questions.h"

#include "app/bridge/engine_bridge.h"
#include "core/base/free_memory.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/memory_need.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace lfp {
namespace {

/// Bytes per parameter: its value, the two moments of an optimiser, and its signs.
constexpr std::int64_t kept_bytes_per_parameter = 20;

QString words(const char* english) {
  return QCoreApplication::translate("StartQuestions", english);
}

QString gigabytes(std::uint64_t bytes) {
  constexpr double bytes_per_gigabyte = 1e9;
  return words("%1 GB").arg(number_text(static_cast<double>(bytes) / bytes_per_gigabyte, 1));
}

/// Returns the number of bytes that undo would have to keep.
std::uint64_t kept_bytes(const Snapshot& snapshot) {
  std::int64_t parameters = 0;
  for (const RunSnapshot& run : snapshot.runs)
    for (const LayerSnapshot& layer : run.layers) parameters += layer.parameters;
  return static_cast<std::uint64_t>(parameters * kept_bytes_per_parameter);
}

bool agrees(QWidget& window, const QString& title, const QString& question, const QString& details,
            const QString& yes) {
  QMessageBox box(QMessageBox::Warning, title, question, QMessageBox::Ok | QMessageBox::Cancel, &window);
  box.setInformativeText(details);
  box.button(QMessageBox::Ok)->setText(yes);
  box.setDefaultButton(QMessageBox::Cancel);
  return box.exec() == QMessageBox::Ok;
}

}  // namespace

StartQuestions::StartQuestions(const EngineBridge& bridge, const ExperimentEditor& editor, QWidget& window)
    : bridge_(bridge), editor_(editor), window_(window) {}

bool StartQuestions::may_start(const Experiment& next) {
  const auto free = free_memory();
  if (!free) return true;
  const auto facts = editor_.facts_of(next.dataset);
  const auto need = facts ? needed_memory(next, *facts) : std::nullopt;
  if (need && !may_take(*need, *free)) return false;
  const SnapshotPointer& snapshot = bridge_.snapshot();
  const bool has_trained = snapshot && snapshot->position.step > 0;
  const std::uint64_t kept = has_trained ? kept_bytes(*snapshot) : 0;
  return kept <= *free / 2 || may_lose(kept);
}

bool StartQuestions::may_take(std::uint64_t bytes, std::uint64_t free) {
  if (bytes <= free / 2 || bytes <= accepted_bytes_) return true;
  const bool is_agreed = agrees(
      window_, words("Much memory"), words("Training this takes about %1 of memory.").arg(gigabytes(bytes)),
      words("%1 are free. The machine may become slow, or end the program. Fewer units or fewer runs take "
            "less.")
          .arg(gigabytes(free)),
      words("Go on"));
  if (is_agreed) accepted_bytes_ = bytes + bytes / 4;
  return is_agreed;
}

bool StartQuestions::may_lose(std::uint64_t bytes) {
  return agrees(
      window_, words("Start anew"),
      words("The %1 steps trained so far cannot be kept for undo.")
          .arg(count_text(bridge_.snapshot()->position.step)),
      words("That would take %1 of memory. Save the session first to keep them.").arg(gigabytes(bytes)),
      words("Start anew"));
}

}  // namespace lfp
