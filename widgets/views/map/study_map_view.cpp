#include "widgets/views/map/study_map_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/compact_combo.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/core_text.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/map/slice_bar.h"
#include "widgets/views/study/study_paint.h"
#include "widgets/views/study/study_text.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QFontMetrics>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp {

namespace {

constexpr int wheel_milliseconds = 450;

QString empty_text() {
  return StudyMapView::tr(
      "Once computed: how well every pair of two settings trains. Choose them and press Run");
}

}  // namespace

StudyMapView::StudyMapView(Focus& focus, QWidget* parent) : StudyView(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Map"));
  make_controls();
  slices_ = new SliceBar(study(), this);
  wheel_rested_.setSingleShot(true);
  wheel_rested_.setInterval(wheel_milliseconds);
  connect(&wheel_rested_, &QTimer::timeout, this, [this] { zoom_to(std::exchange(band_, {})); });
  connect(&study(), &StudyFocus::choice_changed, this, &StudyMapView::show_choice);
  connect(&study(), &StudyFocus::way_changed, this, &StudyMapView::show_way);
  connect(&study(), &StudyFocus::cell_changed, this, qOverload<>(&QWidget::update));
  connect(&study(), &StudyFocus::study_changed, this, [this] {
    hovered_.reset();
    pressed_.reset();
    band_ = {};
    hide_cell_tip();
  });
  show_choice();
  show_way();
}

void StudyMapView::make_controls() {
  QWidget* shelf = title_shelf(*this);
  back_ = new QToolButton(shelf);
  forward_ = new QToolButton(shelf);
  back_->setAccessibleName(tr("Back"));
  back_->setToolTip(tr("<b>Back</b><br>To the previous map"));
  forward_->setAccessibleName(tr("Forward"));
  forward_->setToolTip(tr("<b>Forward</b><br>To the part again"));
  for (QToolButton* button : {back_, forward_}) {
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
  }
  measures_ = new CompactCombo(shelf);
  measures_->setAccessibleName(tr("Measure"));
  for (const Measure& measure : measures()) {
    measures_->addItem(core_text(measure.label));
    measures_->setItemData(measures_->count() - 1, core_text(measure.summary), Qt::ToolTipRole);
  }
  statistics_ = new SegmentedControl({tr("Mean"), tr("Deviation"), tr("Worst"), tr("Diverged")}, shelf);
  statistics_->setAccessibleName(tr("Statistic over seeds"));
  connect(back_, &QToolButton::clicked, &study(), &StudyFocus::ask_back);
  connect(forward_, &QToolButton::clicked, &study(), &StudyFocus::ask_forward);
  connect(measures_, &QComboBox::activated, this,
          [this](int index) { study().choose_measure(static_cast<std::size_t>(index)); });
  connect(statistics_, &SegmentedControl::current_changed, this,
          [this](int index) { study().choose_statistic(static_cast<StudyStatistic>(index)); });
}

QList<QWidget*> StudyMapView::title_controls() {
  return {back_, forward_, measures_, statistics_};
}

void StudyMapView::use_theme() {
  StudyView::use_theme();
  back_->setIcon(quiet_icon(QStringLiteral("previous"), theme()));
  forward_->setIcon(quiet_icon(QStringLiteral("next"), theme()));
  for (QToolButton* button : {back_, forward_}) button->setFixedSize(theme().px(22), theme().px(22));
  constexpr double measure_width = 160;
  measures_->setMinimumWidth(theme().px(measure_width));
}

void StudyMapView::show_choice() {
  measures_->setCurrentIndex(static_cast<int>(study().map().measure));
  statistics_->set_current(static_cast<int>(study().map().statistic));
  measures_->setToolTip(core_text(measures()[study().map().measure].summary));
  const auto& picture = study().picture();
  if (picture && picture->runs() > 1)
    setWindowTitle(
        tr("Map: %1").arg(QString::fromStdString(picture->study().experiment.runs[study().map().run].name)));
  else
    setWindowTitle(tr("Map"));
}

void StudyMapView::show_way() {
  back_->setEnabled(study().has_back());
  forward_->setEnabled(study().has_forward());
}

void StudyMapView::lay_out() {
  const int height = slices_->isHidden() ? 0 : slices_->sizeHint().height();
  slices_->setGeometry(0, this->height() - height, width(), height);
  const QRect outer = rect().adjusted(0, 0, 0, -height);
  cells_ = study_cells_area(outer, study().picture()->study(), study().map(), theme());
}

void StudyMapView::prepare() {
  drawn_ = {};
  maps_ = study().maps();
  if (!maps_) return;
  const Study& shown = study().picture()->study();
  lay_out();
  if (cells_.width() < 10 || cells_.height() < 10) return;
  const double ratio = devicePixelRatioF();
  drawn_ = QPixmap(size() * ratio);
  drawn_.setDevicePixelRatio(ratio);
  drawn_.fill(theme().base);
  QPainter painter(&drawn_);
  QImage cells = study_image(map(), maps_->range, true, cells_.size() * ratio, theme(), theme().zoom * ratio);
  cells.setDevicePixelRatio(ratio);
  painter.drawImage(cells_.topLeft(), cells);
  paint_study_axes(painter, cells_, shown, study().map(), theme());
  const int line = QFontMetrics(theme().small()).height() + theme().px(4);
  const int bottom = slices_->isHidden() ? height() : slices_->y();
  paint_study_legend(
      painter,
      QRect(cells_.left(), bottom - line - theme().px(4), width() - cells_.left() - theme().px(8), line),
      study().map(), maps_->range, theme());
}

