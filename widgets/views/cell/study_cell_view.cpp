#include "widgets/views/cell/study_cell_view.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/run_badge.h"
#include "widgets/plot/plot_panel.h"
#include "widgets/plot/plot_renderer.h"
#include "widgets/style/core_text.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/study/study_text.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QFontMetrics>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lfp {

namespace {

constexpr double seed_opacity = 0.55;
constexpr double narrow = 620;  // in a narrower view, the curves use all the room

std::size_t measure_called(const char* name) {
  const auto& all = measures();
  return static_cast<std::size_t>(std::ranges::find(all, name, &Measure::name) - all.begin());
}

}  // namespace

StudyCellView::StudyCellView(Focus& focus, QWidget* parent)
    : StudyView(focus, parent), page_(new QWidget(this)), side_(new QWidget(page_)) {
  setAccessibleName(tr("Selected cell"));
  caption_ = new ElidedLabel(title_shelf(*this));
  caption_->setProperty("muted", true);
  auto* row = new QHBoxLayout(page_);
  for (const Quantity quantity : {accuracy, other}) plots_.push_back(make_plot(title_of(quantity)));
  auto* column = new QVBoxLayout(side_);
  column->setContentsMargins(0, 0, 0, 0);
  facts_ = new QGridLayout;
  facts_->setColumnStretch(1, 1);
  column->addLayout(facts_);
  column->addStretch(1);
  open_ = new QPushButton(tr("Open in Train"), side_);
  open_->setToolTip(
      tr("<b>Open in Train</b><br>This cell's experiment with its first seed; one that diverged "
         "stops at its first bad step"));
  column->addWidget(open_);
  row->addWidget(side_);
  page_->hide();
  connect(open_, &QPushButton::clicked, this, [this] {
    if (study().cell()) study().ask_opening(*study().cell());
  });
  connect(&study(), &StudyFocus::cell_changed, this, &StudyCellView::mark_stale);
}

StudyCellView::Plot StudyCellView::make_plot(const QString& title) {
  Plot plot{.title = new QLabel(title, page_), .value = new QLabel(page_), .panel = new PlotPanel(page_)};
  plot.title->setProperty("title", true);
  plot.value->setProperty("title", true);
  plot.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  plot.panel->setAccessibleName(title);
  auto* column = new QVBoxLayout;
  auto* heading = new QHBoxLayout;
  heading->addWidget(plot.title);
  heading->addStretch(1);
  heading->addWidget(plot.value);
  column->addLayout(heading);
  column->addWidget(plot.panel, 1);
  column->setSpacing(2);
  static_cast<QHBoxLayout*>(page_->layout())->addLayout(column, 1);
  connect(plot.panel, &PlotPanel::x_range_asked, this, [this](PlotRange range) {
    for (const Plot& each : plots_) each.panel->set_x_range(range);
  });
  connect(plot.panel, &PlotPanel::reset_asked, this, [this] { show_plots(); });
  return plot;
}

QList<QWidget*> StudyCellView::title_controls() {
  return {caption_};
}

void StudyCellView::use_theme() {
  StudyView::use_theme();
  auto* row = static_cast<QHBoxLayout*>(page_->layout());
  row->setContentsMargins(theme().px(10), theme().px(6), theme().px(10), theme().px(8));
  row->setSpacing(theme().px(12));
  facts_->setHorizontalSpacing(theme().px(12));
  facts_->setVerticalSpacing(theme().px(3));
  side_->setFixedWidth(theme().px(236));
  open_->setIcon(icon(QStringLiteral("float"), theme()));
}

bool StudyCellView::has_cell() const {
  return has_map() && study().cell().has_value();
}

QString StudyCellView::empty_sentence() const {
  if (!has_map()) return tr("Once computed: the curves of the cell that is clicked");
  if (!study().cell()) return tr("Click a cell of the map");
  const QString failure = QString::fromStdString(study().picture()->failure(*study().cell()));
  return failure.isEmpty() ? tr("This cell is not computed yet")
                           : tr("There is no such training: %1").arg(failure);
}

int StudyCellView::done_in_cell() const {
  return study().picture()->numbers(*study().cell(), study().map().run, 0).done;
}

void StudyCellView::read_curves() {
  const Read wanted{.study = &study().picture()->study(), .cell = *study().cell(), .done = done_in_cell()};
  if (wanted == read_) return;
  read_ = wanted;
  curves_.clear();
  const Study& shown = *wanted.study;
  for (std::size_t run = 0; run < study().picture()->runs(); ++run)
    for (std::size_t seed = 0; seed < shown.seeds.size(); ++seed) {
      const auto training =
          wanted.cell * static_cast<std::int64_t>(shown.seeds.size()) + static_cast<std::int64_t>(seed);
      auto points = study().curve(training, run);
      if (!points.empty())
        curves_.push_back({.run = run, .seed = shown.seeds[seed], .points = std::move(points)});
    }
}

