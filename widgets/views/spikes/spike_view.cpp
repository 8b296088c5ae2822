#include "widgets/views/spikes/spike_view.h"

#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_scale.h"
#include "widgets/views/heat/heat_words.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPolygonF>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

std::size_t index_of(const SpikeRecord& record, std::int64_t step, std::int64_t neuron) {
  return static_cast<std::size_t>(step * record.neurons + neuron);
}

}  // namespace

SpikeView::SpikeView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  QWidget* shelf = title_shelf(*this);
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  layers_->setFixedHeight(theme().px(22));
  quantities_ = new SegmentedControl({tr("Spikes"), tr("Potential"), tr("Feedback")}, shelf);
  quantities_->setAccessibleName(tr("Colour by"));
  quantities_->set_segment_tooltip(1, tr("The membrane potential after each time step"));
  quantities_->set_segment_tooltip(2, tr("The feedback that arrives at each time step"));
  connect(layers_, &QComboBox::activated, &focus, &Focus::set_layer);
  connect(quantities_, &SegmentedControl::current_changed, this, qOverload<>(&QWidget::update));
  const auto ask_again = [this] {
    emit interest_changed();
    if (snapshot() && isVisible()) refresh();
  };
  connect(&focus, &Focus::layer_changed, this, ask_again);
  connect(&focus, &Focus::sample_changed, this, ask_again);
}

void SpikeView::set_theme(const Theme& theme) {
  quantities_->set_theme(theme);
  layers_->setFixedHeight(theme.px(22));
  View::set_theme(theme);
}

void SpikeView::add_interest(Interest& interest) const {
  interest.sample = true;
  interest.sample_from_test = focus().sample_from_test();
  interest.sample_index = focus().sample();
  interest.spike_layers.push_back(focus().layer());
}

QList<QWidget*> SpikeView::title_controls() {
  return {layers_, quantities_};
}

SpikeView::Quantity SpikeView::quantity() const {
  return static_cast<Quantity>(std::max(0, quantities_->current()));
}

const SpikeRecord* SpikeView::record(std::size_t run) const {
  if (!snapshot() || run >= snapshot()->runs.size() || !snapshot()->runs[run].sample) return nullptr;
  for (const SpikeRecord& record : snapshot()->runs[run].sample->spikes)
    if (record.layer == focus().layer() && record.neurons > 0 && record.steps > 0 &&
        record.feedback.size() == record.spikes.size())
      return &record;
  return nullptr;
}

bool SpikeView::has_records() const {
  if (!snapshot() || snapshot()->runs.empty()) return false;
  for (std::size_t run = 0; run < snapshot()->runs.size(); ++run)
    if (record(run) == nullptr) return false;
  return true;
}

QString SpikeView::empty_sentence() const {
  if (!snapshot() || snapshot()->runs.empty()) return {};
  const auto& layers = snapshot()->runs.front().layers;
  if (std::ranges::none_of(layers, &LayerSnapshot::is_spiking))
    return tr("Only for spiking networks. Choose the layer kind Spiking dense");
  const auto layer = static_cast<std::size_t>(focus().layer());
  const bool is_spiking = layer < layers.size() && layers[layer].is_spiking;
  return is_spiking ? QString() : tr("This layer does not spike. Choose another one");
}

/// Layers that do not spike are passed over.
void SpikeView::list_choices() {
  list_layers(*layers_, *snapshot());
  auto* items = qobject_cast<QStandardItemModel*>(layers_->model());
  const auto& layers = snapshot()->runs.front().layers;
  for (int layer = 0; layer < layers_->count(); ++layer)
    items->item(layer)->setEnabled(layers[static_cast<std::size_t>(layer)].is_spiking);
  const QSignalBlocker blocker(layers_);
  layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
}

void SpikeView::refresh() {
  if (!snapshot()->runs.empty()) list_choices();
  if (has_records()) neuron_ = std::clamp<std::int64_t>(neuron_, 0, record(0)->neurons - 1);
  update();
}

SpikeView::Places SpikeView::places(const QRect& area, const Theme& theme) const {
  Places result{.runs = shown_runs(*snapshot()), .headings = {}, .rasters = {}, .curves = {}};
  const auto runs = static_cast<int>(result.runs.size());
  const int gap = theme.px(16);
  const QRect inside = area.adjusted(theme.px(10), theme.px(4), -theme.px(10), -theme.px(6));
  const int heading = theme.px(24);
  const int curve = std::clamp(inside.height() * 3 / 10, theme.px(40), theme.px(120));
  for (int run = 0; run < runs; ++run) {
    const int left = inside.left() + (inside.width() + gap) * run / runs;
    const int right = inside.left() + (inside.width() + gap) * (run + 1) / runs - gap;
    result.headings.emplace_back(left, inside.top(), right - left, heading);
    const int bottom = inside.bottom() - curve - theme.px(20);
    result.rasters.emplace_back(left, inside.top() + heading, right - left,
                                std::max(1, bottom - inside.top() - heading));
    result.curves.emplace_back(left, inside.bottom() - curve, right - left, curve);
  }
  return result;
}

