#include "widgets/views/pad/pad_ink.h"

#include <QPainter>

namespace lfp {

PadInk::PadInk() : image_(side, side, QImage::Format_Grayscale8) {
  image_.fill(0);
}

void PadInk::begin(const Dot& dot) {
  strokes_.emplace_back();
  go_on(dot);
}

void PadInk::go_on(const Dot& dot) {
  Stroke& stroke = strokes_.back();
  draw_piece(stroke.empty() ? dot : stroke.back(), dot);
  stroke.push_back(dot);
}

void PadInk::undo() {
  if (strokes_.empty()) return;
  strokes_.pop_back();
  draw_again();
}

void PadInk::clear() {
  strokes_.clear();
  draw_again();
}

void PadInk::draw_piece(const Dot& from, const Dot& to) {
  QPainter painter(&image_);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::white, to.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (from.at == to.at) {
    painter.drawPoint(to.at);
  } else {
    painter.drawLine(from.at, to.at);
  }
}

void PadInk::draw_again() {
  image_.fill(0);
  for (const Stroke& stroke : strokes_) {
    const Dot* before = &stroke.front();
    for (const Dot& dot : stroke) {
      draw_piece(*before, dot);
      before = &dot;
    }
  }
}

}  // namespace lfp
