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

/// One axis of a study as a card: the setting that varies, and its values. Numbers have a range (evenly
/// spaced on a linear or logarithmic scale) or a list; names have check boxes.
class AxisCard final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// `letter` is the card's heading; an optional axis may be left empty.
  AxisCard(const QString& letter, bool is_optional, QWidget* parent = nullptr);

  /// Sets the settings to choose from; the chosen one is kept if it is still among them.
  void set_settings(const std::vector<StudySetting>& settings);
  /// Chooses a setting with its default values.
  void choose(const std::string& path);
  /// Shows the axis of a study that was opened; parts without fields in the card are kept unchanged.
  void show_axis(const std::optional<Axis>& axis);
  /// Returns the axis; nullopt if there is none or it has a problem.
  std::optional<Axis> axis() const;
  /// Returns the problem with the values typed in; "" if there is none.
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
  std::optional<Axis> kept_;   // an axis without fields, shown only as text
  std::optional<Axis> exact_;  // as shown, until the user changes it: fields round the numbers
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
