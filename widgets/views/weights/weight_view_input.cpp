#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/term_field.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/layer_names.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/weights/weight_view.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr double zoom_per_notch = 1.25;

}  // namespace

void WeightView::set_zoom(const MatrixZoom& zoom) {
  const bool was_averaged = picture_.layout().cell() < 1.0;
  zoom_ = zoom;
  refresh();
  if (was_averaged || picture_.layout().cell() < 1.0) show_again();
}

void WeightView::wheelEvent(QWheelEvent* event) {
  const std::optional<std::size_t> pane = picture_.layout().pane_at(event->position());
  if (!pane) return;
  const double factor = std::pow(zoom_per_notch, event->angleDelta().y() / 120.0);
  set_zoom(picture_.layout().zoomed(zoom_, *pane, event->position(), factor));
  event->accept();
}

void WeightView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || picture_.is_empty()) return;
  pressed_ = event->position();
  if (zoom_.factor <= 1.0) return;
  drag_ = event->position();
  hide_cell_tip();
  setCursor(Qt::ClosedHandCursor);
}

void WeightView::mouseMoveEvent(QMouseEvent* event) {
  if (picture_.is_empty()) return;
  if (drag_) {
    const QPointF by = event->position() - *drag_;
    drag_ = event->position();
    set_zoom(picture_.layout().dragged(zoom_, by));
    return;
  }
  const std::optional<std::size_t> pane = picture_.layout().pane_at(event->position());
  const auto cell = pane ? picture_.layout().cell_at(*pane, event->position()) : std::nullopt;
  if (!cell) {
    drop_mark();
  } else {
    show_tip(*pane, *cell);
  }
}

void WeightView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  drag_.reset();
  unsetCursor();
  if ((event->position() - pressed_).manhattanLength() < QApplication::startDragDistance())
    choose_cell(event->position());
}

/// A weight or bias that is clicked is looked at closely.
void WeightView::choose_cell(const QPointF& place) {
  if (picture_.is_empty()) return;
  const std::optional<std::size_t> pane = picture_.layout().pane_at(place);
  const auto cell = pane ? picture_.layout().cell_at(*pane, place) : std::nullopt;
  if (cell) focus().set_item(item_at(*pane, *cell), picture_.run(*pane));
}

std::optional<InspectedItem> WeightView::item_at(std::size_t pane, const WeightCell& cell) const {
  const bool is_bias = cell.input == picture_.weights(pane).weight.columns;
  return InspectedItem{.layer = focus().layer(), .unit = cell.unit, .input = is_bias ? -1 : cell.input};
}

/// Where weights are numbers in a table, a double click is for typing one; elsewhere it shows all of them.
void WeightView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (picture_.is_empty()) return;
  const std::optional<std::size_t> pane = picture_.layout().pane_at(event->position());
  const auto cell = pane ? picture_.layout().cell_at(*pane, event->position()) : std::nullopt;
  if (!cell || !edit_cell(*pane, *cell)) set_zoom({});
}

bool WeightView::edit_cell(std::size_t pane, const WeightCell& cell) {
  const bool are_weights = quantity() == WeightQuantity::weights && picture_.has_numbers();
  if (!are_weights || picture_.is_difference() || snapshot()->running) return false;
  if (editor_ == nullptr) {
    editor_ = new TermField(this);
    editor_->setAccessibleName(tr("Weight"));
    editor_->setObjectName(QStringLiteral("weights.editor"));
    connect(editor_, &TermField::value_edited, this, [this](double value) {
      if (edited_)
        emit command_issued(
            command::SetParameter{.run = edited_run_, .edit = {.parameter = *edited_, .value = value}});
    });
    connect(editor_, &QLineEdit::editingFinished, this, &WeightView::end_editing);
  }
  const LayerWeights& weights = picture_.weights(pane);
  edited_ = item_at(pane, cell);
  edited_run_ = picture_.run(pane);
  editor_->set_theme(theme());
  editor_->set_value(static_cast<double>(cell.input == weights.weight.columns
                                             ? weights.bias[static_cast<std::size_t>(cell.unit)]
                                             : weights.weight.at(cell.unit, cell.input)));
  const QPoint middle = picture_.layout().area_of(pane, cell).center().toPoint();
  editor_->move(std::clamp(middle.x() - editor_->width() / 2, 0, std::max(0, width() - editor_->width())),
                middle.y() - editor_->height() / 2);
  hide_cell_tip();
  editor_->show();
  editor_->setFocus();
  editor_->selectAll();
  return true;
}

void WeightView::end_editing() {
  if (editor_->isVisible()) editor_->hide();
  edited_.reset();
}

void WeightView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  drop_mark();
}

void WeightView::drop_mark() {
  hide_cell_tip();
  if (!marked_) return;
  marked_.reset();
  update();
}

