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
  QString title_of(const CurvesFigurePlot& plot, int width) const;
  void paint_strips(const QRect& area, std::size_t layers);
  std::size_t layers_with_room(int height) const;
  int axis_height() const { return (has_axis_titles_ ? 2 : 1) * QFontMetrics(theme_.small()).height(); }
  void paint_text(const QRect& area, const QFont& font, const QString& text, int alignment = Qt::AlignLeft);
  void draw(const QRect& area, PlotContent content);

  QPainter& painter_;
  const CurveSight& sight_;
  const Theme& theme_;
  PlotRenderer renderer_;
  bool has_axis_titles_ = true;
};

/// Plots lower than this keep their room for curves; the heading then says what runs to the right.
constexpr double least_height_for_titles = 130;

void Figure::paint(const QRect& area, const std::vector<CurvesFigurePlot>& plots) {
  painter_.fillRect(area, theme_.base);
  const QRect inner = area.adjusted(theme_.px(12), theme_.px(10), -theme_.px(12), -theme_.px(10));
  QRect rest = inner.adjusted(0, 2 * line_height() + theme_.px(6), 0, 0);
  const int count = static_cast<int>(plots.size());
  const int columns = rest.width() > 2 * rest.height() ? count : std::min(2, count);
  const int rows = (count + columns - 1) / columns;
  const int gap = theme_.px(16);
  const int gap_below = theme_.px(6);
  const int width = (rest.width() - gap * (columns - 1)) / columns;
  const int height = (rest.height() - gap_below * (rows - 1)) / rows;
  has_axis_titles_ = height >= theme_.px(least_height_for_titles);
  paint_heading(inner.adjusted(0, 0, 0, line_height() - inner.height()));
  paint_legend(inner.adjusted(0, line_height(), 0, 2 * line_height() - inner.height()));
  for (int i = 0; i < count; ++i) {
    const QRect cell(rest.left() + (i % columns) * (width + gap),
                     rest.top() + (i / columns) * (height + gap_below), width, height);
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
  const QString words =
      has_axis_titles_ ? CurvesFigureWords::tr("Curves") : CurvesFigureWords::tr("Curves over steps");
  paint_text(row, theme_.bold(),
             experiment.isEmpty() ? words : QStringLiteral("%1: %2").arg(words, experiment));
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
  int needed = 0;
  for (std::size_t run = 0; run < sight_.snapshot->runs.size(); ++run)
    if (sight_.is_shown(run))
      needed += side + theme_.px(60) +
                metrics.horizontalAdvance(QString::fromStdString(sight_.snapshot->runs[run].name));
  // Without room for the names the letters stand alone; the caption has both.
  const bool has_names = needed - theme_.px(18) <= row.width();
  for (std::size_t run = 0; run < sight_.snapshot->runs.size(); ++run) {
    if (!sight_.is_shown(run)) continue;
    const QString name = has_names ? QString::fromStdString(sight_.snapshot->runs[run].name) : QString();
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

/// As long as there is room for it.
QString Figure::title_of(const CurvesFigurePlot& plot, int width) const {
  const auto fits = [&](const QString& words) {
    return QFontMetrics(theme_.bold()).horizontalAdvance(words) <= width;
  };
  const QString title = topic_title(plot.topic, sight_.layers(), true);
  if (plot.scale != PlotScale::logarithmic)
    return fits(title) ? title : short_topic_title(plot.topic, sight_.layers());
  const QString logarithmic = title + CurvesFigureWords::tr(" (logarithmic)");
  const QString brief = CurvesFigureWords::tr(" (log)");
  if (fits(logarithmic)) return logarithmic;
  return (fits(title + brief) ? title : short_topic_title(plot.topic, sight_.layers())) + brief;
}

void Figure::paint_plot(const QRect& area, const CurvesFigurePlot& plot) {
  const QRect rest = area.adjusted(0, line_height(), 0, 0);
  const std::size_t layers = sight_.layers_with_weights().size();
  const std::size_t shown = layers_with_room(rest.height());
  const bool is_by_layer = plot.topic.kind == CurveKind::flips;
  const QString title = is_by_layer && shown < layers
                            ? CurvesFigureWords::tr("Flipped, %1 of %2 layers").arg(shown).arg(layers)
                            : title_of(plot, area.width());
  paint_text(area.adjusted(0, 0, 0, line_height() - area.height()), theme_.bold(), title);
  if (is_by_layer) return paint_strips(rest, shown);
  PlotContent content = topic_content(seen_curves(sight_, plot.topic), plot.topic, sight_, theme_);
  content.scale = plot.scale;
  if (has_axis_titles_) content.x_title = CurvesFigureWords::tr("step");
  draw(rest, std::move(content));
}

/// A strip is at least as high as the name beside it.
std::size_t Figure::layers_with_room(int height) const {
  const int least = QFontMetrics(theme_.small()).ascent() + theme_.px(2);
  return std::min(sight_.layers_with_weights().size(),
                  static_cast<std::size_t>(std::max(1, (height - axis_height()) / least)));
}

void Figure::paint_strips(const QRect& area, std::size_t count) {
  const auto shown = sight_.layers_with_weights();
  const int layers = static_cast<int>(count);
  const int axis = axis_height();
  const int label = theme_.px(26);
  for (int strip = 0; strip < layers; ++strip) {
    const std::size_t layer = shown[static_cast<std::size_t>(strip)];
    const CurveTopic topic{.kind = CurveKind::flips, .layer = layer};
    PlotContent content = topic_content(seen_curves(sight_, topic), topic, sight_, theme_);
    const bool is_last = strip + 1 == layers;
    content.has_x_labels = is_last;
    if (is_last && has_axis_titles_) content.x_title = CurvesFigureWords::tr("step");
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
