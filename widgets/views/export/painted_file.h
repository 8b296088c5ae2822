#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>
#include <functional>

class QPainter;

namespace lfp {

/// How figures measure pixels.
constexpr int figure_pixels_per_inch = 96;
/// Text and lines of a PDF are placed on a grid this much finer than a pixel.
constexpr int pdf_refinement = 10;

/// What `paint` draws, `size` in pixels of 1/96 inch, as the content of an SVG file, or of a PDF of one page
/// of exactly that size.
QByteArray painted_svg(const QString& title, QSize size, const std::function<void(QPainter&)>& paint);
QByteArray painted_pdf(const QString& title, QSize size, const std::function<void(QPainter&)>& paint);

}  // namespace lfp
