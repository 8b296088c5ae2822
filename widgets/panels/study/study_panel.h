#pragma once

#include "core/study/study.h"
#include "widgets/style/themed.h"

#include <QScrollArea>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

class QLabel;

namespace lfp {

class AxisCard;
class ChoiceField;
class ExperimentEditor;
class Section;
class SliderField;

/// The settings of a study: the experiment it starts from, the settings that vary, and how long and how often
/// each cell is trained.
class StudyPanel final : public QScrollArea, public Themed {
  Q_OBJECT

 public:
  explicit StudyPanel(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// Shows a study that was opened, or a part of the previous one.
  void show_study(const Study& study);
  /// Starts from the current experiment with this setting along x; the user chooses the other axis.
  void start_with(const std::string& path);
  /// Returns the study; nullopt if something is wrong, which the panel then shows.
  std::optional<Study> study();
  /// Returns the study like study() but without showing problems.
  std::optional<Study> study_if_sound() const;
  int jobs() const;
  /// Shows the problem where the panel reports invalid settings; "" removes it.
  void tell_problem(const QString& problem);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void changed();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void choose_first_axes();
  void list_settings();
  void show_base();
  void note_change();
  void fit_height();
  std::vector<Axis> built_axes() const;
  void put_in_map_order();
  const Experiment& base() const;
  /// The study that was shown last, while the panel still starts from its experiment; else null.
  const Study* shown_of_base() const;
  QString problem_of_fields() const;
  Study built() const;

  ExperimentEditor& editor_;
  std::optional<Study> shown_;  // its experiment is offered besides the current one
  bool starts_from_shown_ = false;
  std::vector<std::size_t> order_;  // in which the cards show the axes of the study that was opened
  QWidget* page_;
  ChoiceField* from_;
  Section* axes_;
  AxisCard* x_;
  AxisCard* y_;
  AxisCard* third_;
  SliderField* epochs_;
  SliderField* seeds_;
  SliderField* target_;
  SliderField* jobs_;
  QLabel* problem_;
  Theme theme_;
};

}  // namespace lfp