QRect StudyMapView::cell_area(std::int64_t column, std::int64_t row) const {
  return study_cell_rect(cells_, map(), column, row);
}

void StudyMapView::paint_marks(QPainter& painter) const {
  painter.setBrush(Qt::NoBrush);
  const Study& shown = study().picture()->study();
  for (const std::int64_t training : study().in_work())
    if (const auto place = place_of(shown.cell_of(training))) {
      const double width = 1.5 * theme().zoom;
      const double half = width / 2;
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(QPen(theme().accent, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
      painter.drawRect(QRectF(cell_area(place->first, place->second)).adjusted(half, half, -half, -half));
      painter.setRenderHint(QPainter::Antialiasing, false);
    }
  if (hovered_) {
    painter.setPen(QPen(theme().accent, theme().px(1)));
    painter.drawRect(cell_area(hovered_->first, hovered_->second).adjusted(0, 0, -1, -1));
  }
  const auto chosen = study().cell() ? place_of(*study().cell()) : std::nullopt;
  if (chosen) {
    const QRect cell = cell_area(chosen->first, chosen->second);
    // Two-coloured, so that the frame is visible on the darkest and on the lightest colours.
    painter.setPen(QPen(theme().base, theme().px(4)));
    painter.drawRect(cell.adjusted(-2, -2, 1, 1));
    painter.setPen(QPen(theme().accent, theme().px(2)));
    painter.drawRect(cell.adjusted(-2, -2, 1, 1));
  }
  if (!band_.isEmpty()) {
    painter.setPen(QPen(theme().base, theme().px(3)));
    painter.drawRect(band_);
    painter.setPen(QPen(theme().accent, theme().px(1), Qt::DashLine));
    painter.drawRect(band_);
  }
}

void StudyMapView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (!has_map()) {
    paint_empty(painter, rect(), theme(), empty_text());
  } else if (!no_value_text().isEmpty()) {
    paint_empty(painter, rect(), theme(), no_value_text());
  } else if (!drawn_.isNull()) {
    painter.drawPixmap(0, 0, drawn_);
    paint_marks(painter);
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void StudyMapView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!has_map()) return paint_empty(painter, area, theme, empty_text());
  if (!no_value_text().isEmpty()) return paint_empty(painter, area, theme, no_value_text());
  const Study& shown = study().picture()->study();
  const auto maps = study().maps();
  painter.fillRect(area, theme.base);
  const int line = QFontMetrics(theme.bold()).height() + theme.px(8);
  const QRect inner = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(10));
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  QString title = QString::fromStdString(shown.name) + QStringLiteral(" · ") +
                  QString::fromStdString(shown.experiment.runs[study().map().run].name);
  for (const std::size_t axis : study().other_axes())
    title += QStringLiteral(" · %1 %2")
                 .arg(axis_title(shown.axes[axis]),
                      axis_value_text(shown.axes[axis], study().map().position[axis]));
  painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignTop,
                   title);
  const QRect rest = inner.adjusted(0, line, 0, 0);
  const QRect cells = study_cells_area(rest, shown, study().map(), theme);
  paint_study_cells(painter, cells, maps->variants[maps->shown].map, maps->range, theme);
  paint_study_axes(painter, cells, shown, study().map(), theme);
  const int legend = QFontMetrics(theme.small()).height() + theme.px(4);
  paint_study_legend(painter,
                     QRect(cells.left(), rest.bottom() - legend, rest.right() - cells.left(), legend),
                     study().map(), maps->range, theme);
}

/// Returns a row for each cell and run with results: the values on the axes, then every statistic of the
/// measure.
ExportWork StudyMapView::table() const {
  if (!has_map()) return {};
  const StudyPicturePointer picture = study().picture();
  const std::size_t measure = study().map().measure;
  return [picture, measure](Progress& progress) {
    const Study& study = picture->study();
    const std::string name = measures()[measure].name;
    std::string header;
    for (const Axis& axis : study.axes) header += axis.name() + ",";
    header += "run,seeds,diverged,failed," + name + "_mean," + name + "_deviation," + name + "_worst";
    TableText table(header, &progress, study.cells() * static_cast<std::int64_t>(picture->runs()));
    for (std::int64_t cell = 0; cell < study.cells(); ++cell)
      for (std::size_t run = 0; run < picture->runs(); ++run) {
        const CellNumbers numbers = picture->numbers(cell, run, measure);
        if (numbers.done + numbers.failed == 0) continue;
        const auto position = study.position_of(cell);
        QByteArray start;
        for (std::size_t axis = 0; axis < position.size(); ++axis)
          start += TableText::start(study.axes[axis].at(position[axis]).label).text;
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        table.row(TableText::Start{start}, study.experiment.runs[run].name, numbers.done, numbers.diverged,
                  numbers.failed, numbers.mean.value_or(none), numbers.deviation.value_or(none),
                  numbers.worst.value_or(none));
      }
    return table.text();
  };
}

ViewEntry study_map_entry() {
  return {
      .name = QStringLiteral("map"),
      .title = StudyMapView::tr("Map"),
      .summary = StudyMapView::tr("A measure of a study over two settings, in colours."),
      .make = [](Focus& focus, QWidget* parent) -> View* { return new StudyMapView(focus, parent); },
      .home = Region::detail,
      .places = {{PerspectiveKind::explore, Region::network, 1}},
      .without_window =
          [](const Snapshot&) { return StudyMapView::tr("it shows a study (see: lfplab study --help)"); }};
}

}  // namespace lfp