void StudyCellView::prepare() {
  const bool has_numbers = has_cell() && done_in_cell() > 0;
  page_->setVisible(has_numbers);
  caption_->setText(has_cell() ? cell_title(study().picture()->study(), *study().cell()) : QString());
  if (!has_numbers) {
    read_ = {};
    curves_.clear();
    return;
  }
  read_curves();
  show_plots();
  show_facts();
}

/// Returns the measure that the map shows if it has a curve; otherwise null, and the loss is shown.
const Measure* StudyCellView::other_measure() const {
  if (!has_map()) return nullptr;
  const Measure& measure = measures()[study().map().measure];
  const bool has_curve = measure.in_curve != nullptr && std::ranges::any_of(curves_, [&](const Curve& curve) {
                           return std::ranges::any_of(curve.points, [&](const CurvePoint& point) {
                             return measure.in_curve(point).has_value();
                           });
                         });
  return has_curve ? &measure : nullptr;
}

QString StudyCellView::title_of(Quantity quantity) const {
  if (quantity == accuracy) return tr("Test accuracy");
  const Measure* measure = other_measure();
  return measure != nullptr ? core_text(measure->label) : tr("Loss");
}

std::optional<double> StudyCellView::value_at(const CurvePoint& point, Quantity quantity) const {
  if (quantity == accuracy) return point.test_accuracy;
  const Measure* measure = other_measure();
  return measure != nullptr ? measure->in_curve(point) : std::optional(point.loss);
}

/// Returns whether the curves need steps: several points may have the same epoch if training ends within it.
bool StudyCellView::counts_steps() const {
  return std::ranges::any_of(curves_, [](const Curve& curve) {
    return std::ranges::adjacent_find(curve.points, {}, &CurvePoint::epoch) != curve.points.end() ||
           curve.points.back().epoch == 0;
  });
}

PlotContent StudyCellView::content(Quantity quantity, const Theme& theme) const {
  PlotContent content;
  const bool by_steps = counts_steps();
  const Measure* measure = other_measure();
  const bool is_fraction = quantity == accuracy || (measure != nullptr && measure->is_fraction);
  content.unit = is_fraction ? PlotUnit::percent : PlotUnit::number;
  content.x_title = by_steps ? tr("step") : tr("epoch");
  if (quantity == accuracy) content.y_limits = PlotRange{.low = 0, .high = 1};
  double first = 0;
  double last = 1;
  for (const Curve& curve : curves_) {
    const bool is_alone = study().picture()->study().seeds.size() == 1;
    QPen pen = run_line_pen(static_cast<int>(curve.run), theme, is_alone ? 2.0 : 1.0);
    if (!is_alone && curve.run != study().map().run)
      pen.setColor(blended(pen.color(), theme.base, seed_opacity));
    PlotLine line{.x = {}, .y = {}, .pen = pen};
    for (const CurvePoint& point : curve.points) {
      const auto value = value_at(point, quantity);
      if (!value) continue;
      line.x.push_back(static_cast<double>(by_steps ? point.step : point.epoch));
      line.y.push_back(*value);
      first = std::min(first, line.x.back());
      last = std::max(last, line.x.back());
    }
    content.lines.push_back(std::move(line));
  }
  content.x = {.low = first, .high = last};
  return content;
}

void StudyCellView::show_plots() {
  const auto run = study().map().run;
  for (const Quantity quantity : {accuracy, other}) {
    const Plot& plot = plots_[quantity];
    plot.panel->set_content(content(quantity, theme()));
    plot.title->setText(title_of(quantity));
    plot.panel->setAccessibleName(title_of(quantity));
    const Measure* shown = other_measure();
    const char* name = shown != nullptr ? shown->name.c_str() : "loss";
    const std::size_t measure = measure_called(quantity == accuracy ? "test_accuracy" : name);
    const auto mean = study().picture()->numbers(*study().cell(), run, measure).mean;
    plot.value->setText(mean ? measure_text(measures()[measure], *mean) : QString());
    QPalette palette = plot.value->palette();
    palette.setColor(QPalette::WindowText, theme().run[run % theme().run.size()]);
    plot.value->setPalette(palette);
  }
}

