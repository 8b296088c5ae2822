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

/// What can be seen as pictures of a unit whose layer gets an image: its weights, and its shares.
struct UnitPictures {
  Shape filter;                ///< of the weights, a picture for each channel; no channels: there is none
  std::vector<float> weights;  ///< of `filter`
  Shape image;                 ///< what comes into the layer
  std::vector<float> shares;   ///< of each of its places, summed over its channels
  bool is_over_input = false;  ///< the image is the network's input
  bool is_empty() const { return shares.empty(); }
};

UnitPictures pictures_of(const Snapshot& snapshot, const InspectedItem& item, const UnitInspection& unit);
/// Of A less B; both of the same unit.
UnitPictures difference(UnitPictures a, const UnitPictures& b);

/// The pictures side by side, each in the range of its own values: the shares place by place, the filters.
class InspectorPictures final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorPictures(QWidget* parent = nullptr);

  /// Hidden where there are none. `current`: the weight that is looked at.
  void show_pictures(const UnitPictures& pictures, std::optional<std::int64_t> current, bool running);
  const UnitPictures& pictures() const { return pictures_; }
  void set_theme(const Theme& theme) override;
  /// Where a weight is on screen; empty where there is none.
  QRectF weight_area(std::int64_t input) const;
  /// Where the shares are; empty where there are none.
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
  QImage filters_;  // one below the other
  QRect share_caption_, share_area_, filter_caption_;
  std::vector<QRect> filter_areas_;
};

/// The height that the pictures take in a figure or a view.
int pictures_height(const Theme& theme);

}  // namespace lfp
