#include "widgets/views/rules/study_rules_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/elided_label.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/style/sentence.h"
#include "widgets/views/study/study_paint.h"
#include "widgets/views/study/study_text.h"
#include "widgets/views/view_entry.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double widest_map = 640;
constexpr double narrowest_map = 150;
constexpr double shape = 0.74;  // ratio of height to width of a map's cells
constexpr int wheel_pixels = 60;
constexpr double heading_gap = 8;

QString progress_text(const StudyMap& map) {
  const auto cells = static_cast<double>(map.columns * map.rows);
  if (map.computed == 0) return StudyRulesView::tr("waiting");
  if (std::ranges::count(map.cells, StudyMap::Cell::failed) == map.columns * map.rows)
    return StudyRulesView::tr("impossible");
  if (map.computed < map.columns * map.rows)
    return StudyRulesView::tr("%1 computed").arg(percent_text(static_cast<double>(map.computed) / cells, 0));
  return StudyRulesView::tr("%1 diverged").arg(percent_text(static_cast<double>(map.diverged) / cells, 0));
}

QString footer_text() {
  return StudyRulesView::tr("Same axes, one colour scale. Click a map to enlarge it.");
}

}  // namespace

QRect StudyRulesView::Grid::place(std::size_t at) const {
  const int column = static_cast<int>(at) % columns;
  const int row = static_cast<int>(at) / columns;
  return {left + column * (width + gap), top + row * (height + gap), width, height};
}

QRect StudyRulesView::Grid::cells(std::size_t at) const {
  return place(at).adjusted(0, heading, 0, 0);
}

StudyRulesView::StudyRulesView(Focus& focus, QWidget* parent) : StudyView(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Rules side by side"));
}

/// Chooses how many maps side by side make them largest; if they get too small, the rows scroll.
StudyRulesView::Grid StudyRulesView::grid(const QRect& area, std::size_t count, const Theme& theme,
                                          bool scrolls) const {
  Grid best;
  const int heading = QFontMetrics(theme.bold()).height() + theme.px(5);
  const int gap = theme.px(14);
  const QRect inner = area.adjusted(theme.px(12), theme.px(8), -theme.px(12),
                                    -theme.px(10) - QFontMetrics(theme.small()).height());
  for (int columns = 1; columns <= static_cast<int>(count); ++columns) {
    const int rows = (static_cast<int>(count) + columns - 1) / columns;
    int width = std::min((inner.width() - (columns - 1) * gap) / columns, theme.px(widest_map));
    const int room = (inner.height() - (rows - 1) * gap) / rows - heading;
    const int by_height = static_cast<int>(room / shape);
    const bool is_cut = by_height < width;
    if (is_cut && scrolls)
      width = std::max(by_height, std::min(width, theme.px(narrowest_map)));
    else if (is_cut)
      width = std::max(by_height, 10);
    if (columns > 1 && width <= best.width) continue;
    best = {.columns = columns,
            .width = width,
            .height = static_cast<int>(std::lround(width * shape)) + heading,
            .top = inner.top(),
            .left = inner.left(),
            .gap = gap,
            .heading = heading,
            .room = inner.width()};
  }
  return best;
}

/// With a single run, the maps differ in the value of the third axis instead.
QString StudyRulesView::title() const {
  const auto others = study().other_axes();
  if (!maps_ || others.empty() || study().picture()->runs() > 1) return tr("Rules side by side");
  const QString name = axis_title(study().picture()->study().axes[others.front()]);
  return tr("%1 side by side").arg(as_sentence(name));
}

void StudyRulesView::prepare() {
  drawn_ = {};
  maps_ = study().maps();
  setWindowTitle(title());
  if (!maps_ || width() < 40 || height() < 40) return;
  grid_ = grid(rect(), maps_->variants.size(), theme(), true);
  const QStringList all_titles = titles(*maps_, grid_, theme());
  const int bottom = grid_.place(maps_->variants.size() - 1).bottom() + theme().px(12);
  const double ratio = devicePixelRatioF();
  drawn_ = QPixmap(QSize(width(), bottom) * ratio);
  drawn_.setDevicePixelRatio(ratio);
  drawn_.fill(theme().base);
  QPainter painter(&drawn_);
  for (std::size_t at = 0; at < maps_->variants.size(); ++at) {
    const StudyVariant& variant = maps_->variants[at];
    const QRect cells = grid_.cells(at);
    paint_heading(painter, grid_.heading_of(at, variant, theme()), all_titles[static_cast<qsizetype>(at)],
                  progress_text(variant.map), theme());
    QImage image =
        study_image(variant.map, maps_->range, false, cells.size() * ratio, theme(), theme().zoom * ratio);
    image.setDevicePixelRatio(ratio);
    painter.drawImage(cells.topLeft(), image);
    painter.setPen(theme().separator);
    painter.drawRect(cells.adjusted(-1, -1, 0, 0));
  }
  scroll_by(0);
}

