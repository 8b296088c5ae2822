#include "widgets/plot/plot_renderer.h"

#include "widgets/plot/plot_stroke.h"

#include <QPicture>
#include <algorithm>
#include <cmath>
#include <limits>

// QCustomPlot uses foreach; the project does not.
#ifdef QT_NO_FOREACH
#undef QT_NO_FOREACH
#endif
#include <qcustomplot.h>

namespace lfp {

namespace {

QSharedPointer<QCPAxisTicker> ticker(const std::vector<PlotTick>& ticks) {
  auto result = QSharedPointer<QCPAxisTickerText>::create();
  for (const PlotTick& tick : ticks) result->addTick(tick.at, tick.label);
  return result;
}

void set_up_axis(QCPAxis& axis, const std::vector<PlotTick>& ticks, PlotRange range, const Theme& theme) {
  axis.setRange(range.low, range.high);
  axis.setTicker(ticker(ticks));
  axis.setTickLabelFont(theme.small());
  axis.setTickLabelColor(theme.muted_text);
  axis.setLabelFont(theme.small());
  axis.setLabelColor(theme.muted_text);
  // Ticks of no length are still drawn as dots: so they vanish in the axis.
  for (auto set_pen : {&QCPAxis::setBasePen, &QCPAxis::setTickPen, &QCPAxis::setSubTickPen}) {
    (axis.*set_pen)(QPen(theme.control_border, 1));
  }
  axis.grid()->setPen(QPen(theme.grid_line, 1));
  axis.grid()->setZeroLinePen(Qt::NoPen);
}

// QCustomPlot wants NaN for values that cannot be drawn.
double drawable(double value, PlotScale scale) {
  const bool is_drawable = std::isfinite(value) && (scale == PlotScale::linear || value > 0.0);
  return is_drawable ? value : std::numeric_limits<double>::quiet_NaN();
}

// A line that is drawn fast on screens also where it is wide or dashed.
class LineGraph : public QCPGraph {
 public:
  using QCPGraph::QCPGraph;

 protected:
  void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& points) const override {
    if (painter->modes().testFlag(QCPPainter::pmVectorized)) {
      QCPGraph::drawLinePlot(painter, points);
      return;
    }
    QPen whole = painter->pen();
    QList<qreal> pattern = whole.style() == Qt::SolidLine ? QList<qreal>() : whole.dashPattern();
    for (qreal& length : pattern) length *= std::max(1.0, whole.widthF());
    whole.setStyle(Qt::SolidLine);
    // Square caps close the notches where segments meet; dashes keep their lengths.
    whole.setCapStyle(pattern.isEmpty() ? Qt::SquareCap : Qt::FlatCap);
    applyDefaultAntialiasingHint(painter);
    painter->setPen(whole);
    painter->drawLines(stroke_pieces(points, pattern));
  }
};

// Points with gaps on both sides, which a line does not show.
QVector<QCPGraphData> lonely_points(const QVector<QCPGraphData>& points) {
  const auto is_gap = [&](qsizetype i) { return i < 0 || i >= points.size() || std::isnan(points[i].value); };
  QVector<QCPGraphData> result;
  for (qsizetype i = 0; i < points.size(); ++i) {
    if (!is_gap(i) && is_gap(i - 1) && is_gap(i + 1)) result.append(points[i]);
  }
  return result;
}

// QCustomPlot leaves out labels that do not fit between the plot's edges, as is usual in low strips.
void paint_strip_labels(QPainter& painter, const PlotGeometry& geometry, const Theme& theme) {
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const int height = painter.fontMetrics().height();
  for (const PlotTick& tick : geometry.y_ticks()) {
    const int middle = qRound(geometry.y_pixel(tick.at));
    const QRect place(geometry.area().left() - theme.px(100 + 4), middle - height / 2, theme.px(100), height);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
  }
}

}  // namespace

struct PlotRenderer::Implementation {
  QCustomPlot plot;

