#include "widgets/views/reconstruction/reconstruction_view.h"

#include "widgets/controls/cell_tip.h"
#include "widgets/controls/elided_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/sample_words.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>

namespace lfp {

ReconstructionView::ReconstructionView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Reconstruction"));
  setAccessibleDescription(tr("The shown sample, what every run makes of it, and the difference."));
  QWidget* shelf = title_shelf(*this);
  const auto make = [&](const QString& words, int samples) {
    auto* button = new QToolButton(shelf);
    button->setAccessibleName(words);
    button->setToolTip(words);
    button->setAutoRaise(true);
    connect(button, &QToolButton::clicked, this, [this, samples] { step(samples); });
    return button;
  };
  previous_ = make(tr("Previous sample"), -1);
  next_ = make(tr("Next sample"), 1);
  caption_ = new ElidedLabel(shelf);
  caption_->setProperty("muted", true);
  connect(&runs_, &RunChooser::changed, this, [this] {
    hide_cell_tip();
    range_.reset();
    update();
  });
}

void ReconstructionView::use_theme() {
  caption_->setFont(theme().small());
  previous_->setIcon(quiet_icon(QStringLiteral("previous"), theme()));
  next_->setIcon(quiet_icon(QStringLiteral("next"), theme()));
}

void ReconstructionView::add_interest(Interest& interest) const {
  interest.sample = true;
  focus().name_sample(interest);
}

QList<QWidget*> ReconstructionView::title_controls() {
  return {previous_, next_, caption_};
}

bool ReconstructionView::has_sample() const {
  if (!snapshot() || !snapshot()->dataset || !snapshot()->experiment || !snapshot()->experiment->autoencode)
    return false;
  const auto features = static_cast<std::size_t>(snapshot()->dataset->shape.size());
  return std::ranges::all_of(snapshot()->runs, [&](const RunSnapshot& run) {
    return run.sample && run.sample->input.size() == features && run.sample->outputs.size() == features;
  });
}

ReconstructionShown ReconstructionView::shown() const {
  const bool is_difference = runs_.is_difference();
  return {.snapshot = *snapshot(),
          .runs = is_difference ? std::vector<std::size_t>{0, 1} : runs_.shown(),
          .is_difference = is_difference};
}

QString ReconstructionView::empty_sentence() const {
  const bool reproduces = snapshot() && snapshot()->experiment && snapshot()->experiment->autoencode;
  if (reproduces) return tr("No samples. Choose data in the Set-up");
  return tr("Autoencoders only: networks that reproduce their inputs. Choose Autoencode in the Set-up");
}

QString ReconstructionView::sample_title() const {
  const SampleSnapshot& sample = shown().sample(shown().runs.front());
  const Dataset& dataset = *snapshot()->dataset;
  if (dataset.classes == 0) return sample_words(*snapshot());
  return tr("%1, %2").arg(sample_words(*snapshot()), class_name(dataset, sample.label));
}

QRect ReconstructionView::picture_area() const {
  const int edge = theme().px(10);
  return rect().adjusted(edge, theme().px(2), -edge, -theme().px(4));
}

std::vector<ReconstructionCell> ReconstructionView::cells() const {
  if (!has_sample() || !snapshot()->dataset->shape.is_image()) return {};
  return reconstruction_cells(shown(), picture_area(), theme());
}

void ReconstructionView::refresh() {
  caption_->setText(has_sample() ? sample_title() : QString());
  previous_->setEnabled(has_sample());
  next_->setEnabled(has_sample());
  update();
}

float ReconstructionView::follow(HeatRange& range) const {
  return range.follow(QStringLiteral("reconstruction"), snapshot()->running, [this] {
    const ReconstructionShown now = shown();
    if (now.is_difference) return symmetric_range(now.between());
    std::vector<float> all;
    for (const std::size_t run : now.runs) {
      const auto errors = now.error(run);
      all.insert(all.end(), errors.begin(), errors.end());
    }
    return symmetric_range(all);
  });
}

void ReconstructionView::paint(QPainter& painter, const QRect& area, HeatRange& range,
                               const Theme& theme) const {
  if (snapshot()->dataset->shape.is_image())
    paint_image_reconstruction(painter, area, shown(), follow(range), theme);
  else
    paint_line_reconstruction(painter, area, shown(), follow(range), theme);
}

