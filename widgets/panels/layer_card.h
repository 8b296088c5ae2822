#pragma once

#include "widgets/panels/layer_sizes.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>

class QAction;

class QLabel;
class QToolButton;

namespace lfp {

class CompactCombo;
class ExperimentEditor;
class LayerGrip;
class SettingsForm;
class Stepper;

/// One layer as a card: its units, activation and rule, with their settings where they have some. The grip
/// (or Alt+Up and Alt+Down) moves it, Delete or the small button removes it; its context menu holds
/// everything.
class LayerCard final : public QWidget, public Themed {
  Q_OBJECT

 public:
  LayerCard(ExperimentEditor& editor, int layer, QWidget* parent = nullptr);

  /// Shows the layer as it is in the experiment; `rule_run` is the run whose rule for this layer is shown, if
  /// any has one. `size` is unknown where the layer does not fit.
  void refresh(std::optional<std::size_t> rule_run, const std::optional<LayerSize>& size);
  /// Why the network cannot be changed now; the rule still can.
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;

 signals:
  void drag_moved(int layer, const QPoint& global_position);
  void drag_ended(int layer, const QPoint& global_position);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void build_menu();
  void connect_fields();
  void fill_rules(std::size_t run);
  void show_rule();
  void fit_title();
  void choose_activation(int index);
  void choose_rule(int index);
  void change_layer_settings(const Settings& settings, bool commit);
  bool is_output() const;
  bool is_narrow() const;

  ExperimentEditor& editor_;
  int layer_;
  std::optional<std::size_t> rule_run_;
  QString lock_reason_;
  Theme theme_;
  LayerGrip* grip_;
  QLabel* title_;
  Stepper* units_;
  CompactCombo* activation_;
  SettingsForm* layer_form_;
  SettingsForm* activation_form_;
  QLabel* rule_caption_;
  CompactCombo* rule_;
  QLabel* parameters_;
  QToolButton* remove_;
  SettingsForm* rule_form_;
  QAction* move_up_;
  QAction* move_down_;
  QAction* add_;
  QAction* delete_;
};

}  // namespace lfp