/// Above the map; in a single column it can be wider.
QRect StudyRulesView::Grid::heading_of(std::size_t at, const StudyVariant& variant,
                                       const Theme& theme) const {
  QRect line = place(at);
  line.setHeight(heading);
  const int wanted = QFontMetrics(theme.bold()).horizontalAdvance(variant.title) +
                     QFontMetrics(theme.small()).horizontalAdvance(progress_text(variant.map)) +
                     theme.px(heading_gap);
  if (columns == 1) line.setWidth(std::clamp(wanted, width, std::max(width, room)));
  return line;
}

/// The titles of all maps. If one of them is too long, all go without the name of the third axis, which the
/// view's title or the map beside it shows too.
QStringList StudyRulesView::titles(const StudyMaps& maps, const Grid& grid, const Theme& theme) const {
  const QFontMetrics bold(theme.bold());
  bool is_too_long = false;
  QStringList titles;
  for (std::size_t at = 0; at < maps.variants.size(); ++at) {
    const StudyVariant& variant = maps.variants[at];
    const int beside = QFontMetrics(theme.small()).horizontalAdvance(progress_text(variant.map));
    const int room = grid.heading_of(at, variant, theme).width() - beside - theme.px(heading_gap);
    is_too_long = is_too_long || bold.horizontalAdvance(variant.title) > room;
    titles << variant.title;
  }
  if (const auto others = study().other_axes(); is_too_long && !others.empty())
    titles.replaceInStrings(axis_title(study().picture()->study().axes[others.front()]) + QLatin1Char(' '),
                            QString());
  return titles;
}

/// If the title is too long, the words beside it go.
void StudyRulesView::paint_heading(QPainter& painter, const QRect& line, const QString& title,
                                   const QString& progress, const Theme& theme) const {
  const QFontMetrics bold(theme.bold());
  const int room =
      line.width() - QFontMetrics(theme.small()).horizontalAdvance(progress) - theme.px(heading_gap);
  const bool has_progress = bold.horizontalAdvance(title) <= room;
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  if (has_progress) painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, progress);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   fitting_words(title, bold, has_progress ? room : line.width()));
}

QRect StudyRulesView::map_area(std::size_t variant) const {
  return grid_.place(variant).translated(0, -scrolled_);
}

