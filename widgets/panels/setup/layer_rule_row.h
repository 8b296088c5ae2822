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

/// How one layer hands feedback down in one run: the run's own rule, or one for this layer alone with its
/// settings below.
class LayerRuleRow final : public QWidget, public Themed {
  Q_OBJECT

 public:
  LayerRuleRow(ExperimentEditor& editor, int layer, QWidget* parent = nullptr);

  /// Nothing is shown where no run has a rule, or the layer has none.
  void refresh(std::optional<std::size_t> run);
  /// Less room: the run's own rule is not named.
  void set_narrow(bool narrow);
  /// Whether the layer's rule isn't the run's.
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
