#include "widgets/views/spikes/spike_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <algorithm>

namespace lfp {

SpikeView::SpikeView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &SpikeView::runs_chosen);
  QWidget* shelf = title_shelf(*this);
  layers_ = new QComboBox(shelf);
  layers_->setAccessibleName(tr("Layer"));
  quantities_ = new SegmentedControl({tr("Spikes"), tr("Potential"), tr("Feedback")}, shelf);
  quantities_->setAccessibleName(tr("Colour by"));
  quantities_->set_segment_tooltip(1, tr("The membrane potential after each time step"));
  quantities_->set_segment_tooltip(2, tr("The feedback that arrives at each time step"));
  connect(layers_, &QComboBox::activated, &focus, &Focus::set_layer);
  connect(quantities_, &SegmentedControl::current_changed, this, qOverload<>(&QWidget::update));
  const auto ask_again = [this] {
    if (snapshot() && isVisible()) refresh();
  };
  connect(&focus, &Focus::layer_changed, this, ask_again);
  connect(&focus, &Focus::sample_changed, this, ask_again);
}

void SpikeView::add_interest(Interest& interest) const {
  interest.sample = true;
  focus().name_sample(interest);
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

/// Layers that do not spike are skipped.
void SpikeView::list_choices() {
  list_layers(*layers_, *snapshot());
  auto* items = qobject_cast<QStandardItemModel*>(layers_->model());
  const auto& layers = snapshot()->runs.front().layers;
  for (int layer = 0; layer < layers_->count(); ++layer) {
    const bool is_shown = layers[static_cast<std::size_t>(layer)].is_spiking;
    items->item(layer)->setEnabled(is_shown);
    items->item(layer)->setToolTip(is_shown ? QString() : tr("This layer does not spike"));
  }
  const QSignalBlocker blocker(layers_);
  layers_->setCurrentIndex(focus().layer() < layers_->count() ? focus().layer() : -1);
}

void SpikeView::refresh() {
  if (!snapshot()->runs.empty()) list_choices();
  if (has_records()) neuron_ = std::clamp<std::int64_t>(neuron_, 0, record(0)->neurons - 1);
  update();
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
  const bool is_difference = runs_.is_difference();
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

/// In a convolution every place of a channel is a neuron.
QString SpikeView::neuron_words(const Cell& cell) const {
  const int layer = focus().layer();
  const auto units = snapshot()->runs[cell.run].layers[static_cast<std::size_t>(layer)].units;
  return units == record(cell.run)->neurons ? unit_title(*snapshot(), layer, cell.neuron)
                                            : neuron_title(layer, cell.neuron);
}

void SpikeView::mouseMoveEvent(QMouseEvent* event) {
  const auto cell = cell_at(event->position().toPoint());
  if (!cell) return hide_cell_tip();
  const bool is_difference = runs_.is_difference();
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
                QStringLiteral("%1 · %2").arg(letters, neuron_words(*cell)), lines);
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
  } else if (!(hasFocus() && has_records() && runs_.choose_by_key(event->key()))) {
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
  const bool is_difference = runs_.is_difference();
  TableText table("run,layer,neuron,time_step,spike,potential,feedback");
  for (const std::size_t run : runs_.shown()) {
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
          .title = SpikeView::tr("Spikes"),
          .summary = SpikeView::tr("Which neurons spike when, their potential and feedback through time"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new SpikeView(focus, parent); },
          .places = {{PerspectiveKind::train, Region::detail, 3}},
          .shows = [](const DataTraits& traits) { return traits.have_spikes; },
          .needs = SpikeView::tr("Needs a layer that spikes"),
          .is_about = [](const LayerSnapshot& layer) { return layer.is_spiking; },
          .pin = Pinnable::layer};
}

}  // namespace lfp
