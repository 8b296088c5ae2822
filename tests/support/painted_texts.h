#pragma once

#include <QRectF>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace lfp {

class View;

}  // namespace lfp

namespace lfp::test {

/// A piece of text as a widget paints it, in the widget's pixels.
struct PaintedText {
  QString text;
  QRectF area;
  QRectF clip;  ///< what of the widget is painted on
};

/// All texts that the widget and its visible children paint, but for those that they keep as pictures.
std::vector<PaintedText> painted_texts(QWidget& widget);

/// What is wrong with them, a sentence each: texts over one another, or cut off at the sides. Pieces of one
/// line of text, where a font lacks a sign, count as one.
QStringList text_problems(QWidget& widget);
/// The same of a whole window, shortened with "…" as well; commands that ask for more end with it on purpose.
QStringList window_text_problems(QWidget& window);
/// The same of the view's figure of that size, cut off below or shortened with "…" as well.
QStringList figure_text_problems(View& view, QSize size);

}  // namespace lfp::test
