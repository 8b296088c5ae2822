#include "widgets/views/samples/sample_view.h"

#include "core/files/csv_text.h"
#include "widgets/controls/cell_tip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/style/frames.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/csv_number.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/pictures/input_image.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QComboBox>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

namespace lfp {

namespace {

constexpr int kept_thumbnails = 4000;
constexpr std::int64_t most_features = 6;  // a row of the table

}  // namespace

SampleView::SampleView(Focus& focus, QWidget* parent) : View(focus, parent), thumbnails_(kept_thumbnails) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(&runs_, &RunChooser::changed, this, &SampleView::runs_chosen);
  QWidget* shelf = title_shelf(*this);
  sets_ = new SegmentedControl({tr("Test"), tr("Training")}, shelf);
  sets_->setAccessibleName(tr("Set"));
  filters_ = new QComboBox(shelf);
  filters_->setAccessibleName(tr("Which samples"));
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

void SampleView::use_theme() {
  thumbnails_.clear();
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

void SampleView::runs_chosen() {
  hide_cell_tip();
  update();
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
  if (!has_samples()) return tr("No samples. Choose data in the Set-up");
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

bool SampleView::is_difference() const {
  return snapshot() && runs_.is_difference();
}

std::optional<std::int32_t> SampleView::predicted(std::size_t run, std::int64_t sample) const {
  const auto index = static_cast<std::size_t>(sample);
  const auto* predictions = run < source_.predictions.size() ? source_.predictions[run].get() : nullptr;
  if (predictions == nullptr || index >= predictions->predicted.size()) return std::nullopt;
  return predictions->predicted[index];
}

/// How much more certain A is than B of the class that both predict; nothing where they predict different
/// ones.
std::optional<double> SampleView::certainty_difference(std::int64_t sample) const {
  const auto index = static_cast<std::size_t>(sample);
  const auto a = predicted(0, sample);
  if (!a || predicted(1, sample) != a) return std::nullopt;
  return static_cast<double>(source_.predictions[0]->probability[index]) -
         static_cast<double>(source_.predictions[1]->probability[index]);
}

/// "7, +3.2 pt", or "7, not 1".
QString SampleView::difference_text(std::int64_t sample) const {
  const QStringList classes = class_names(*snapshot());
  const auto a = predicted(0, sample);
  const auto b = predicted(1, sample);
  if (!a || !b) return QStringLiteral("–");
  if (*a != *b) return tr("%1, not %2").arg(classes.value(*a), classes.value(*b));
  return QStringLiteral("%1, %2").arg(classes.value(*a), points_text(*certainty_difference(sample)));
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
  if (dataset.classes > 0 && is_difference()) {
    titles << tr("A − B");
  } else if (dataset.classes > 0) {
    for (const std::size_t run : runs_.shown()) titles << run_letter(static_cast<int>(run));
  }
  const std::int64_t features = std::min(most_features, dataset.shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature) titles << tr("x%1").arg(feature + 1);
  return titles;
}

QStringList SampleView::columns_of(std::int64_t sample) const {
  const Dataset& dataset = *snapshot()->dataset;
  const Samples& samples = samples_of(dataset, source_.filter);
  const auto index = static_cast<std::size_t>(sample);
  QStringList columns{count_text(sample + 1), label_text(sample)};
  if (dataset.classes > 0 && is_difference()) {
    columns << difference_text(sample);
  } else if (dataset.classes > 0) {
    const QStringList classes = class_names(*snapshot());
    for (const std::size_t run : runs_.shown()) {
      const auto answer = predicted(run, sample);
      columns << (answer
                      ? QStringLiteral("%1 %2").arg(
                            classes.value(*answer),
                            percent_text(static_cast<double>(source_.predictions[run]->probability[index])))
                      : QStringLiteral("–"));
    }
  }
  const std::int64_t features = std::min(most_features, dataset.shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature)
    columns << number_text(static_cast<double>(samples.input(sample)[static_cast<std::size_t>(feature)]));
  return columns;
}

ExportWork SampleView::table() const {
  if (!has_samples() || samples_.empty()) return {};
  const QStringList classes = class_names(*snapshot());
  const auto field = [](const QString& text) {
    return QString::fromStdString(csv_field(text.toStdString()));
  };
  const auto runs = is_difference() ? std::vector<std::size_t>{0, 1} : runs_.shown();
  QString text = QStringLiteral("sample,label");
  for (const std::size_t run : runs) {
    const QString name = QString::fromStdString(snapshot()->runs[run].name);
    text += QStringLiteral(",%1,%2").arg(field(name), field(name + QStringLiteral(" probability")));
  }
  text += is_difference() ? QStringLiteral(",%1\n").arg(tr("A − B")) : QStringLiteral("\n");
  for (const std::int64_t sample : samples_) {
    text += QString::number(sample + 1) + QLatin1Char(',') + field(label_text(sample));
    for (const std::size_t run : runs) {
      const auto answer = predicted(run, sample);
      text += answer
                  ? QStringLiteral(",%1,%2").arg(
                        field(classes.value(*answer)),
                        csv_number(source_.predictions[run]->probability[static_cast<std::size_t>(sample)]))
                  : QStringLiteral(",,");
    }
    if (is_difference()) {
      const auto difference = certainty_difference(sample);
      text += QLatin1Char(',') + (difference ? csv_number(static_cast<float>(*difference)) : QString());
    }
    text += QLatin1Char('\n');
  }
  return finished(text);
}

ViewEntry sample_view_entry() {
  return {.name = QStringLiteral("samples"),
          .title = SampleView::tr("Samples"),
          .summary = SampleView::tr("The samples themselves and what every run makes of them"),
          .make = [](Focus& focus, QWidget* parent) -> View* { return new SampleView(focus, parent); },
          .home = Region::data,
          .answers = ViewTopic::samples};
}

}  // namespace lfp
