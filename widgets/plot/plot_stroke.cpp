#include "widgets/plot/plot_stroke.h"

#include <QtMath>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double least_bend = 0.15;  // pixels

// Goes along a line and cuts it where the pattern changes between dash and gap.
class Dasher {
 public:
  explicit Dasher(const QList<qreal>& pattern) : pattern_(pattern) { start(); }

  void start() {
    at_ = 0;
    left_ = pattern_.isEmpty() ? qInf() : pattern_.front();
  }

  void walk(const QLineF& segment, QList<QLineF>& pieces) {
    const double length = segment.length();
    double done = 0.0;
    while (done < length) {
      const double part = std::min(left_, length - done);
      const bool is_dash = at_ % 2 == 0;
      if (is_dash) pieces.append({segment.pointAt(done / length), segment.pointAt((done + part) / length)});
      done += part;
      left_ -= part;
      if (left_ <= 0.0) next();
    }
  }

 private:
  void next() {
    at_ = (at_ + 1) % pattern_.size();
    left_ = std::max(pattern_[at_], 0.1);
  }

  const QList<qreal>& pattern_;
  qsizetype at_ = 0;
  double left_ = 0.0;
};

bool is_finite(const QPointF& point) {
  return std::isfinite(point.x()) && std::isfinite(point.y());
}

// Leaves out points that lie too near the straight line between others to be seen. Many short pieces in one
// direction would overlap at their ends and look thicker than one long piece.
class Straightener {
 public:
  QList<QPointF> straightened(const QList<QPointF>& points) {
    for (const QPointF& point : points) push(point);
    return kept_;
  }

 private:
  void push(const QPointF& point) {
    if (!is_finite(point)) {
      kept_.append(point);
      in_piece_ = 0;
    } else if (in_piece_ >= 2 && goes_on(point)) {
      kept_.back() = point;
      narrow(point);
    } else {
      if (in_piece_ > 0) start_at(kept_.back());
      kept_.append(point);
      if (++in_piece_ >= 2) narrow(point);
    }
  }

  // From here every point that is left out narrows the directions that still pass near all of them.
  void start_at(const QPointF& point) {
    start_ = point;
    reach_ = 0.0;
    lowest_ = -qInf();
    highest_ = qInf();
  }

  bool goes_on(const QPointF& point) const {
    const QLineF way(start_, point);
    const double angle = direction(point);
    return way.length() >= reach_ && lowest_ <= angle && angle <= highest_;
  }

  void narrow(const QPointF& point) {
    reach_ = QLineF(start_, point).length();
    const double slack = reach_ > least_bend ? std::asin(least_bend / reach_) : M_PI;
    lowest_ = std::max(lowest_, direction(point) - slack);
    highest_ = std::min(highest_, direction(point) + slack);
  }

  double direction(const QPointF& point) const {
    return std::atan2(point.y() - start_.y(), point.x() - start_.x());
  }

  QList<QPointF> kept_;
  int in_piece_ = 0;  // points kept since the last gap
  QPointF start_;
  double reach_ = 0.0;
  double lowest_ = 0.0;
  double highest_ = 0.0;
};

}  // namespace

QList<QLineF> stroke_pieces(const QList<QPointF>& all_points, const QList<qreal>& pattern) {
  const QList<QPointF> points = Straightener().straightened(all_points);
  QList<QLineF> pieces;
  Dasher dasher(pattern);
  for (qsizetype i = 1; i < points.size(); ++i) {
    if (is_finite(points[i - 1]) && is_finite(points[i])) {
      dasher.walk({points[i - 1], points[i]}, pieces);
    } else {
      dasher.start();
    }
  }
  return pieces;
}

}  // namespace lfp
