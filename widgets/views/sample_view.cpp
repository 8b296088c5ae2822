#include "widgets/views/sample_view.h"

#include "core/exchange/csv_text.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion_picture.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat_words.h"
#include "widgets/views/network_input_image.h"

#include <QComboBox>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr int kept_thumbnails = 4000;
constexpr double tile_side = 48;
constexpr std::int64_t most_features = 6;  // a row of the table

}  // namespace

SampleView::SampleView(Focus& focus, QWidget* parent) : View(focus, parent), thumbnails_(kept_thumbnails) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  QWidget* shelf = title_shelf(*this);
  sets_ = new SegmentedControl({tr("Test"), tr("Training")}, shelf);
  sets_->setAccessibleName(tr("Set"));
  filters_ = new QComboBox(shelf);
  filters_->setAccessibleName(tr("Which samples"));
  filters_->setFixedHeight(theme().px(22));
  filters_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  scroll_bar_ = new QScrollBar(Qt::Vertical, this);
  scroll_bar_->setAccessibleName(tr("Samples"));
  connect(sets_, &SegmentedControl::current_changed, this, &SampleView::choose_filter);
  connect(filters_, &QComboBox::activated, this, &SampleView::choose_filter);
  connect(scroll_bar_, &QScrollBar::valueChanged, this, [this] {
    hide_cell_tip();
    update();
  });
  connect(&focus, &Focus::sample_changed, this, &SampleView::follow_sample);
  connect(&focus, &Focus::samples_asked, this, &SampleView::show_cell);
}

void SampleView::set_theme(const Theme& theme) {
  sets_->set_theme(theme);
  filters_->setFixedHeight(theme.px(22));
  thumbnails_.clear();
  View::set_theme(theme);
  fit_scroll_bar();
}

void SampleView::add_interest(Interest& interest) const {
  if (has_samples() && !shows_test(*snapshot()->dataset, filter())) interest.train_predictions = true;
}

QList<QWidget*> SampleView::title_controls() {
  return {sets_, filters_};
}

bool SampleView::has_samples() const {
  return snapshot() && snapshot()->dataset &&
         snapshot()->dataset->train.count() + snapshot()->dataset->test.count() > 0;
}

bool SampleView::are_images() const {
  return snapshot()->dataset->shape.is_image();
}

// All, wrong in each run, wrong in any, answered differently, and the cell that was asked for.
SampleFilter SampleView::filter() const {
  using Kind = SampleFilter::Kind;
  SampleFilter result;
  result.from_test = sets_->current() != 1;
  const auto runs = snapshot() ? static_cast<int>(snapshot()->runs.size()) : 0;
  const int chosen = filters_->currentIndex();
  if (chosen > 0 && chosen <= runs) {
    result.kind = Kind::wrong_in_run;
    result.run = static_cast<std::size_t>(chosen - 1);
  } else if (chosen > runs && runs > 1 && chosen == runs + 1) {
    result.kind = Kind::wrong_in_any;
  } else if (runs > 1 && chosen == runs + 2) {
    result.kind = Kind::unlike;
  } else if (chosen > 0 && cell_) {
    result.kind = Kind::cell;
    result.cell = *cell_;
  }
  return result;
}

void SampleView::list_filters() {
  QStringList items{tr("All")};
  if (snapshot()->dataset->classes > 0) {
    const auto runs = static_cast<int>(snapshot()->runs.size());
    for (int run = 0; run < runs; ++run) items << tr("Wrong in %1").arg(run_letter(run));
    if (runs > 1) items << tr("Wrong in any") << tr("A and B differ");
    const QStringList classes = class_names(*snapshot());
    if (cell_ && cell_->label < classes.size() && cell_->predicted < classes.size())
      items << tr("%1: %2 taken for %3")
                   .arg(run_letter(static_cast<int>(cell_->run)), classes[cell_->label],
                        classes[cell_->predicted]);
  }
  QStringList now;
  for (int i = 0; i < filters_->count(); ++i) now << filters_->itemText(i);
  if (now == items) return;
  const QSignalBlocker blocker(filters_);
  const int chosen = std::max(0, filters_->currentIndex());
  filters_->clear();
  filters_->addItems(items);
  filters_->setCurrentIndex(chosen < items.size() ? chosen : 0);
}

