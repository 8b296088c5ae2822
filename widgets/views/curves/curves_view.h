#pragma once

#include "widgets/views/curves/curves_content.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/update_pace.h"
#include "widgets/views/view.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

class CurveColumn;
class CurvePlot;
class CurveStrips;
class CurvesLegend;
class ElidedLabel;

/// Accuracy, loss, feedback and flips over the steps, all runs in every plot, or A less B. The step axis and
/// the cross-hair are shared by the plots, the latter with the other views (Focus::step).
class CurvesView : public View {
  Q_OBJECT

 public:
  explicit CurvesView(Focus& focus, QWidget* parent = nullptr);

  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  bool has_data() const;
  CurveSight sight() const;
  PlotRange whole() const;
  void follow_network();
  void take_legend();
  void fit_legend();
  void show_data();
  void show_step();
  void ask_x_range(PlotRange range);
  void reset_axes();
  void hover(double x);
  void move_cross_hair(int pixels);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  CurvesLegend* legend_;
  ElidedLabel* caption_;
  QWidget* body_;
  CurvePlot* accuracy_;
  CurvePlot* loss_;
  CurvePlot* feedback_;
  CurveStrips* flips_;
  std::vector<CurveColumn*> columns_;
  std::optional<PlotRange> chosen_x_;
  std::uint64_t generation_ = 0;
  bool is_from_legend_ = false;
  UpdatePace pace_;
};

}  // namespace lfp
