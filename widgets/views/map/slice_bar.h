#pragma once

#include "widgets/style/themed.h"
#include "widgets/views/study/study_focus.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace lfp {

/// Sets the axes that a map does not show: the run, if there are several, and a slider for each further axis;
/// the first of these can be played as an animation.
class SliceBar : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit SliceBar(StudyFocus& study, QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  void show_study();
  void show_values();
  void play(bool on);
  void next_frame();

  struct Row {
    std::size_t axis = 0;
    QLabel* title;
    QSlider* slider;
    QLabel* value;
  };

  StudyFocus& study_;
  Theme theme_;
  QToolButton* play_;
  std::vector<Row> rows_;
  QTimer frames_;
};

}  // namespace lfp