void WeightView::show_tip(std::size_t pane, const WeightCell& cell) {
  marked_ = cell;
  marked_pane_ = pane;
  update();
  if (picture_.is_difference()) return show_difference_tip(cell);
  const LayerWeights& weights = picture_.weights(pane);
  const bool is_bias = cell.input == weights.weight.columns;
  const QString title = QStringLiteral("%1 · %2").arg(
      run_letter(static_cast<int>(picture_.run(pane))),
      connection_title(*snapshot(), focus().layer(), cell.unit, is_bias ? -1 : cell.input));
  const QRect area = picture_.layout().area_of(pane, cell).toAlignedRect();
  if (is_bias) {
    const float bias = weights.bias[static_cast<std::size_t>(cell.unit)];
    show_cell_tip(*this, area, title, {tr("bias %1").arg(number_text(static_cast<double>(bias)))});
    return;
  }
  const auto index = static_cast<std::size_t>(cell.unit * weights.weight.columns + cell.input);
  const std::int8_t start = weights.initial_sign[index];
  const QString sign = start > 0   ? tr("started positive")
                       : start < 0 ? tr("started negative")
                                   : tr("started at zero");
  const QString flips = weights.flips[index] == 0 ? tr("no flips")
                                                  : tr("%1, last at step %2")
                                                        .arg(flips_text(weights.flips[index]),
                                                             count_text(weights.last_flip_step[index]));
  show_cell_tip(
      *this, area, title,
      {tr("weight %1, %2").arg(number_text(static_cast<double>(weights.weight.values[index])), sign),
       tr("feedback %1").arg(signed_text(static_cast<double>(weights.feedback.values[index]))), flips});
}

void WeightView::show_difference_tip(const WeightCell& cell) {
  const LayerWeights& weights = picture_.weights(0);
  const int layer = focus().layer();
  const RunSnapshot& run = snapshot()->runs.front();
  const auto& a = *run.layers[static_cast<std::size_t>(layer)].weights;
  const auto& b = *snapshot()->runs[1].layers[static_cast<std::size_t>(layer)].weights;
  const bool is_bias = cell.input == weights.weight.columns;
  const QString title =
      tr("A − B · %1").arg(connection_title(*snapshot(), layer, cell.unit, is_bias ? -1 : cell.input));
  const QRect area = picture_.layout().area_of(0, cell).toAlignedRect();
  const auto line = [](const QString& words, float one, float other) {
    return words.arg(number_text(static_cast<double>(one)), number_text(static_cast<double>(other)),
                     signed_text(static_cast<double>(one - other)));
  };
  const QString weight = tr("weight: A %1, B %2, A − B %3");
  const auto unit = static_cast<std::size_t>(cell.unit);
  if (is_bias)
    return show_cell_tip(*this, area, title,
                         {line(tr("bias: A %1, B %2, A − B %3"), a.bias[unit], b.bias[unit])});
  const auto index = static_cast<std::size_t>(cell.unit * weights.weight.columns + cell.input);
  show_cell_tip(
      *this, area, title,
      {line(weight, a.weight.values[index], b.weight.values[index]),
       line(tr("feedback: A %1, B %2, A − B %3"), a.feedback.values[index], b.feedback.values[index]),
       tr("flips: A %1, B %2").arg(a.flips[index]).arg(b.flips[index])});
}

bool WeightView::move_mark(int key) {
  QPoint by;
  switch (key) {
    case Qt::Key_Left:
      by = {-1, 0};
      break;
    case Qt::Key_Right:
      by = {1, 0};
      break;
    case Qt::Key_Up:
      by = {0, -1};
      break;
    case Qt::Key_Down:
      by = {0, 1};
      break;
    default:
      return false;
  }
  if (picture_.is_empty()) return true;
  WeightCell cell = marked_.value_or(WeightCell{});
  if (marked_) {
    const LayerWeights& weights = picture_.weights(0);
    const std::int64_t last_input = weights.weight.columns - (weights.bias.empty() ? 1 : 0);
    if (picture_.layout().is_lying()) by = by.transposed();
    cell.input = std::clamp<std::int64_t>(cell.input + by.x(), 0, last_input);
    cell.unit = std::clamp<std::int64_t>(cell.unit + by.y(), 0, weights.weight.rows - 1);
  }
  show_tip(std::min(marked_pane_, picture_.layout().panes().size() - 1), cell);
  return true;
}

void WeightView::keyPressEvent(QKeyEvent* event) {
  const int digit = event->key() - Qt::Key_1;
  if (digit >= 0 && digit < std::min(9, layers_->count())) {
    focus().set_layer(digit);
  } else if (event->key() == Qt::Key_F2 && marked_) {
    edit_cell(marked_pane_, *marked_);
  } else if (event->key() == Qt::Key_Escape && (marked_ || zoom_.factor > 1.0)) {
    drop_mark();
    set_zoom({});
  } else if (!(hasFocus() && snapshot() && runs_.choose_by_key(event->key())) && !move_mark(event->key())) {
    View::keyPressEvent(event);
  }
}

}  // namespace lfp
