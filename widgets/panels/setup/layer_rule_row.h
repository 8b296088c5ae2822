#pragma once

#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>

class QHBoxLayout;
class QLabel;

namespace lfp {

class CompactCombo;
class ExperimentEditor;
class SettingsForm;

/// Chooses how one layer hands down feedback in one run: by the run's own rule, or by a rule for this layer
/// alone with its settings below.
class LayerRuleRow final : public QWidget, public Themed {
  Q_OBJECT

 public:
  LayerRuleRow(ExperimentEditor& editor, int layer, QWidget* parent = nullptr);

  /// Shows nothing if no run has a rule, or if the layer has none.
  void refresh(std::optional<std::size_t> run);
  /// Saves room in a narrow panel by not naming the run's own rule.
  void set_narrow(bool narrow);
  /// Returns whether the layer's rule differs from the run's.
  bool has_own_rule() const;
  void set_theme(const Theme& theme) override;

 private:
  void connect_fields();
  void name_default(std::size_t run);
  void choose(int index);

  ExperimentEditor& editor_;
  int layer_;
  std::optional<std::size_t> run_;
  bool narrow_ = false;
  QHBoxLayout* row_;
  QLabel* caption_;
  CompactCombo* rule_;
  SettingsForm* form_;
};

}  // namespace lfp
