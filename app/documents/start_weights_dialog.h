#pragma once

#include "core/experiment/experiment.h"
#include "core/network/known_weights.h"

#include <QDialog>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace lfp {

class ChoiceField;
class SliderField;
struct Theme;

/// Asks which weights an experiment starts from: shows for every array of a file where it is used, and offers
/// the choice of the run, the layers and the share of random weights mixed in.
class StartWeightsDialog : public QDialog {
  Q_OBJECT

 public:
  /// Reads the weights named by the experiment's network.weights. Throws Error.
  using Load = std::function<std::shared_ptr<const KnownWeights>(const Experiment&)>;

  /// `network` is the experiment's network before any known weights are applied.
  StartWeightsDialog(Experiment experiment, std::shared_ptr<const Network> network, Load load,
                     const Theme& theme, QWidget* parent);

  /// Uses that file as if the user had chosen it with the button.
  void choose_file(const QString& file);

 signals:
  /// The weights to start from; nullopt for weights drawn by the initialiser.
  void chosen(const std::optional<lfp::WeightsSource>& source);

 private:
  void build(const Theme& theme);
  void browse();
  void read();
  void list_runs();
  void fill_table();
  void take_choices();
  void show_problem(const QString& text);

  Experiment experiment_;
  std::shared_ptr<const Network> network_;
  Load load_;
  WeightsSource source_;
  std::shared_ptr<const KnownWeights> known_;
  QString error_colour_;
  QLabel* file_;
  ChoiceField* run_;
  ChoiceField* part_;
  SliderField* mix_;
  QTableWidget* table_;
  QLabel* verdict_;
  QPushButton* start_;
  QPushButton* forget_;
};

}  // namespace lfp
