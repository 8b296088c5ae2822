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

/// Asks which weights an experiment is to start from: shows array by array what of a file goes where, and
/// lets a person choose the run, the layers, and how far random weights are mixed in.
class StartWeightsDialog : public QDialog {
  Q_OBJECT

 public:
  /// Reads the weights that the experiment's network.weights names. Throws Error.
  using Load = std::function<std::shared_ptr<const KnownWeights>(const Experiment&)>;

  /// `network` is that of the experiment, before any weights are known.
  StartWeightsDialog(Experiment experiment, std::shared_ptr<const Network> network, Load load,
                     const Theme& theme, QWidget* parent);

  /// Goes on with that file, as if it had been chosen by the button.
  void choose_file(const QString& file);

 signals:
  /// What the network is to start from; none: from what the initialiser draws.
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
