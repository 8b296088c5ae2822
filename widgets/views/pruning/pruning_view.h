#pragma once

#include "core/experiment/pruning.h"
#include "widgets/plot/plot_content.h"
#include "widgets/views/pruning/pruning_trials.h"
#include "widgets/views/view.h"

#include <QTimer>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace lfp {

class ChoiceField;
class PlotPanel;
class RunBadge;
class SliderField;

/// Removes weights of all runs while a slider moves, and plots the test accuracy that is left over the
/// fraction removed. Removed weights are held at zero when training goes on.
class PruningView final : public View {
  Q_OBJECT

 public:
  explicit PruningView(Focus& focus, QWidget* parent = nullptr);

  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    QWidget* widget;
    RunBadge* badge;
    QLabel* removed;
    QLabel* accuracy;
  };

  void build();
  void add_row();
  void fill_rows();
  void ask(double percent);
  void send();
  void follow_removal();
  Pruning wanted() const;
  QString reason_not_to() const;
  QString sentence_if_empty() const;
  PlotContent plot(const Theme& theme) const;

  QWidget* content_;
  ChoiceField* by_;
  ChoiceField* scope_;
  SliderField* fraction_;
  QToolButton* restore_;
  QVBoxLayout* row_layout_;
  PlotPanel* panel_;
  std::vector<Row> rows_;
  QTimer pace_;  // a slider moves faster than runs are tested
  PruningTrials trials_;
  double removed_ = 0;  // the largest fraction of any run, as last seen
};

}  // namespace lfp