void ReconstructionView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (!has_sample()) {
    paint_empty(painter, rect(), theme(), empty_sentence());
    return;
  }
  painter.fillRect(rect(), theme().base);
  paint(painter, picture_area(), range_, theme());
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void ReconstructionView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!has_sample()) return paint_empty(painter, area, theme, empty_sentence());
  painter.fillRect(area, theme.base);
  QRect rest = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(8));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(4);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  const QString words =
      tr("Reconstruction: %1, %2").arg(QString::fromStdString(snapshot()->dataset->name), sample_title());
  painter.drawText(QRect(rest.topLeft(), QSize(rest.width(), line)), Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(theme.bold()).elidedText(words, Qt::ElideRight, rest.width()));
  rest.setTop(rest.top() + line);
  HeatRange range;
  range.copy_for_figure(range_);
  paint(painter, rest, range, theme);
}

ExportWork ReconstructionView::table() const {
  if (!has_sample()) return {};
  const ReconstructionShown now = shown();
  const auto input = now.input();
  TableText table("run,feature,input,output,difference");
  for (const std::size_t run : now.runs) {
    const auto start = TableText::start(snapshot()->runs[run].name);
    const auto output = now.output(run);
    for (std::size_t at = 0; at < input.size(); ++at)
      table.row(start, at + 1, input[at], output[at], output[at] - input[at]);
  }
  return table.finished();
}

void ReconstructionView::step(int samples) {
  if (has_sample()) focus().step_sample(*snapshot()->dataset, samples);
}

/// The pixel under the pointer, in the input and in every run.
void ReconstructionView::mouseMoveEvent(QMouseEvent* event) {
  const auto all = cells();
  const QPoint position = event->position().toPoint();
  const auto here = std::ranges::find_if(
      all, [&](const ReconstructionCell& cell) { return cell.picture.contains(position); });
  if (here == all.end()) return hide_cell_tip();
  const Shape& shape = snapshot()->dataset->shape;
  const auto place = [](int at, int length, std::int64_t count) {
    return std::clamp<std::int64_t>(at * count / std::max(1, length), 0, count - 1);
  };
  const std::int64_t column = place(position.x() - here->picture.left(), here->picture.width(), shape.width);
  const std::int64_t row = place(position.y() - here->picture.top(), here->picture.height(), shape.height);
  const ReconstructionShown now = shown();
  const auto value = [&](const std::vector<float>& values) {
    QStringList channels;
    for (std::int64_t channel = 0; channel < shape.channels; ++channel) {
      const auto at = static_cast<std::size_t>((channel * shape.height + row) * shape.width + column);
      channels << number_text(static_cast<double>(values[at]));
    }
    return channels.join(QStringLiteral(", "));
  };
  QStringList lines{tr("input %1").arg(value(now.input()))};
  for (const std::size_t run : now.runs)
    lines << tr("%1: %2").arg(run_letter(static_cast<int>(run)), value(now.output(run)));
  const int width = std::max<int>(1, here->picture.width() / static_cast<int>(shape.width));
  show_cell_tip(*this, QRect(position - QPoint(width / 2, width / 2), QSize(width, width)),
                tr("row %1, column %2").arg(row + 1).arg(column + 1), lines);
}

void ReconstructionView::leaveEvent(QEvent* event) {
  View::leaveEvent(event);
  hide_cell_tip();
}

void ReconstructionView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
    step(event->key() == Qt::Key_Right ? 1 : -1);
  else if (!(hasFocus() && has_sample() && runs_.choose_by_key(event->key())))
    View::keyPressEvent(event);
}

void ReconstructionView::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() == 0) return View::wheelEvent(event);
  step(event->angleDelta().y() < 0 ? 1 : -1);
  event->accept();
}

ViewEntry reconstruction_view_entry() {
  return {
      .name = QStringLiteral("reconstruction"),
      .title = ReconstructionView::tr("Reconstruction"),
      .summary = ReconstructionView::tr("The shown sample and what every autoencoder makes of it."),
      .make = [](Focus& focus, QWidget* parent) -> View* { return new ReconstructionView(focus, parent); },
      .home = Region::data,
      .places = {{PerspectiveKind::build, Region::data, 4},
                 {PerspectiveKind::train, Region::data, 4},
                 {PerspectiveKind::compare, Region::data, 4}},
      .shows = [](const DataTraits& traits) { return traits.are_reproduced; },
      .needs = ReconstructionView::tr("Needs an autoencoder: a network that reproduces its inputs")};
}

}  // namespace lfp