void StudyRulesView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (!maps_) {
    paint_empty(painter, rect(), theme(),
                tr("Once computed: the map of every run, or of every value of a third setting"));
  } else if (!no_value_text().isEmpty()) {
    paint_empty(painter, rect(), theme(), no_value_text());
  } else if (!drawn_.isNull()) {
    painter.drawPixmap(0, -scrolled_, drawn_);
    if (maps_->variants.size() > 1) {
      const int margin = theme().px(6);
      painter.setPen(QPen(theme().accent, theme().px(2)));
      painter.setRenderHint(QPainter::Antialiasing);
      painter.drawRoundedRect(map_area(maps_->shown).adjusted(-margin, -margin / 2, margin, margin),
                              theme().px(4), theme().px(4));
    }
    const QRect footer(0, height() - QFontMetrics(theme().small()).height() - theme().px(6), width(),
                       QFontMetrics(theme().small()).height() + theme().px(6));
    painter.fillRect(footer, theme().base);
    painter.setFont(theme().small());
    painter.setPen(theme().muted_text);
    painter.drawText(
        footer.adjusted(theme().px(12), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(theme().small()).elidedText(footer_text(), Qt::ElideRight, width() - theme().px(24)));
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

std::optional<std::size_t> StudyRulesView::variant_at(const QPointF& position) const {
  for (std::size_t at = 0; maps_ && at < maps_->variants.size(); ++at)
    if (map_area(at).contains(position.toPoint())) return at;
  return std::nullopt;
}

void StudyRulesView::choose(std::size_t variant) {
  const std::shared_ptr<const StudyMaps> maps = maps_;
  const StudyVariant& chosen = maps->variants[variant];
  if (chosen.index) study().choose_slice(study().other_axes().front(), *chosen.index);
  study().choose_run(chosen.run);
  // Scrolls until the map is fully visible.
  const QRect place = map_area(variant);
  if (place.top() < 0) scroll_by(place.top());
  if (place.bottom() > height()) scroll_by(place.bottom() - height() + theme().px(30));
}

void StudyRulesView::scroll_by(int pixels) {
  const int whole = static_cast<int>(drawn_.height() / devicePixelRatioF());
  const int footer = QFontMetrics(theme().small()).height() + theme().px(10);
  scrolled_ = std::clamp(scrolled_ + pixels, 0, std::max(0, whole + footer - height()));
  update();
}

void StudyRulesView::mousePressEvent(QMouseEvent* event) {
  if (const auto variant = variant_at(event->position())) return choose(*variant);
  View::mousePressEvent(event);
}

void StudyRulesView::mouseMoveEvent(QMouseEvent* event) {
  const auto at = variant_at(event->position());
  const QRect cells = at ? grid_.cells(*at).translated(0, -scrolled_) : QRect();
  if (!at || !cells.contains(event->position().toPoint())) return hide_cell_tip();
  const StudyMap& map = maps_->variants[*at].map;
  const auto column =
      std::clamp<std::int64_t>(static_cast<std::int64_t>((event->position().x() - cells.left()) /
                                                         cells.width() * static_cast<double>(map.columns)),
                               0, map.columns - 1);
  const auto row =
      std::clamp<std::int64_t>(static_cast<std::int64_t>((cells.bottom() + 1 - event->position().y()) /
                                                         cells.height() * static_cast<double>(map.rows)),
                               0, map.rows - 1);
  StudyMapChoice choice = study().map();
  choice.run = maps_->variants[*at].run;
  if (maps_->variants[*at].index) choice.position[study().other_axes().front()] = *maps_->variants[*at].index;
  const StudyPicture& picture = *study().picture();
  const std::int64_t cell = study_cell(picture.study(), choice, column, row);
  show_cell_tip(*this, study_cell_rect(cells, map, column, row), cell_title(picture.study(), cell),
                cell_lines(picture, choice, cell));
}

void StudyRulesView::wheelEvent(QWheelEvent* event) {
  hide_cell_tip();
  scroll_by(-event->angleDelta().y() * wheel_pixels / 120);
}

void StudyRulesView::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Left    ? -1
                   : event->key() == Qt::Key_Right ? 1
                   : event->key() == Qt::Key_Up    ? -grid_.columns
                   : event->key() == Qt::Key_Down  ? grid_.columns
                                                   : 0;
  if (step == 0 || !maps_) return View::keyPressEvent(event);
  const auto to = static_cast<std::int64_t>(maps_->shown) + step;
  if (to >= 0 && to < static_cast<std::int64_t>(maps_->variants.size())) choose(static_cast<std::size_t>(to));
}

void StudyRulesView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void StudyRulesView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  const auto maps = study().maps();
  if (!maps)
    return paint_empty(painter, area, theme,
                       tr("Once computed: the map of every run, or of every value of a third setting"));
  if (!no_value_text().isEmpty()) return paint_empty(painter, area, theme, no_value_text());
  painter.fillRect(area, theme.base);
  const Study& shown = study().picture()->study();
  const QRect inner = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(10));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(6);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  QString title =
      QString::fromStdString(shown.name) + QStringLiteral(" · ") + axis_title(shown.axes[study().map().x]);
  if (study().map().y) title += QStringLiteral(" × ") + axis_title(shown.axes[*study().map().y]);
  painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignTop,
                   title);
  const int legend = QFontMetrics(theme.small()).height() + theme.px(4);
  const Grid places = grid(inner.adjusted(0, line, 0, -legend), maps->variants.size(), theme, false);
  const QStringList all_titles = titles(*maps, places, theme);
  for (std::size_t at = 0; at < maps->variants.size(); ++at) {
    const StudyVariant& variant = maps->variants[at];
    paint_heading(painter, places.heading_of(at, variant, theme), all_titles[static_cast<qsizetype>(at)],
                  progress_text(variant.map), theme);
    paint_study_cells(painter, places.cells(at), maps->variants[at].map, maps->range, theme);
    painter.setPen(theme.separator);
    painter.drawRect(places.cells(at).adjusted(-1, -1, 0, 0));
  }
  paint_study_legend(painter, QRect(inner.left(), inner.bottom() - legend, inner.width(), legend),
                     study().map(), maps->range, theme);
}

ViewEntry study_rules_entry() {
  return {
      .name = QStringLiteral("rules"),
      .title = StudyRulesView::tr("Rules side by side"),
      .summary =
          StudyRulesView::tr("The maps of all runs, or of all values of a third setting, in one scale."),
      .make = [](Focus& focus, QWidget* parent) -> View* { return new StudyRulesView(focus, parent); },
      .home = Region::detail,
      .places = {{PerspectiveKind::explore, Region::data, 1}},
      .without_window =
          [](const Snapshot&) { return StudyRulesView::tr("it shows a study (see: lfplab study --help)"); }};
}

}  // namespace lfp
