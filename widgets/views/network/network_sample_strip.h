#pragma once

#include "core/data/dataset.h"
#include "widgets/style/themed.h"

#include <QImage>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <vector>

namespace lfp {

/// A row of the data set's images with a frame around the chosen one. It moves only by whole pages, when the
/// chosen sample is not on screen, so that a click moves nothing.
class NetworkSampleStrip : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit NetworkSampleStrip(QWidget* parent = nullptr);

  void set_theme(const Theme& theme) override;
  /// Shows test samples, or training samples if `from_test` is false or there is no test set. A `chosen` of
  /// -1 marks none of them.
  void show_samples(std::shared_ptr<const Dataset> dataset, std::int64_t chosen, bool from_test);
  std::int64_t count() const;
  /// The number of the first sample on screen.
  std::int64_t first() const { return first_; }
  /// Returns the area of a sample's image; null if it is not on screen.
  QRect picture_area(std::int64_t sample) const;
  /// Returns the height of the strip in a view of that height.
  int height_in(int view_height) const;

 signals:
  void chosen(std::int64_t sample);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  const Samples& samples() const;
  bool has_hint() const;
  int side() const;
  int per_page() const;
  std::int64_t sample_at(const QPoint& place) const;
  void turn_to_chosen();

  Theme theme_ = Theme::make(Theme::Kind::light);
  std::shared_ptr<const Dataset> dataset_;
  std::int64_t chosen_ = 0;
  bool from_test_ = true;
  std::int64_t hovered_ = -1;
  std::int64_t first_ = 0;
  std::vector<QImage> pictures_;
};

}  // namespace lfp
