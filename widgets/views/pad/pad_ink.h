#pragma once

#include <QImage>
#include <QPointF>
#include <vector>

namespace lfp {

/// What is drawn on the pad: strokes, of which the last can be taken back, and their ink, white on black.
class PadInk {
 public:
  static constexpr int side = 280;  ///< of the image, in pixels

  /// A place of the pen, in the image's pixels, and how wide the line is there.
  struct Dot {
    QPointF at;
    double width = 0.0;
  };

  PadInk();
  bool is_empty() const { return strokes_.empty(); }
  const QImage& image() const { return image_; }
  /// A new stroke from here; then on to there.
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