void SampleView::choose_filter() {
  emit interest_changed();
  if (!has_samples()) return;
  refresh();
  scroll_bar_->setValue(0);
}

/// The cell becomes the last filter, and the one that is chosen.
void SampleView::show_cell(const ConfusionCell& cell) {
  if (!snapshot()) return;
  refresh();  // hidden, the view may still hold other data, whose cell is forgotten with them
  cell_ = cell;
  sets_->set_current(0);
  list_filters();
  filters_->setCurrentIndex(filters_->count() - 1);
  choose_filter();
  if (!samples_.empty()) choose_place(0);
}

SampleView::Source SampleView::source() const {
  Source result{.dataset = snapshot()->dataset, .predictions = {}, .filter = filter()};
  const bool is_test = shows_test(*snapshot()->dataset, result.filter);
  for (const RunSnapshot& run : snapshot()->runs)
    result.predictions.push_back(is_test ? run.test_predictions : run.train_predictions);
  return result;
}

void SampleView::refresh() {
  if (!has_samples()) return update();
  if (source_.dataset != snapshot()->dataset) {
    cell_.reset();
    thumbnails_.clear();
    scroll_bar_->setValue(0);
  }
  list_filters();
  Source fresh = source();
  if (fresh == source_) return;
  if (fresh.filter.from_test != source_.filter.from_test) thumbnails_.clear();
  source_ = std::move(fresh);
  samples_ = filtered(*snapshot(), source_.filter);
  fit_scroll_bar();
  update();
}

SampleView::Grid SampleView::grid(const QRect& area, const Theme& theme) const {
  const int line = QFontMetrics(theme.small()).height();
  Grid result;
  if (!are_images()) {
    result.row_height = line + theme.px(8);
    result.area = area.adjusted(theme.px(6), result.row_height, -theme.px(4), 0);
    result.cell_width = std::max(1, result.area.width());
    return result;
  }
  const int side = theme.px(tile_side);
  const int gap = theme.px(8);
  result.area = area.adjusted(theme.px(10), theme.px(8), -theme.px(6), 0);
  result.columns = std::max(1, result.area.width() / (side + gap));
  result.cell_width = result.area.width() / result.columns;
  result.row_height = side + line + theme.px(10);
  return result;
}

void SampleView::fit_scroll_bar() {
  const int width = scroll_bar_->sizeHint().width();
  scroll_bar_->setGeometry(this->width() - width, 0, width, height());
  if (!has_samples()) return scroll_bar_->hide();
  const Grid shown = grid(rect().adjusted(0, 0, -width, 0), theme());
  const auto count = static_cast<std::int64_t>(samples_.size());
  const std::int64_t all = (count + shown.columns - 1) / shown.columns * shown.row_height;
  const int page = height() - shown.area.top();
  scroll_bar_->setRange(0, static_cast<int>(std::max<std::int64_t>(0, all - page)));
  scroll_bar_->setPageStep(std::max(1, page));
  scroll_bar_->setSingleStep(shown.row_height);
  scroll_bar_->setVisible(all > page);
}

QRect SampleView::cell_area(const Grid& shown, std::int64_t place) const {
  const auto row = static_cast<int>(place / shown.columns);
  const auto column = static_cast<int>(place % shown.columns);
  return {shown.area.left() + column * shown.cell_width,
          shown.area.top() + row * shown.row_height - scroll_bar_->value(), shown.cell_width,
          shown.row_height};
}

QRect SampleView::place_of(std::int64_t sample) const {
  const auto found = std::ranges::lower_bound(samples_, sample);
  if (found == samples_.end() || *found != sample) return {};
  const int bar = scroll_bar_->sizeHint().width();
  const QRect cell = cell_area(grid(rect().adjusted(0, 0, -bar, 0), theme()), found - samples_.begin());
  return cell.intersects(rect()) ? cell : QRect();
}