QRect SpikeView::raster_area(std::size_t run) const {
  if (!has_records()) return {};
  const Places shown = places(rect(), theme());
  const auto column = std::ranges::find(shown.runs, run);
  return column == shown.runs.end() ? QRect()
                                    : shown.rasters[static_cast<std::size_t>(column - shown.runs.begin())];
}

void SpikeView::runs_chosen() {
  hide_cell_tip();
  range_.reset();
  update();
}

/// Spikes themselves have no sign, unless they are subtracted.
bool SpikeView::is_signed() const {
  return quantity() != Quantity::spikes || shows_difference(*snapshot());
}

float SpikeView::wanted_range() const {
  std::vector<float> all;
  for (const std::size_t run : shown_runs(*snapshot())) {
    const Table table = values_of(run);
    all.insert(all.end(), table.values.begin(), table.values.end());
  }
  return symmetric_range(all);
}

/// Of spikes none.
float SpikeView::follow(HeatRange& range) const {
  if (quantity() == Quantity::spikes) return 0.0F;
  const bool is_feedback = quantity() == Quantity::feedback;
  return range.follow(is_feedback ? QStringLiteral("feedback in time") : QStringLiteral("potential"),
                      snapshot()->running, [this] { return wanted_range(); });
}

/// [neurons x steps] of a run; of the difference A's less B's.
Table SpikeView::values_of(std::size_t run) const {
  const SpikeRecord& own = *record(run);
  Table table{.rows = own.neurons, .columns = own.steps, .values = {}};
  const auto value = [this](const SpikeRecord& of, std::size_t at) {
    if (quantity() == Quantity::spikes) return static_cast<float>(of.spikes[at]);
    return quantity() == Quantity::feedback ? of.feedback[at] : of.membrane[at];
  };
  for (std::int64_t neuron = 0; neuron < own.neurons; ++neuron)
    for (std::int64_t step = 0; step < own.steps; ++step)
      table.values.push_back(value(own, index_of(own, step, neuron)));
  if (!shows_difference(*snapshot())) return table;
  const SpikeRecord& other = *record(1);
  auto target = table.values.begin();
  for (std::int64_t neuron = 0; neuron < own.neurons; ++neuron)
    for (std::int64_t step = 0; step < own.steps; ++step, ++target)
      *target -= value(other, index_of(other, step, neuron));
  return table;
}

/// A pixel for each step (across) and neuron (down), or where there are more neurons than `rows` for their
/// mean; of spikes the root of their part, so that single ones are seen.
QImage SpikeView::image_of(std::size_t run, int rows, float range, const Theme& theme) const {
  Table table = values_of(run);
  table = shrunk(table, std::max(1, rows), table.columns);
  if (is_signed()) return heat_image(table, HeatScale::for_signed(theme, range > 0.0F ? range : 1.0F));
  QImage image(static_cast<int>(table.columns), static_cast<int>(table.rows), QImage::Format_RGB32);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      image.setPixel(x, y,
                     blended(theme.text, theme.alternate_base,
                             std::sqrt(std::min(1.0, static_cast<double>(table.at(y, x)))))
                         .rgb());
  return image;
}

