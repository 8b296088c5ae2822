#pragma once

#include "core/study/study.h"
#include "widgets/style/themed.h"

#include <QScrollArea>
#include <optional>
#include <string>

class QLabel;

namespace lfp {

class AxisCard;
class ChoiceField;
class ExperimentEditor;
class Section;
class SliderField;

/// What a study is: the experiment it starts from, the settings that vary, for how long and how often each
/// cell is trained.
class StudyPanel final : public QScrollArea, public Themed {
  Q_OBJECT

 public:
  explicit StudyPanel(ExperimentEditor& editor, QWidget* parent = nullptr);

  /// A study that was opened, or a part of the one before.
  void show_study(const Study& study);
  /// From the experiment at hand: this setting along x, the other one is to be chosen.
  void start_with(const std::string& path);
  /// None where something is wrong, which the panel says.
  std::optional<Study> study();
  /// As study() without a word: none where something is wrong.
  std::optional<Study> study_if_sound() const;
  int jobs() const;
  /// Says it where a person looks for what is wrong; "" takes it back.
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
  const Experiment& base() const;
  QString problem_of_fields() const;
  Study built() const;

  ExperimentEditor& editor_;
  std::optional<Study> shown_;  // whose experiment can be started from, beside the one at hand
  bool starts_from_shown_ = false;
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
