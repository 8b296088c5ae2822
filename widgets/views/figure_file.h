#pragma once

#include "widgets/views/export/export_work.h"

#include <QImage>
#include <QPainter>
#include <QSize>
#include <QString>

namespace lfp {

class View;

/// The view as a figure file for a paper: always in the light theme, `size` in pixels of 1/96 inch, the
/// format taken from the ending (.svg, .pdf, .png). A PDF is one page of exactly that size; a PNG has
/// `png_scale` times as many pixels. The file is written whole or not at all. Throws Error naming the file.
void save_figure(View& view, const QString& path, QSize size, double png_scale = 2.0);

/// What such a file shows: the view's own figure and below it, in one line, the experiment, the runs with
/// their letters and the step.
void paint_figure(View& view, QPainter& painter, QSize size);

/// The content of such a file: painted by this call, which has to be in the interface's thread; the work does
/// what else there is, which is most of it in a large PNG. Throws the same for what cannot be a figure.
ExportWork figure_work(View& view, const QString& path, QSize size, double png_scale = 2.0);

/// The same figure as an image of `scale` times `size` pixels: for the clipboard and for previews.
QImage figure_image(View& view, QSize size, double scale = 1.0);

}  // namespace lfp