  Implementation() {
    // The widget is never shown, so the smallest buffer will do.
    plot.resize(1, 1);
    plot.setBackground(Qt::NoBrush);
    plot.plotLayout()->setMargins(QMargins());
    plot.axisRect()->setAutoMargins(QCP::msNone);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
      axis->setNumberFormat(QStringLiteral("g"));  // "1e−4" stays as it is written
      axis->setTickLength(0);
      axis->setSubTicks(false);
      axis->setTickLabelPadding(3);
    }
  }

  void set_lines(const PlotContent& content) {
    plot.clearPlottables();
    for (const PlotLine& line : content.lines) {
      QVector<QCPGraphData> points;
      points.reserve(static_cast<qsizetype>(line.x.size()));
      for (std::size_t i = 0; i < line.x.size(); ++i)
        points.append({line.x[i], drawable(line.y[i], content.scale)});
      add_dots(lonely_points(points), line.pen);
      auto* graph = new LineGraph(plot.xAxis, plot.yAxis);  // the plot owns it
      graph->setPen(line.pen);
      graph->setAntialiased(true);
      graph->data()->set(points, true);
    }
  }

  void add_dots(const QVector<QCPGraphData>& points, const QPen& pen) {
    if (points.isEmpty()) return;
    QCPGraph* dots = plot.addGraph();
    dots->setLineStyle(QCPGraph::lsNone);
    dots->setScatterStyle({QCPScatterStyle::ssDisc, pen.color(), pen.color(), pen.widthF() * 2.0 + 1.0});
    dots->data()->set(points, true);
  }

  void set_up(const PlotContent& content, const PlotGeometry& geometry, const QRect& outer,
              const Theme& theme) {
    set_lines(content);
    set_axes(content, geometry, outer, theme);
  }

  void set_axes(const PlotContent& content, const PlotGeometry& geometry, const QRect& outer,
                const Theme& theme) {
    const QRect& inner = geometry.area();
    plot.axisRect()->setMargins({inner.left() - outer.left(), inner.top() - outer.top(),
                                 outer.right() - inner.right(), outer.bottom() - inner.bottom()});
    const bool is_logarithmic = content.scale == PlotScale::logarithmic;
    plot.yAxis->setScaleType(is_logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    set_up_axis(*plot.xAxis, geometry.x_ticks(), content.x, theme);
    set_up_axis(*plot.yAxis, geometry.y_ticks(), content.y, theme);
    plot.xAxis->setTickLabels(content.has_x_labels);
    plot.yAxis->setTickLabels(!content.y_labels);
    plot.xAxis->setLabel(content.x_title);
    plot.xAxis->setLabelPadding(0);
  }
};

PlotRenderer::PlotRenderer() : implementation_(std::make_unique<Implementation>()) {}
PlotRenderer::~PlotRenderer() = default;

QPixmap PlotRenderer::draw(QSize size, double ratio, const PlotContent& content, const Theme& theme) {
  QPixmap pixmap(size * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(theme.base);
  const QRect area(QPoint(0, 0), size);
  const PlotGeometry geometry(area, content, theme);
  if (geometry.area().isEmpty()) return pixmap;
  implementation_->set_up(content, geometry, area, theme);
  QCPPainter painter(&pixmap);
  implementation_->plot.toPainter(&painter, size.width(), size.height());
  if (content.y_labels) paint_strip_labels(painter, geometry, theme);
  return pixmap;
}

void PlotRenderer::draw(QPainter& painter, const QRect& area, const PlotContent& content,
                        const Theme& theme) {
  painter.fillRect(area, theme.base);
  const PlotGeometry geometry(area, content, theme);
  if (geometry.area().isEmpty()) return;
  implementation_->set_up(content, geometry, area, theme);
  // QCustomPlot draws by its own kind of painter only, and a device takes one painter at a time, so the
  // drawing is recorded.
  QPicture picture;
  QCPPainter recorder(&picture);
  recorder.setMode(QCPPainter::pmVectorized);
  implementation_->plot.toPainter(&recorder, area.width(), area.height());
  recorder.end();
  painter.save();
  painter.translate(area.topLeft());
  // A picture is scaled to keep its size in inches; here a pixel of it is to be a unit of the painter.
  painter.scale(picture.logicalDpiX() / static_cast<double>(painter.device()->logicalDpiX()),
                picture.logicalDpiY() / static_cast<double>(painter.device()->logicalDpiY()));
  painter.drawPicture(0, 0, picture);
  painter.restore();
  if (content.y_labels) paint_strip_labels(painter, geometry, theme);
}

}  // namespace lfp