std::optional<std::int64_t> SampleView::place_at(const QPoint& point) const {
  if (!has_samples()) return std::nullopt;
  const Grid shown = grid(rect().adjusted(0, 0, -scroll_bar_->sizeHint().width(), 0), theme());
  if (!shown.area.contains(point)) return std::nullopt;
  const std::int64_t row = (point.y() - shown.area.top() + scroll_bar_->value()) / shown.row_height;
  const std::int64_t column = (point.x() - shown.area.left()) / shown.cell_width;
  const std::int64_t place = row * shown.columns + column;
  if (column >= shown.columns || place >= static_cast<std::int64_t>(samples_.size())) return std::nullopt;
  return place;
}

bool SampleView::is_chosen(std::int64_t sample) const {
  return focus().sample() == sample &&
         shows_test(*snapshot()->dataset, source_.filter) ==
             (focus().sample_from_test() && snapshot()->dataset->test.count() > 0);
}

/// -1 where the shown sample is not among these.
std::int64_t SampleView::chosen_place() const {
  const auto found = std::ranges::lower_bound(samples_, focus().sample());
  const bool is_here = found != samples_.end() && *found == focus().sample() && is_chosen(*found);
  return is_here ? found - samples_.begin() : -1;
}

void SampleView::choose_place(std::int64_t place) {
  const auto last = static_cast<std::int64_t>(samples_.size()) - 1;
  if (last < 0) return;
  const std::int64_t sample = samples_[static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, last))];
  focus().set_sample(sample, shows_test(*snapshot()->dataset, source_.filter));
  follow_sample();
}

/// Scrolls just so far that the shown sample is in sight.
void SampleView::follow_sample() {
  update();
  if (!has_samples() || chosen_place() < 0) return;
  const Grid shown = grid(rect().adjusted(0, 0, -scroll_bar_->sizeHint().width(), 0), theme());
  const QRect cell = cell_area(shown, chosen_place());
  if (cell.top() < shown.area.top())
    scroll_bar_->setValue(scroll_bar_->value() - (shown.area.top() - cell.top()));
  if (cell.bottom() > rect().bottom())
    scroll_bar_->setValue(scroll_bar_->value() + cell.bottom() - rect().bottom());
}

QString SampleView::empty_sentence() const {
  if (!has_samples()) return tr("No samples");
  const auto& predictions = source_.predictions;
  const bool are_predicted = !predictions.empty() && predictions.front() != nullptr;
  if (!are_predicted) return tr("The samples are being tested");
  return tr("No sample is like that. Choose All");
}

void SampleView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (samples_.empty()) {
    paint_empty(painter, rect(), theme(), empty_sentence());
  } else {
    paint_samples(painter, rect().adjusted(0, 0, -scroll_bar_->sizeHint().width(), 0), theme(), false);
  }
  if (hasFocus()) paint_focus(painter, rect(), theme());
}

void SampleView::paint_samples(QPainter& painter, const QRect& area, const Theme& theme, bool is_figure) {
  const Grid shown = grid(area, theme);
  painter.save();
  painter.setClipRect(area.adjusted(0, are_images() ? 0 : shown.row_height, 0, 0), Qt::IntersectClip);
  const std::int64_t first = scroll_bar_->value() / shown.row_height * shown.columns;
  for (std::int64_t place = first; place < static_cast<std::int64_t>(samples_.size()); ++place) {
    const QRect cell = cell_area(shown, place);
    if (cell.top() > area.bottom() || (is_figure && cell.bottom() > area.bottom())) break;
    const std::int64_t sample = samples_[static_cast<std::size_t>(place)];
    if (are_images()) {
      paint_tile(painter, cell, sample, theme, is_figure);
    } else {
      paint_row(painter, cell, columns_of(sample), theme, sample);
    }
  }
  painter.restore();
  if (are_images()) return;
  const QRect heading(shown.area.left(), area.top(), shown.cell_width, shown.row_height);
  paint_row(painter, heading, column_titles(), theme, std::nullopt);
  painter.fillRect(heading.left(), heading.bottom(), heading.width(), 1, theme.separator);
}

