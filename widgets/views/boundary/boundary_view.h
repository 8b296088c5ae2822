#pragma once

#include "core/data/toys/drawn.h"
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
#include <optional>
#include <vector>

class QComboBox;

namespace lfp {

class PointPen;

/// Shows, for data with two features, what every run predicts over the input plane, or where A and B predict
/// differently, with the data points over it. Points of the user's own data are drawn here: a click adds one,
/// dragging several.
class BoundaryView : public View {
  Q_OBJECT

 public:
  explicit BoundaryView(Focus& focus, QWidget* parent = nullptr);

  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  RunChooser* run_chooser() override { return &runs_; }
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Returns the prediction and its certainty for every cell of every run, in the data's own units.
  ExportWork table() const override;

  BoundaryPoints points() const;
  /// Returns the place of each shown run.
  std::vector<RunCell> cells() const;
  /// Returns the current points of drawn data; empty for other data.
  std::vector<DrawnPoint> drawn_data() const;
  PointPen& pen() const { return *pen_; }
  /// Sets the experiment's data settings; the data may not be loaded yet.
  void set_data(const Choice& set) { data_ = set; }

 signals:
  /// Points were drawn or removed; `change` is the name of the undo entry.
  void data_drawn(const lfp::Choice& drawn, const QString& change);

 protected:
  void refresh() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void runs_chosen();
  /// Everything that the cached picture of the data points depends on.
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
  void show_tip(const QPointF& place);

  bool is_drawn() const;
  void place_pen();
  const RunCell* cell_at(const std::vector<RunCell>& cells, const QPointF& place) const;
  const BoundarySnapshot* any_boundary() const;
  std::optional<DrawnPoint> point_at(const QPointF& place) const;
  QPointF place_of(const DrawnPoint& point, const QRect& square) const;
  void go_on_drawing(const QPointF& place);
  void remove_at(const QPointF& place);
  bool draw_by_key(int key);
  void set_points(const std::vector<DrawnPoint>& points, const QString& change);
  void paint_stroke(QPainter& painter, const QRect& square) const;

  RunChooser runs_{RunChooser::Offer::side_by_side};
  QComboBox* choice_;
  PointPen* pen_;
  Choice data_;
  std::vector<DrawnPoint> stroke_;  // the stroke being drawn
  QPointF last_drawn_;
  std::vector<QPixmap> areas_;  // one per shown run
  QPixmap drawn_points_;
  PointsKey points_key_;
  std::vector<SmoothBoundary> smooth_;  // one per run
  std::uint64_t generation_ = 0;
  QElapsedTimer clock_;
  UpdatePace pace_;
};

}  // namespace lfp
