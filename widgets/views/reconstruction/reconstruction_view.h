#pragma once

#include "widgets/views/heat/heat_range.h"
#include "widgets/views/reconstruction/reconstruction_picture.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/view.h"

class QToolButton;

namespace lfp {

class ElidedLabel;

/// For networks that reproduce their inputs: the shown sample, what every run makes of it, and the
/// difference.
class ReconstructionView : public View {
  Q_OBJECT

 public:
  explicit ReconstructionView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  std::vector<HeatRange*> colour_ranges() override { return {&range_}; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Every feature of the sample, the runs' outputs and the differences.
  ExportWork table() const override;

  /// The pictures on screen; none where the samples are no images.
  std::vector<ReconstructionCell> cells() const;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  bool has_sample() const;
  ReconstructionShown shown() const;
  QString empty_sentence() const;
  QString sample_title() const;
  QRect picture_area() const;
  float follow(HeatRange& range) const;
  void paint(QPainter& painter, const QRect& area, HeatRange& range, const Theme& theme) const;
  void step(int samples);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QToolButton* previous_;
  QToolButton* next_;
  ElidedLabel* caption_;
  HeatRange range_;
};

}  // namespace lfp