const QPixmap& SampleView::thumbnail(std::int64_t sample, const Theme& theme) {
  if (const QPixmap* known = thumbnails_.object(sample)) return *known;
  const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
  auto* made =
      new QPixmap(QPixmap::fromImage(sample_image(*snapshot()->dataset, samples.input(sample), theme)));
  thumbnails_.insert(sample, made);
  return *made;
}

/// The picture, below it the label and what each run takes it for, in the run's colour; bold where it errs.
void SampleView::paint_tile(QPainter& painter, const QRect& area, std::int64_t sample, const Theme& theme,
                            bool is_figure) {
  const int side = theme.px(tile_side);
  const QRect picture(area.left(), area.top(), side, side);
  const bool is_framed = is_chosen(sample) && !is_figure;
  const int frame = is_framed ? theme.px(2) : 1;
  painter.fillRect(picture, is_framed ? theme.accent : theme.separator);
  const QRect inside = picture.adjusted(frame, frame, -frame, -frame);
  if (is_figure) {
    const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
    painter.drawImage(inside, sample_image(*snapshot()->dataset, samples.input(sample), theme));
  } else {
    painter.drawPixmap(inside, thumbnail(sample, theme));
  }
  const QRect words(area.left(), picture.bottom() + 1, side, QFontMetrics(theme.small()).height() + 2);
  painter.setFont(theme.small());
  painter.setPen(theme.text);
  const QFontMetrics metrics = painter.fontMetrics();
  const auto index = static_cast<std::size_t>(sample);
  const QStringList classes = class_names(*snapshot());
  int right = words.right();
  for (std::size_t run = source_.predictions.size(); run-- > 0;) {
    const auto& predictions = source_.predictions[run];
    if (!predictions || index >= predictions->predicted.size()) continue;
    const std::int32_t predicted = predictions->predicted[index];
    const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
    const bool is_wrong = predicted != samples.labels[index];
    QFont font = theme.small();
    font.setBold(is_wrong);
    painter.setFont(font);
    painter.setPen(run_line_pen(static_cast<int>(run), theme).color());
    const QString text = predicted < classes.size() ? classes[predicted].left(3) : QString::number(predicted);
    painter.drawText(QRect(words.left(), words.top(), right - words.left(), words.height()),
                     Qt::AlignRight | Qt::AlignVCenter, text);
    right -= QFontMetrics(font).horizontalAdvance(text) + theme.px(4);
  }
  painter.setFont(theme.small());
  painter.setPen(theme.muted_text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(label_text(sample), Qt::ElideRight, std::max(0, right - words.left())));
}

QString SampleView::label_text(std::int64_t sample) const {
  const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
  const auto index = static_cast<std::size_t>(sample);
  if (index < samples.labels.size()) {
    const QStringList classes = class_names(*snapshot());
    const std::int32_t label = samples.labels[index];
    return label < classes.size() ? classes[label] : QString::number(label);
  }
  QStringList values;
  for (std::int64_t output = 0; output < samples.outputs; ++output)
    values << number_text(static_cast<double>(
        samples
            .targets[index * static_cast<std::size_t>(samples.outputs) + static_cast<std::size_t>(output)]));
  return values.join(QStringLiteral(", "));
}

QStringList SampleView::column_titles() const {
  const Dataset& dataset = *snapshot()->dataset;
  QStringList titles{tr("sample"), dataset.classes > 0 ? tr("label") : tr("target")};
  if (dataset.classes > 0)
    for (std::size_t run = 0; run < source_.predictions.size(); ++run)
      titles << run_letter(static_cast<int>(run));
  const std::int64_t features = std::min(most_features, dataset.shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature) titles << tr("x%1").arg(feature + 1);
  return titles;
}