std::vector<std::pair<QString, QString>> StudyCellView::facts() const {
  std::vector<std::pair<QString, QString>> facts;
  const StudyPicture& picture = *study().picture();
  const std::size_t run = study().map().run;
  const std::int64_t cell = *study().cell();
  facts.emplace_back(tr("Run"), QString::fromStdString(picture.study().experiment.runs[run].name));
  for (const char* name : {"test_accuracy", "epochs_to_target", "flipped", "feedback_ratio"}) {
    const std::size_t measure = measure_called(name);
    const CellNumbers numbers = picture.numbers(cell, run, measure);
    const bool has_room = measure == measure_called("test_accuracy");
    const QString text = numbers.mean ? spread_text(measures()[measure], *numbers.mean,
                                                    has_room ? numbers.deviation : std::nullopt)
                                      : QString(QChar(0x2013));
    facts.emplace_back(core_text(measures()[measure].label), text);
  }
  const CellNumbers numbers = picture.numbers(cell, run, measure_called("diverged_step"));
  facts.emplace_back(tr("Diverged"), tr("%1 of %2").arg(numbers.diverged).arg(numbers.done));
  if (numbers.worst)
    facts.emplace_back(tr("at step"),
                       measure_text(measures()[measure_called("diverged_step")], *numbers.worst));
  return facts;
}

void StudyCellView::show_facts() {
  while (QLayoutItem* item = facts_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  int row = 0;
  for (const auto& [name, value] : facts()) {
    auto* label = new ElidedLabel(side_);
    label->setText(name);
    label->setProperty("muted", true);
    auto* number = new QLabel(value, side_);
    number->setProperty("title", true);
    number->setAlignment(Qt::AlignRight);
    facts_->addWidget(label, row, 0);
    facts_->addWidget(number, row++, 1);
    // Needed even while the column is hidden.
    for (QWidget* part : std::initializer_list<QWidget*>{label, number}) part->show();
  }
}

void StudyCellView::resizeEvent(QResizeEvent* event) {
  page_->setGeometry(rect());
  side_->setVisible(width() >= theme().px(narrow));
  StudyView::resizeEvent(event);
}

void StudyCellView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().base);
  if (page_->isHidden()) paint_empty(painter, rect(), theme(), empty_sentence());
}

void StudyCellView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  if (!has_cell() || done_in_cell() == 0) return paint_empty(painter, area, theme, empty_sentence());
  read_curves();
  painter.fillRect(area, theme.base);
  const QRect inner = area.adjusted(theme.px(12), theme.px(10), -theme.px(12), -theme.px(10));
  const int line = QFontMetrics(theme.bold()).height() + theme.px(6);
  painter.setFont(theme.bold());
  painter.setPen(theme.text);
  painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignTop,
                   cell_title(study().picture()->study(), *study().cell()));
  const QRect rest = inner.adjusted(0, line, 0, 0);
  const int width = (rest.width() - theme.px(16)) / 2;
  PlotRenderer renderer;
  for (const Quantity quantity : {accuracy, other}) {
    const QRect place(rest.left() + quantity * (width + theme.px(16)), rest.top(), width, rest.height());
    painter.setFont(theme.body());
    painter.setPen(theme.text);
    painter.drawText(QRect(place.left(), place.top(), width, line), Qt::AlignLeft | Qt::AlignTop,
                     title_of(quantity));
    renderer.draw(painter, place.adjusted(0, line, 0, 0), settled(content(quantity, theme), width), theme);
  }
}

ExportWork StudyCellView::table() const {
  if (!has_cell() || curves_.empty()) return {};
  TableText table(
      "run,seed,step,epoch,train_accuracy,test_accuracy,loss,feedback_ratio,flipped,moved,sign_agreement,"
      "sparsity,firing_rate");
  const auto cell_of = [](const std::optional<double>& number) {
    return number ? TableText::start(*number) : TableText::start("");
  };
  for (const Curve& curve : curves_)
    for (const CurvePoint& point : curve.points)
      table.row(study().picture()->study().experiment.runs[curve.run].name, curve.seed, point.step,
                point.epoch, point.train_accuracy, point.test_accuracy, point.loss, point.feedback_ratio,
                point.flipped, cell_of(point.numbers.moved), cell_of(point.numbers.sign_agreement),
                cell_of(point.numbers.sparsity), cell_of(point.numbers.firing_rate));
  return table.finished();
}

ViewEntry study_cell_entry() {
  return {
      .name = QStringLiteral("cell"),
      .title = StudyCellView::tr("Selected cell"),
      .summary =
          StudyCellView::tr("The curves of the cell that is chosen in a study's map, and its numbers."),
      .make = [](Focus& focus, QWidget* parent) -> View* { return new StudyCellView(focus, parent); },
      .home = Region::detail,
      .places = {{PerspectiveKind::explore, Region::history, 1}},
      .without_window =
          [](const Snapshot&) { return StudyCellView::tr("it shows a study (see: lfplab study --help)"); }};
}

}  // namespace lfp
