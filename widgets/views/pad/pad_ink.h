#pragma once

#include <QImage>
#include <QPointF>
#include <vector>

namespace lfp {

/// The drawing on the pad: strokes, the last of which can be undone, and their image, white on black.
class PadInk {
 public:
  static constexpr int side = 280;  ///< of the image, in pixels

  /// A position of the pen in image pixels with the width of the line there.
  struct Dot {
    QPointF at;
    double width = 0.0;
  };

  PadInk();
  bool is_empty() const { return strokes_.empty(); }
  const QImage& image() const { return image_; }
  /// Starts a new stroke at this dot; go_on() continues it.
  void begin(const Dot& dot);
  void go_on(const Dot& dot);
  void undo();
  void clear();

 private:
  using Stroke = std::vector<Dot>;

  void draw_piece(const Dot& from, const Dot& to);
  void draw_again();

  std::vector<Stroke> strokes_;
  QImage image_;
};

}  // namespace lfp
