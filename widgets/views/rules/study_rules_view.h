#pragma once

#include "widgets/views/study/study_maps.h"
#include "widgets/views/study/study_view.h"

#include <QPixmap>
#include <QRect>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

/// Shows the maps of all runs, or for all values of a third axis, side by side in one colour scale. A click
/// shows one of them in the map view.
class StudyRulesView : public StudyView {
  Q_OBJECT

 public:
  explicit StudyRulesView(Focus& focus, QWidget* parent = nullptr);

  void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) override;
  /// Returns the area of a map on screen with its heading.
  QRect map_area(std::size_t variant) const;

 protected:
  void prepare() override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  /// The number of maps side by side and their size.
  struct Grid {
    int columns = 1;
    int width = 0;
    int height = 0;  // of a map with its heading
    int top = 0;
    int left = 0;
    int gap = 0;
    int heading = 0;
    int room = 0;  // of all columns
    QRect place(std::size_t at) const;
    QRect cells(std::size_t at) const;
    QRect heading_of(std::size_t at, const StudyVariant& variant, const Theme& theme) const;
  };

  Grid grid(const QRect& area, std::size_t count, const Theme& theme, bool scrolls) const;
  QString title() const;
  std::optional<std::size_t> variant_at(const QPointF& position) const;
  void choose(std::size_t variant);
  void scroll_by(int pixels);
  QStringList titles(const StudyMaps& maps, const Grid& grid, const Theme& theme) const;
  void paint_heading(QPainter& painter, const QRect& line, const QString& title, const QString& progress,
                     const Theme& theme) const;

  std::shared_ptr<const StudyMaps> maps_;
  Grid grid_;
  int scrolled_ = 0;
  QPixmap drawn_;  // all maps, including those scrolled out of sight
};

}  // namespace lfp
