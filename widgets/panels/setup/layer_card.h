#pragma once

#include "widgets/controls/while_whole.h"
#include "widgets/editing/layer_sizes.h"
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
class LayerRuleRow;
class SettingsForm;
class Stepper;

/// One layer as a card, of two rows if there is room: its kind, units, activation and rule with their
/// settings, if any. The grip (or Alt+Up and Alt+Down) moves it, Delete or the small button removes it; its
/// context menu offers the same actions.
class LayerCard final : public QWidget, public Themed {
  Q_OBJECT

 public:
  LayerCard(ExperimentEditor& editor, int layer, QWidget* parent = nullptr);

  /// Shows the layer of the experiment; `rule_run` is the run whose rule for it is shown, if any run has
  /// rules. `size` is unknown from the first layer on that does not fit; that layer has a `problem`.
  void refresh(std::optional<std::size_t> rule_run, const std::optional<LayerSize>& size,
               const std::optional<LayerProblem>& problem);
  /// Sets the reason why the network cannot be changed at present; the rule still can.
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;

 signals:
  void drag_moved(int layer, const QPoint& global_position);
  void drag_ended(int layer, const QPoint& global_position);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void name_parts();
  void build();
  void build_menu();
  void connect_fields();
  void refresh_kind();
  void name_kind(const std::optional<LayerSize>& size);
  void refresh_size(const std::optional<LayerSize>& size, const std::optional<LayerProblem>& problem);
  void show_details(bool shown);
  void fit_width();
  void fit_second_row(int inner_width);
  void fit_icons();
  void choose_activation(int index);
  void change_layer_settings(const Settings& fields, bool commit);
  const LayerSpec& spec() const;
  bool is_output() const;
  bool has_map(const std::optional<LayerSize>& size) const;
  bool is_narrow() const;

  ExperimentEditor& editor_;
  int layer_;
  QString lock_reason_;
  bool has_details_ = false;  // whether the kind has settings
  Theme theme_;
  LayerGrip* grip_;
  QLabel* title_;
  CompactCombo* kind_;
  QToolButton* more_;
  QToolButton* remove_;
  Stepper* units_;
  CompactCombo* activation_;
  QLabel* shape_;
  QLabel* map_;
  QLabel* problem_;
  SettingsForm* layer_form_;
  SettingsForm* activation_form_;
  LayerRuleRow* rule_;
  QLabel* parameters_;
  QToolButton* frozen_;
  QAction* move_up_;
  QAction* move_down_;
  QAction* add_;
  QAction* freeze_;
  QAction* delete_;
  WhileWhole whole_;
};

}  // namespace lfp
