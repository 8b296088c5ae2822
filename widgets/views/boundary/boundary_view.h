#pragma once

#include "widgets/views/boundary/boundary_picture.h"
#include "widgets/views/boundary/smooth_boundary.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/runs/run_grid.h"
#include "widgets/views/update_pace.h"
#include "widgets/views/view.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <cstdint>
#include <memory>
#include <vector>

class QComboBox;

namespace lfp {

/// For data with two features: what every run predicts over the input plane, or where A and B do not predict
/// the same, and the data points over it.
class BoundaryView : public View {
  Q_OBJECT

 public:
  explicit BoundaryView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// The prediction and its certainty for every cell of every run, in the data's own units.
  ExportWork table() const override;

  BoundaryPoints points() const;
  /// Where each of the shown runs is drawn.
  std::vector<RunCell> cells() const;

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  /// What the drawn points depend on.
  struct PointsKey {
    std::shared_ptr<const Dataset> dataset;
    BoundaryPoints points = BoundaryPoints::training;
    int side = 0;
    bool operator==(const PointsKey&) const = default;
  };

  bool has_plane() const;
  bool is_difference() const;
  QString empty_sentence() const;
  void prepare();
  void prepare_points(const QRect& square);
  QPixmap blank(const QRect& square) const;
  void tell_points();
  BoundarySnapshot shown_boundary(std::size_t run);

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QComboBox* choice_;
  std::vector<QPixmap> areas_;  // one a shown run
  QPixmap drawn_points_;
  PointsKey points_key_;
  std::vector<SmoothBoundary> smooth_;  // one a run
  std::uint64_t generation_ = 0;
  QElapsedTimer clock_;
  UpdatePace pace_;
};

}  // namespace lfp