QStringList SampleView::columns_of(std::int64_t sample) const {
  const Dataset& dataset = *snapshot()->dataset;
  const Samples& samples = samples_of(dataset, source_.filter);
  const auto index = static_cast<std::size_t>(sample);
  QStringList columns{count_text(sample + 1), label_text(sample)};
  if (dataset.classes > 0) {
    const QStringList classes = class_names(*snapshot());
    for (const auto& predictions : source_.predictions) {
      if (!predictions || index >= predictions->predicted.size()) {
        columns << QStringLiteral("–");
        continue;
      }
      columns << QStringLiteral("%1 %2").arg(
          classes.value(predictions->predicted[index]),
          percent_text(static_cast<double>(predictions->probability[index])));
    }
  }
  const std::int64_t features = std::min(most_features, dataset.shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature)
    columns << number_text(static_cast<double>(samples.input(sample)[static_cast<std::size_t>(feature)]));
  return columns;
}

/// Columns of equal width; a heading without a sample.
void SampleView::paint_row(QPainter& painter, const QRect& area, const QStringList& columns,
                           const Theme& theme, std::optional<std::int64_t> sample) const {
  if (sample && is_chosen(*sample)) painter.fillRect(area, theme.selection);
  const auto count = static_cast<int>(columns.size());
  const bool has_runs = snapshot()->dataset->classes > 0;
  const auto last_run = has_runs ? 1 + static_cast<int>(source_.predictions.size()) : 1;
  const Samples& samples = samples_of(*snapshot()->dataset, source_.filter);
  for (int column = 0; column < count; ++column) {
    const int left = area.left() + area.width() * column / count;
    const int right = area.left() + area.width() * (column + 1) / count - theme.px(8);
    const QRect place(left, area.top(), right - left, area.height());
    QFont font = theme.small();
    painter.setPen(sample ? theme.text : theme.muted_text);
    if (column > 1 && column <= last_run) {
      painter.setPen(run_line_pen(column - 2, theme).color());
      const auto& predictions = source_.predictions[static_cast<std::size_t>(column - 2)];
      const auto index = static_cast<std::size_t>(sample.value_or(0));
      font.setBold(sample && predictions && index < predictions->predicted.size() &&
                   predictions->predicted[index] != samples.labels[index]);
    }
    painter.setFont(font);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(columns[column], Qt::ElideRight, place.width()));
  }
}

void SampleView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (has_samples()) refresh();
  if (samples_.empty()) return paint_empty(painter, area, theme, empty_sentence());
  const int line = QFontMetrics(theme.bold()).height() + theme.px(8);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(area.adjusted(theme.px(10), theme.px(6), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                   tr("%1: %2, %3 samples")
                       .arg(QString::fromStdString(snapshot()->dataset->name), filters_->currentText(),
                            count_text(static_cast<qint64>(samples_.size()))));
  paint_samples(painter, area.adjusted(0, line, 0, 0), theme, true);
}

QString SampleView::csv() const {
  if (!has_samples() || samples_.empty()) return {};
  const QStringList classes = class_names(*snapshot());
  const auto field = [](const QString& text) {
    return QString::fromStdString(csv_field(text.toStdString()));
  };
  QString text = QStringLiteral("sample,label");
  for (const RunSnapshot& run : snapshot()->runs) {
    const QString name = QString::fromStdString(run.name);
    text += QStringLiteral(",%1,%2").arg(field(name), field(name + QStringLiteral(" probability")));
  }
  text += QLatin1Char('\n');
  for (const std::int64_t sample : samples_) {
    const auto index = static_cast<std::size_t>(sample);
    text += QString::number(sample + 1) + QLatin1Char(',') + field(label_text(sample));
    for (const auto& predictions : source_.predictions) {
      const bool is_known = predictions && index < predictions->predicted.size();
      text += is_known ? QStringLiteral(",%1,%2").arg(field(classes.value(predictions->predicted[index])),
                                                      csv_number(predictions->probability[index]))
                       : QStringLiteral(",,");
    }
    text += QLatin1Char('\n');
  }
  return text;
}

ViewEntry sample_view_entry() {
  return {.name = QStringLiteral("samples"),
          .object_name = QStringLiteral("dock.samples"),
          .title = SampleView::tr("Samples"),
          .summary = SampleView::tr("The samples themselves and what every run makes of them"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new SampleView(focus, parent); }};
}

}  // namespace lfp
