#pragma once

#include "widgets/editing/experiment_editor.h"
#include "widgets/style/themed.h"

#include <QList>
#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;

namespace lfp {

class ChoiceField;
class InputCard;
class LayerCard;
class PresetButton;
class Section;
class Settings;
class SettingsForm;

/// The network as a stack of cards, from input to output.
class NetworkSection final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit NetworkSection(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Chooses the run whose rules the cards show; ignored for a run without rules.
  void set_run(std::size_t run);
  void set_locked(const QString& reason);
  void set_theme(const Theme& theme) override;

 private:
  void refresh();
  void match_cards();
  void show_sizes();
  void show_time();
  void change_time(const Settings& settings, bool commit);
  void show_initialiser();
  void change_initial_value(const Settings& settings, bool commit);
  std::optional<std::size_t> rule_run() const;
  int place_at(const QPoint& global_position) const;
  void show_drop(int layer, const QPoint& global_position);
  void drop(int layer, const QPoint& global_position);

  ExperimentEditor& editor_;
  Section* section_;
  std::size_t run_ = 0;
  QString lock_reason_;
  Theme theme_;
  InputCard* input_;
  QWidget* stack_;
  QList<LayerCard*> cards_;
  QPushButton* add_;
  PresetButton* preset_;
  SettingsForm* time_;
  ChoiceField* initialiser_;
  SettingsForm* initial_value_;
  QWidget* drop_line_;
};

}  // namespace lfp
