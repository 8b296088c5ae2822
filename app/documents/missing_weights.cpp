#include "app/documents/missing_weights.h"

#include "core/data/data_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace lfp {
namespace {

struct MissingWeightsWords {
  Q_DECLARE_TR_FUNCTIONS(MissingWeights)
};

/// Returns the closest existing folder to the file's former place.
QString folder_near(const QString& file) {
  QDir folder = QFileInfo(file).absoluteDir();
  while (!folder.exists() && folder.cdUp()) {
  }
  return folder.exists() ? folder.path() : QDir::homePath();
}

}  // namespace

QString missing_weights_file(const Experiment& experiment) {
  const auto& source = experiment.network.weights;
  if (!source || source->file.empty() || find_data_file(source->file, experiment.folder)) return {};
  const auto whole = QString::fromStdU16String((experiment.folder / source->file).u16string());
  return QDir::toNativeSeparators(QDir::cleanPath(whole));
}

std::optional<WeightsAnswer> ask_for_weights(QWidget& window, const QString& experiment,
                                             const QString& missing, bool can_do_without) {
  const QString name = QFileInfo(missing).fileName();
  QMessageBox box(QMessageBox::Question, MissingWeightsWords::tr("Weights are missing"),
                  MissingWeightsWords::tr("Where is %1?").arg(name), QMessageBox::Cancel, &window);
  QString details =
      MissingWeightsWords::tr("“%1” starts from weights that are not there:\n%2").arg(experiment, missing);
  if (can_do_without)
    details += MissingWeightsWords::tr("\n\nIt goes on without them, but cannot be reset to step 0.");
  box.setInformativeText(details);
  const QPushButton* choose = box.addButton(MissingWeightsWords::tr("Choose file…"), QMessageBox::AcceptRole);
  const QPushButton* without = nullptr;
  if (can_do_without)
    without = box.addButton(MissingWeightsWords::tr("Go on without"), QMessageBox::DestructiveRole);
  box.exec();
  if (without != nullptr && box.clickedButton() == without)
    return WeightsAnswer{.file = {}, .goes_without = true};
  if (box.clickedButton() != choose) return std::nullopt;
  const QString file = QFileDialog::getOpenFileName(
      &window, MissingWeightsWords::tr("Where is %1?").arg(name), folder_near(missing),
      MissingWeightsWords::tr(
          "Weights and sessions (*.npz *.safetensors *.onnx *.json *.csv *.lfplab);;All files (*)"));
  if (file.isEmpty()) return std::nullopt;
  return WeightsAnswer{.file = file};
}

}  // namespace lfp
