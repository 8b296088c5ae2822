#pragma once

#include "widgets/views/boundary/boundary_picture.h"
#include "widgets/views/boundary/boundary_run_grid.h"
#include "widgets/views/curves/curves_pace.h"
#include "widgets/views/side_by_side.h"
#include "widgets/views/view.h"

#include <QPixmap>
#include <cstdint>
#include <memory>
#include <vector>

class QComboBox;

namespace lfp {

/// For data with two features: what every run predicts over the input plane, or where A and B do not predict
/// the same, and the data points over it.
class BoundaryView : public View, public SideBySide {
  Q_OBJECT

 public:
  explicit BoundaryView(Focus& focus, QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;
  void add_interest(Interest& interest) const override;
  QList<QWidget*> title_controls() override;
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// The prediction and its certainty for every cell of every run, in the data's own units.
  ExportWork table() const override;

  BoundaryPoints points() const;
  /// Where each of the shown runs is drawn.
  std::vector<RunCell> cells() const;

 protected:
  void refresh() override;
  void runs_chosen() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
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

  QComboBox* choice_;
  std::vector<QPixmap> areas_;  // one a shown run
  QPixmap drawn_points_;
  PointsKey points_key_;
  UpdatePace pace_;
};

ViewEntry boundary_view_entry();

}  // namespace lfp