void SpikeView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (has_records()) {
    paint_all(painter, rect(), theme(), range_, false);
  } else {
    paint_empty(painter, rect(), theme(), empty_sentence());
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void SpikeView::paint_heading(QPainter& painter, const QRect& heading, std::size_t run, float range,
                              const Theme& theme) const {
  const SpikeRecord& own = *record(run);
  std::int64_t spikes = 0;
  for (const std::uint8_t spike : own.spikes) spikes += spike;
  const bool is_difference = shows_difference(*snapshot());
  const int side = theme.px(18);
  QRect words = heading;
  QString short_text = tr("A − B");
  if (!is_difference) {
    paint_badge(painter, QRect(heading.left(), heading.top() + theme.px(2), side, side),
                static_cast<int>(run), theme);
    words.setLeft(heading.left() + side + theme.px(8));
    short_text = tr("%1 spikes").arg(count_text(spikes));
  }
  const QString text =
      tr("%1 · %2 neurons × %3 steps").arg(short_text, count_text(own.neurons), count_text(own.steps));
  constexpr int bar = 60;
  const int scale = signed_scale_width(theme, bar) + theme.px(8);
  const QFontMetrics metrics(theme.body());
  if (range > 0.0F && metrics.horizontalAdvance(short_text) + scale <= words.width()) {
    words.setRight(words.right() - scale);
    paint_signed_scale(painter, QRect(words.right() + theme.px(8), heading.top(), scale, heading.height()),
                       range, theme, bar);
  }
  painter.setFont(theme.body());
  painter.setPen(theme.text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.horizontalAdvance(text) > words.width() ? short_text : text);
}

void SpikeView::paint_all(QPainter& painter, const QRect& area, const Theme& theme, HeatRange& range,
                          bool is_figure) const {
  const Places shown = places(area, theme);
  const float reach = follow(range);
  for (std::size_t column = 0; column < shown.rasters.size(); ++column) {
    const std::size_t run = shown.runs[column];
    const SpikeRecord& own = *record(run);
    paint_heading(painter, shown.headings[column], run, reach, theme);
    const QRect& raster = shown.rasters[column];
    const QImage image = image_of(run, raster.height(), reach, theme);
    painter.drawImage(raster, is_figure ? with_sharp_cells(image, raster.size()) : image);
    painter.setPen(theme.separator);
    painter.drawRect(raster.adjusted(0, 0, -1, -1));
    const double row = static_cast<double>(raster.height()) / static_cast<double>(own.neurons);
    const QRectF chosen(raster.left(), raster.top() + static_cast<double>(neuron_) * row, raster.width(),
                        std::max(row, 2.0));
    painter.setPen(QPen(theme.text, theme.px(1)));
    painter.drawRect(chosen.adjusted(0, 0, -1, 0));
    painter.fillRect(QRectF(raster.left() - theme.px(5), chosen.top(), theme.px(4), chosen.height()),
                     theme.accent);
    paint_curve(painter, shown.curves[column], run, theme);
  }
}

/// The chosen neuron's potential, its threshold, and its spikes as marks above.
void SpikeView::paint_curve(QPainter& painter, const QRect& area, std::size_t run, const Theme& theme) const {
  const SpikeRecord& own = *record(run);
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  const QRect title(area.left(), area.top() - theme.px(18), area.width(), theme.px(17));
  painter.drawText(
      title, Qt::AlignLeft | Qt::AlignVCenter,
      painter.fontMetrics().elidedText(tr("Neuron %1 · threshold %2")
                                           .arg(neuron_ + 1)
                                           .arg(number_text(static_cast<double>(own.threshold), 2)),
                                       Qt::ElideRight, title.width()));
  // One scale for all runs, with the threshold in sight.
  double low = 0.0;
  double high = 1.1 * static_cast<double>(own.threshold);
  for (std::size_t other = 0; other < snapshot()->runs.size(); ++other) {
    for (std::int64_t step = 0; step < record(other)->steps; ++step) {
      const auto value =
          static_cast<double>(record(other)->membrane[index_of(*record(other), step, neuron_)]);
      low = std::min(low, value);
      high = std::max(high, 1.05 * value);
    }
  }
  const auto y_of = [&](double value) {
    return area.bottom() - (value - low) / (high - low) * (area.height() - 2);
  };
  painter.fillRect(QRectF(area.left(), y_of(0.0), area.width(), 1), theme.grid_line);
  painter.setPen(QPen(theme.muted_text, 1, Qt::DashLine));
  const double threshold = y_of(static_cast<double>(own.threshold));
  painter.drawLine(QPointF(area.left(), threshold), QPointF(area.right(), threshold));
  // Potentials say more beside each other than subtracted.
  if (shows_difference(*snapshot())) paint_potential(painter, area, 1, low, high, theme);
  paint_potential(painter, area, run, low, high, theme);
}

void SpikeView::paint_potential(QPainter& painter, const QRectF& area, std::size_t run, double low,
                                double high, const Theme& theme) const {
  const SpikeRecord& own = *record(run);
  const double width = area.width() / static_cast<double>(own.steps);
  QPolygonF line;
  for (std::int64_t step = 0; step < own.steps; ++step) {
    const double x = area.left() + (static_cast<double>(step) + 0.5) * width;
    const std::size_t at = index_of(own, step, neuron_);
    const double part = (static_cast<double>(own.membrane[at]) - low) / (high - low);
    line << QPointF(x, area.bottom() - 1 - part * (area.height() - 3));
    if (own.spikes[at] != 0)
      painter.fillRect(QRectF(x - 1, area.top(), theme.px(2), theme.px(7)), theme.text);
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(run_line_pen(static_cast<int>(run), theme));
  painter.drawPolyline(line);
  painter.restore();
}

std::optional<SpikeView::Cell> SpikeView::cell_at(const QPoint& point) const {
  if (!has_records()) return std::nullopt;
  const Places shown = places(rect(), theme());
  for (std::size_t column = 0; column < shown.rasters.size(); ++column) {
    const std::size_t run = shown.runs[column];
    const QRect& raster = shown.rasters[column];
    const SpikeRecord& own = *record(run);
    if (raster.contains(point))
      return Cell{run, (point.y() - raster.top()) * own.neurons / raster.height(),
                  (point.x() - raster.left()) * own.steps / raster.width()};
    if (shown.curves[column].contains(point))
      return Cell{run, neuron_, (point.x() - raster.left()) * own.steps / raster.width()};
  }
  return std::nullopt;
}

void SpikeView::choose_neuron(std::int64_t neuron) {
  if (!has_records()) return;
  neuron_ = std::clamp<std::int64_t>(neuron, 0, record(0)->neurons - 1);
  update();
}

void SpikeView::mousePressEvent(QMouseEvent* event) {
  const auto cell = cell_at(event->position().toPoint());
  if (cell && event->button() == Qt::LeftButton) choose_neuron(cell->neuron);
}

void SpikeView::mouseMoveEvent(QMouseEvent* event) {
  const auto cell = cell_at(event->position().toPoint());
  if (!cell) return hide_cell_tip();
  const bool is_difference = shows_difference(*snapshot());
  const QString step = tr("time step %1").arg(cell->step + 1);
  QStringList lines;
  if (is_difference) lines << step;
  for (std::size_t run = cell->run; run < (is_difference ? 2 : cell->run + 1); ++run) {
    const SpikeRecord& own = *record(run);
    const std::size_t at = index_of(own, cell->step, cell->neuron);
    const QString start = is_difference ? run_letter(static_cast<int>(run)) : step;
    lines << QStringLiteral("%1: %2").arg(start, own.spikes[at] != 0 ? tr("a spike") : tr("no spike"))
          << tr("potential %1").arg(number_text(static_cast<double>(own.membrane[at])))
          << tr("feedback %1").arg(signed_text(static_cast<double>(own.feedback[at])));
  }
  const QString letters = is_difference ? tr("A − B") : run_letter(static_cast<int>(cell->run));
  show_cell_tip(*this, QRect(event->position().toPoint(), QSize(10, 10)),
                QStringLiteral("%1 · %2").arg(
                    letters, neuron_title(snapshot()->runs[cell->run], focus().layer(), cell->neuron)),
                lines);
}

void SpikeView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void SpikeView::keyPressEvent(QKeyEvent* event) {
  const int digit = event->key() - Qt::Key_1;
  if (digit >= 0 && digit < std::min(9, layers_->count())) {
    focus().set_layer(digit);
  } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
    choose_neuron(neuron_ + (event->key() == Qt::Key_Up ? -1 : 1));
  } else if (!(hasFocus() && has_records() && choose_runs_by_key(event->key(), *snapshot()))) {
    View::keyPressEvent(event);
  }
}

void SpikeView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (!has_records()) return paint_empty(painter, area, theme, empty_sentence());
  const int line = QFontMetrics(theme.bold()).height() + theme.px(6);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const QString layer = layer_title(snapshot()->runs.front(), focus().layer());
  const QString titles[] = {tr("%1: spikes"), tr("%1: membrane potential"), tr("%1: feedback through time")};
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   titles[static_cast<std::size_t>(quantity())].arg(layer));
  HeatRange range;
  range.copy_for_figure(range_);
  paint_all(painter, area.adjusted(0, line, 0, 0), theme, range, true);
}

