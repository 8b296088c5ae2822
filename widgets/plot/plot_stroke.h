#pragma once

#include <QLineF>
#include <QList>
#include <QPointF>

namespace lfp {

/// A polyline as separate pieces: its segments, or with a pattern (dash, gap, dash, ..., in pixels) its
/// dashes. Qt draws wide polylines a hundred times slower than such pieces. Points that are not finite part
/// the line, and the pattern starts anew behind them.
QList<QLineF> stroke_pieces(const QList<QPointF>& points, const QList<qreal>& pattern);

}  // namespace lfp
