#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QPainter>
#include <QPoint>
#include <QRect>
#include <QString>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace lfp {

/// What the histograms are to show, and where.
struct HistogramWish {
  const Snapshot& snapshot;
  std::vector<std::size_t> runs;
  bool is_difference = false;  ///< of the first two runs
  HistogramKind kind = HistogramKind::weights;
  bool logarithmic = false;  ///< counts as log(1 + n)
  QRect area;
  const Theme& theme;
  QString title;  ///< above the plots, in figures; with it come the runs by name and the axes' titles
  QString x_title;
  QString y_title;
};

/// A plot for each layer that has such numbers, in it the outlines of the runs' histograms over the same
/// bins: as many as tell the number of values apart, symmetric about zero. In a difference the one outline is
/// how many more values A has in a bin than B.
class HistogramPicture {
 public:
  struct Outline {
    std::size_t run = 0;
    std::vector<double> counts;  // a bin
    double mean = 0.0;
    double deviation = 0.0;
    std::int64_t count = 0;
    std::int64_t zeros = 0;
  };
  struct Plot {
    int layer = 0;
    QString title;
    QRect heading;
    QRect area;
    double range = 0.0;  ///< bins are of equal width from -range to +range
    std::vector<Outline> outlines;

    std::size_t bins() const { return outlines.empty() ? 0 : outlines.front().counts.size(); }
    double edge(std::size_t bin) const;
    QRectF bin_area(std::size_t bin) const;
    std::size_t bin_at(double x) const;
    double most() const;
  };

  HistogramPicture() = default;
  explicit HistogramPicture(const HistogramWish& wish);

  bool is_empty() const { return plots_.empty(); }
  bool is_difference() const { return is_difference_; }
  void paint(QPainter& painter, const Theme& theme) const;
  const std::vector<Plot>& plots() const { return plots_; }
  const Plot* plot_at(const QPoint& point) const;

 private:
  void collect(const HistogramWish& wish);
  void place(const HistogramWish& wish);
  void paint_plot(QPainter& painter, const Plot& plot, const Theme& theme) const;
  void paint_heading(QPainter& painter, const Plot& plot, const Theme& theme) const;
  void paint_frame_of_figure(QPainter& painter, const Theme& theme) const;
  void paint_axis(QPainter& painter, const Plot& plot, const Theme& theme) const;
  double base_of(const Plot& plot) const;
  void paint_difference(QPainter& painter, const Plot& plot, const Theme& theme) const;
  QPolygonF outline_of(const Plot& plot, const Outline& outline) const;

  bool logarithmic_ = false;
  bool is_difference_ = false;
  /// What surrounds the plots of a figure.
  struct Frame {
    QString title, x_title, y_title;
    std::vector<std::pair<std::size_t, QString>> runs;
    QRect title_area, legend_area, x_area, y_area;
  };
  Frame frame_;
  std::vector<Plot> plots_;
};

}  // namespace lfp
