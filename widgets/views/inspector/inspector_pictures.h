#pragma once

#include "widgets/style/themed.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/inspector/inspector_shares.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

namespace lfp {

/// The pictures of a unit whose layer has an image as its input: its weights and its shares.
struct UnitPictures {
  Shape filter;                ///< shape of the weights, one picture per channel; no channels: no picture
  std::vector<float> weights;  ///< in the layout of `filter`
  Shape image;                 ///< shape of the layer's input
  std::vector<float> shares;   ///< for each place of `image`, summed over its channels
  bool is_over_input = false;  ///< whether the image is the network's input
  bool is_empty() const { return shares.empty(); }
};

UnitPictures pictures_of(const Snapshot& snapshot, const InspectedItem& item, const UnitInspection& unit);
/// Returns A minus B; both have to be of the same unit.
UnitPictures difference(UnitPictures a, const UnitPictures& b);

/// The pictures side by side, each in its own colour range: the shares of all places, then the filters.
class InspectorPictures final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorPictures(QWidget* parent = nullptr);

  /// Shows the pictures, or hides if there are none. `current` is the selected weight.
  void show_pictures(const UnitPictures& pictures, std::optional<std::int64_t> current, bool running);
  const UnitPictures& pictures() const { return pictures_; }
  void set_theme(const Theme& theme) override;
  /// Returns the area of a weight on screen; empty if there is none.
  QRectF weight_area(std::int64_t input) const;
  /// Returns the area of the shares; empty if there are none.
  QRect shares_area() const;

 signals:
  void input_chosen(std::int64_t input);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void lay_out();
  QString share_words(const QString& range) const;
  std::optional<std::int64_t> weight_at(const QPointF& place) const;

  UnitPictures pictures_;
  std::optional<std::int64_t> current_;
  Theme theme_;
  HeatRange share_range_;
  HeatRange weight_range_;
  QImage shares_;
  QImage filters_;  // all channels below one another
  QRect share_caption_, share_area_, filter_caption_;
  std::vector<QRect> filter_areas_;
};

/// Returns the height of the pictures in a figure or a view.
int pictures_height(const Theme& theme);

}  // namespace lfp
