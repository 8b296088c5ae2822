#pragma once

#include "widgets/views/study/study_maps.h"
#include "widgets/views/study/study_view.h"

#include <QPixmap>
#include <QPoint>
#include <QRect>
#include <QTimer>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

class QComboBox;
class QToolButton;

namespace lfp {

class SegmentedControl;
class SliceBar;

/// Shows a measure of a study over two of its axes in colours. A click chooses a cell, a double click opens
/// it in the workbench; a dragged rectangle or the wheel requests that part at full resolution.
class StudyMapView : public StudyView {
  Q_OBJECT

 public:
  explicit StudyMapView(Focus& focus, QWidget* parent = nullptr);

  QList<QWidget*> title_controls() override;
  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  ExportWork table() const override;

  /// Returns the area of a cell on screen.
  QRect cell_area(std::int64_t column, std::int64_t row) const;
  /// The maps drawn; null without a study.
  const std::shared_ptr<const StudyMaps>& maps() const { return maps_; }

 protected:
  void prepare() override;
  void use_theme() override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  using Place = std::pair<std::int64_t, std::int64_t>;  // column and row

  void make_controls();
  void show_choice();
  void show_way();
  void lay_out();
  const StudyMap& map() const { return maps_->variants[maps_->shown].map; }
  std::optional<Place> place_at(const QPointF& position) const;
  std::optional<Place> place_of(std::int64_t cell) const;
  void choose(const Place& place);
  void show_tip(const Place& place);
  void zoom_to(const QRectF& part);
  void paint_marks(QPainter& painter) const;

  QComboBox* measures_;
  SegmentedControl* statistics_;
  QToolButton* back_;
  QToolButton* forward_;
  SliceBar* slices_;

  std::shared_ptr<const StudyMaps> maps_;
  QRect cells_;  // in screen pixels
  QPixmap drawn_;
  std::optional<Place> hovered_;
  std::optional<QPointF> pressed_;
  QRectF band_;          // the dragged rectangle, or the part chosen by the wheel
  QTimer wheel_rested_;  // requests the band when it fires
};

}  // namespace lfp
