#pragma once

#include <QAbstractButton>
#include <QColor>
#include <QRegularExpression>
#include <QStringList>
#include <QToolTip>
#include <QWidget>

/// What a person sees on screen, and buttons by what stands on them.
namespace lfp::test {

/// The largest difference of two colours in any channel, 0 .. 255.
int colour_distance(QRgb a, QRgb b);

/// The lines of the tooltip that is shown, without their markup.
QStringList tip_lines();

/// Presses the button below `root` that says `text`; false if there is none.
bool press_button(const QWidget& root, const QString& text);

}  // namespace lfp::test
