#include "app/reports/report.h"

#include "widgets/views/export/painted_file.h"

#include <QPainter>

namespace lfp {
namespace {

std::function<void(QPainter&)> painting_of(const ReportFigure& figure) {
  return [&figure](QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    figure.paint(painter, QRectF(QPointF(0, 0), QSizeF(figure.size)));
  };
}

}  // namespace

QByteArray svg_of(const ReportFigure& figure) {
  return painted_svg(figure.title, figure.size, painting_of(figure));
}

QByteArray pdf_of(const ReportFigure& figure) {
  return painted_pdf(figure.title, figure.size, painting_of(figure));
}

}  // namespace lfp
