#pragma once

#include "core/study/axis.h"
#include "widgets/controls/while_whole.h"
#include "widgets/editing/study_settings.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace lfp {

class CompactCombo;

/// One axis of a study as a card: which setting varies, and over which values. Numbers have a range (even on
/// a linear or a logarithmic scale) or a list, names are ticked.
class AxisCard final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `letter` heads the card; an optional axis may be none.
  AxisCard(const QString& letter, bool is_optional, QWidget* parent = nullptr);

  /// The settings to choose from; what is chosen stays, where it is still there.
  void set_settings(const std::vector<StudySetting>& settings);
  /// Chooses a setting with its usual values.
  void choose(const std::string& path);
  /// Of a study that was opened; what the card has no fields for is kept as it is.
  void show_axis(const std::optional<Axis>& axis);
  /// None where there is none, or a problem.
  std::optional<Axis> axis() const;
  /// What is wrong with what was typed; "" where nothing is.
  QString problem() const;
  void take_focus();
  void set_theme(const Theme& theme) override;

 signals:
  void changed();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  enum Scale { logarithmic, linear, list };

  const StudySetting* setting() const;
  void choose_by_person();
  void note_change();
  void show_usual();
  void show_range(const AxisRange& range);
  void make_ticks(const StudySetting& setting);
  void show_parts();
  void convert_scale();
  std::optional<AxisRange> typed_range() const;
  std::optional<std::vector<double>> typed_list() const;
  std::optional<Axis> list_axis() const;
  std::optional<Axis> named_axis() const;

  bool is_optional_;
  Theme theme_;
  std::vector<StudySetting> settings_;
  std::optional<Axis> kept_;   // shown in words alone
  std::optional<Axis> exact_;  // as it was shown, until a person changes it: fields have fewer digits
  std::string path_;
  QLabel* letter_;
  CompactCombo* combo_;
  CompactCombo* scale_;
  QWidget* range_row_;
  QLineEdit* from_;
  QLineEdit* to_;
  QLineEdit* steps_;
  QLineEdit* list_;
  QLabel* words_;
  QWidget* names_;
  QGridLayout* names_grid_;
  std::vector<QCheckBox*> ticks_;
  WhileWhole whole_;
};

}  // namespace lfp
