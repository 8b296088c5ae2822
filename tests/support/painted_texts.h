#pragma once

#include <QRectF>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace lfp {
class View;
}

namespace lfp::test {

/// A piece of text as a widget paints it, in the widget's pixels.
struct PaintedText {
  QString text;
  QRectF area;
  QRectF clip;        ///< what of the widget is painted on
  double height = 0;  ///< of the type, in pixels as they come out
};

/// All texts that the widget and its visible children paint, the axes of plots included, but for those that
/// other children keep as pictures.
std::vector<PaintedText> painted_texts(QWidget& widget);
/// Those of a figure of that size, in pixels of 1/96 inch.
std::vector<PaintedText> figure_texts(View& view, QSize size);

/// What is wrong with them, a sentence each: texts over one another, cut off, or shortened with an ellipsis.
/// Pieces of one line of text, where a font lacks a sign, count as one. Texts that end with an ellipsis of
/// their own, as buttons that open a dialog do, are right.
QStringList text_problems(QWidget& widget);
/// The same of a figure, and letters smaller than 6.5 points.
QStringList figure_problems(View& view, QSize size);

}  // namespace lfp::test
