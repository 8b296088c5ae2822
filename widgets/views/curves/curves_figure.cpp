#include "widgets/views/curves/curves_figure.h"

#include "widgets/controls/run_badge.h"
#include "widgets/plot/plot_renderer.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <utility>

namespace lfp {

namespace {

struct CurvesFigureWords {
  Q_DECLARE_TR_FUNCTIONS(Curves)
};

// Draws one figure from top to bottom.
class Figure {
 public:
  Figure(QPainter& painter, const CurveSight& sight, const Theme& theme)
      : painter_(painter), sight_(sight), theme_(theme) {}

  void paint(const QRect& area, const std::vector<CurvesFigurePlot>& plots);

 private:
  int line_height() const { return QFontMetrics(theme_.bold()).height() + theme_.px(4); }
  void paint_heading(const QRect& row);
  void paint_legend(const QRect& row);
  void paint_plot(const QRect& area, const CurvesFigurePlot& plot);
  void paint_strips(const QRect& area);
  void paint_text(const QRect& area, const QFont& font, const QString& text, int alignment = Qt::AlignLeft);
  void draw(const QRect& area, PlotContent content);

  QPainter& painter_;
  const CurveSight& sight_;
  const Theme& theme_;
  PlotRenderer renderer_;
};

void Figure::paint(const QRect& area, const std::vector<CurvesFigurePlot>& plots) {
  painter_.fillRect(area, theme_.base);
  QRect rest = area.adjusted(theme_.px(12), theme_.px(10), -theme_.px(12), -theme_.px(10));
  paint_heading(rest.adjusted(0, 0, 0, line_height() - rest.height()));
  rest.setTop(rest.top() + line_height());
  paint_legend(rest.adjusted(0, 0, 0, line_height() - rest.height()));
  rest.setTop(rest.top() + line_height() + theme_.px(8));
  const int count = static_cast<int>(plots.size());
  const int columns = rest.width() > 2 * rest.height() ? count : std::min(2, count);
  const int rows = (count + columns - 1) / columns;
  const int gap = theme_.px(16);
  for (int i = 0; i < count; ++i) {
    const int width = (rest.width() - gap * (columns - 1)) / columns;
    const int height = (rest.height() - gap * (rows - 1)) / rows;
    const QRect cell(rest.left() + (i % columns) * (width + gap), rest.top() + (i / columns) * (height + gap),
                     width, height);
    paint_plot(cell, plots[static_cast<std::size_t>(i)]);
  }
}

void Figure::paint_text(const QRect& area, const QFont& font, const QString& text, int alignment) {
  painter_.setFont(font);
  painter_.setPen(theme_.text);
  painter_.drawText(area, alignment | Qt::AlignVCenter | Qt::TextSingleLine,
                    QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
}

void Figure::paint_heading(const QRect& row) {
  const QString experiment =
      sight_.snapshot->experiment ? QString::fromStdString(sight_.snapshot->experiment->name) : QString();
  paint_text(row, theme_.bold(),
             experiment.isEmpty() ? CurvesFigureWords::tr("Curves")
                                  : CurvesFigureWords::tr("Curves: %1").arg(experiment));
}

void Figure::paint_legend(const QRect& row) {
  int left = row.left();
  const QFontMetrics metrics(theme_.body());
  const int side = theme_.px(16);
  if (sight_.is_difference) {
    const auto name = [this](std::size_t run) {
      return QString::fromStdString(sight_.snapshot->runs[run].name);
    };
    return paint_text(row, theme_.body(),
                      CurvesFigureWords::tr("%1 less %2: orange more, blue less").arg(name(0), name(1)));
  }
  for (std::size_t run = 0; run < sight_.snapshot->runs.size(); ++run) {
    if (!sight_.is_shown(run)) continue;
    const QString name = QString::fromStdString(sight_.snapshot->runs[run].name);
    paint_badge(painter_, QRect(left, row.center().y() - side / 2, side, side), static_cast<int>(run),
                theme_);
    left += side + theme_.px(6);
    paint_line_sample(painter_, QRect(left, row.top(), theme_.px(30), row.height()), static_cast<int>(run),
                      theme_);
    left += theme_.px(36);
    paint_text(QRect(left, row.top(), row.right() - left, row.height()), theme_.body(), name);
    left += metrics.horizontalAdvance(name) + theme_.px(18);
  }
  const QString lines = CurvesFigureWords::tr("thick: test, thin: training batch");
  if (left + metrics.horizontalAdvance(lines) > row.right()) return;
  paint_text(QRect(left, row.top(), row.right() - left, row.height()), theme_.body(), lines, Qt::AlignRight);
}

void Figure::paint_plot(const QRect& area, const CurvesFigurePlot& plot) {
  QString title = topic_title(plot.topic, sight_.layers(), true);
  if (plot.scale == PlotScale::logarithmic) title = CurvesFigureWords::tr("%1 (logarithmic)").arg(title);
  paint_text(area.adjusted(0, 0, 0, line_height() - area.height()), theme_.bold(), title);
  const QRect rest = area.adjusted(0, line_height(), 0, 0);
  if (plot.topic.kind == CurveKind::flips) {
    paint_strips(rest);
    return;
  }
  PlotContent content = topic_content(seen_curves(sight_, plot.topic), plot.topic, sight_, theme_);
  content.scale = plot.scale;
  content.x_title = CurvesFigureWords::tr("step");
  draw(rest, std::move(content));
}

void Figure::paint_strips(const QRect& area) {
  const auto shown = sight_.layers_with_weights();
  const int layers = static_cast<int>(shown.size());
  const int axis = 2 * QFontMetrics(theme_.small()).height();
  const int label = theme_.px(26);
  for (int strip = 0; strip < layers; ++strip) {
    const std::size_t layer = shown[static_cast<std::size_t>(strip)];
    const CurveTopic topic{.kind = CurveKind::flips, .layer = layer};
    PlotContent content = topic_content(seen_curves(sight_, topic), topic, sight_, theme_);
    const bool is_last = strip + 1 == layers;
    content.has_x_labels = is_last;
    if (is_last) content.x_title = CurvesFigureWords::tr("step");
    const int top = area.top() + (area.height() - axis) * strip / layers;
    const int bottom = area.top() + (area.height() - axis) * (strip + 1) / layers;
    paint_text(QRect(area.left(), top, label, bottom - top), theme_.small(),
               CurvesFigureWords::tr("L%1").arg(layer + 1));
    draw(QRect(area.left() + label, top, area.width() - label, bottom - top + (is_last ? axis : 0)),
         std::move(content));
  }
}

void Figure::draw(const QRect& area, PlotContent content) {
  renderer_.draw(painter_, area, settled(std::move(content), area.width()), theme_);
}

}  // namespace

void paint_curves_figure(QPainter& painter, const QRect& area, const std::vector<CurvesFigurePlot>& plots,
                         const CurveSight& sight, const Theme& theme) {
  Figure(painter, sight, theme).paint(area, plots);
}

}  // namespace lfp
