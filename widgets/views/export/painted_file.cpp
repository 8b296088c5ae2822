#include "widgets/views/export/painted_file.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace lfp {

QByteArray painted_svg(const QString& title, QSize size, const std::function<void(QPainter&)>& paint) {
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(figure_pixels_per_inch);
  generator.setSize(size);
  generator.setViewBox(QRect(QPoint(0, 0), size));
  generator.setTitle(title);
  QPainter painter(&generator);
  paint(painter);
  painter.end();
  return buffer.data();
}

QByteArray painted_pdf(const QString& title, QSize size, const std::function<void(QPainter&)>& paint) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(title);
  writer.setCreator(QStringLiteral("LFP Lab"));
  writer.setResolution(figure_pixels_per_inch * pdf_refinement);
  const QSizeF inches = QSizeF(size) / figure_pixels_per_inch;
  writer.setPageSize(QPageSize(inches, QPageSize::Inch, {}, QPageSize::ExactMatch));
  writer.setPageMargins(QMarginsF());
  QPainter painter(&writer);
  painter.scale(pdf_refinement, pdf_refinement);
  paint(painter);
  painter.end();
  return buffer.data();
}

}  // namespace lfp
