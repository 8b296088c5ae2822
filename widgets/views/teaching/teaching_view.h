#pragma once

#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/teaching/teaching_row.h"
#include "widgets/views/view.h"

#include <QImage>
#include <vector>

class QLabel;
class QListWidget;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace lfp {

class SegmentedControl;
class SliderField;

/// Training by hand: reward or punish the outputs for the current sample, see how the runs' answers change,
/// and undo feedback. Shows all runs, one, or A − B. Left and Right change the sample, Up and Down choose an
/// output, + and - reward and punish it.
class TeachingView final : public View {
  Q_OBJECT

 public:
  explicit TeachingView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  /// Paints the log of the feedback given.
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

  int chosen_output() const { return chosen_; }

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  void fit_log();
  void build();
  void fill_rows();
  void fill_log();
  void fill_runs();
  void choose(int output);
  void change_sample(int direction);
  void give(int output, double value);
  std::vector<std::size_t> taught_runs() const;
  QString learners_text() const;
  std::vector<TeachingRow::Answer> answers(std::size_t output) const;
  const SampleSnapshot* sample() const;
  QString output_name(std::size_t output) const;
  QString sentence_if_empty() const;
  QString reason_not_to() const;
  QString note(const Intervention& given) const;

  RunChooser runs_{RunChooser::Offer::side_by_side};
  SegmentedControl* taught_;
  QWidget* content_;
  QLabel* picture_;
  QLabel* caption_;
  QLabel* learners_;
  QToolButton* previous_;
  QToolButton* next_;
  SliderField* strength_;
  QScrollArea* scroll_;
  QVBoxLayout* row_layout_;
  std::vector<TeachingRow*> rows_;
  QListWidget* log_;
  QLabel* log_title_;
  QToolButton* take_back_;
  std::vector<std::size_t> lfp_runs_;
  std::vector<Intervention> shown_;
  int chosen_ = 0;
};

}  // namespace lfp
