#pragma once

#include "widgets/views/curves/curves_column.h"

#include <vector>

class QToolButton;

namespace lfp {

class CompactCombo;
class ElidedLabel;

/// A plot of one topic, or of one chosen from several in the title row.
class CurvePlot : public CurveColumn {
  Q_OBJECT

 public:
  explicit CurvePlot(CurveTopic topic, QWidget* parent = nullptr);

  /// Offers these topics. The chosen topic stays if it is among them, otherwise the first is chosen.
  void set_topics(const std::vector<CurveTopic>& topics, std::size_t layers);
  void choose_topic(CurveTopic topic);
  CurveTopic topic() const { return topic_; }
  PlotScale scale() const { return panel_->scale(); }
  PlotPanel& panel() { return *panel_; }

  void show_data(const CurveSight& sight) override;
  void show_step(const CurveSight& sight) override;
  void reset_axes() override { panel_->reset_y(); }
  void set_theme(const Theme& theme) override;

 signals:
  void topic_changed();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void set_topic(CurveTopic topic);
  void fit_scale();
  void show_title();
  void show_choice();

  CurveTopic topic_;
  std::vector<CurveTopic> topics_;
  std::size_t layers_ = 0;
  std::vector<RunCurves> curves_;
  bool is_difference_ = false;
  PlotScale kept_scale_ = PlotScale::linear;  // while a difference is shown, whose axis is linear
  ElidedLabel* title_;
  CompactCombo* choice_;
  QToolButton* logarithmic_;
  PlotPanel* panel_;
};

}  // namespace lfp