ExportWork SpikeView::table() const {
  if (!has_records()) return {};
  const bool is_difference = shows_difference(*snapshot());
  TableText table("run,layer,neuron,time_step,spike,potential,feedback");
  for (const std::size_t run : shown_runs(*snapshot())) {
    const SpikeRecord& own = *record(run);
    const SpikeRecord* other = is_difference ? record(1) : nullptr;
    const QString name = is_difference ? tr("A − B") : QString::fromStdString(snapshot()->runs[run].name);
    for (std::int64_t neuron = 0; neuron < own.neurons; ++neuron) {
      const auto start = TableText::start(name, own.layer + 1, neuron + 1);
      for (std::int64_t step = 0; step < own.steps; ++step) {
        const std::size_t at = index_of(own, step, neuron);
        if (other != nullptr)
          table.row(start, step + 1, own.spikes[at] - other->spikes[at],
                    own.membrane[at] - other->membrane[at], own.feedback[at] - other->feedback[at]);
        else
          table.row(start, step + 1, own.spikes[at], own.membrane[at], own.feedback[at]);
      }
    }
  }
  return table.finished();
}

ViewEntry spike_view_entry() {
  return {.name = QStringLiteral("spikes"),
          .object_name = QStringLiteral("dock.spikes"),
          .title = SpikeView::tr("Spikes"),
          .summary = SpikeView::tr("Which neurons spike when, their potential and feedback through time"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new SpikeView(focus, parent); }};
}

}  // namespace lfp
