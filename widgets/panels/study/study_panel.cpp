#include "widgets/panels/study/study_panel.h"

#include "core/base/error.h"
#include "core/experiment/experiment_paths.h"
#include "core/study/study_file.h"
#include "core/study/study_runner.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/section.h"
#include "widgets/controls/slider_field.h"
#include "widgets/controls/wrapped_label.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/editing/study_settings.h"
#include "widgets/panels/study/axis_card.h"
#include "widgets/style/number_text.h"
#include "widgets/views/study/study_text.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

constexpr const char* at_hand = "at_hand";
constexpr const char* of_study = "of_study";
constexpr std::int64_t usual_epochs = 10;
constexpr std::int64_t usual_seeds = 1;
constexpr std::int64_t most_seeds = 1000;

SliderField* make_count(const QString& label, const QString& summary, std::int64_t usual, double most,
                        double usual_most, QWidget* parent) {
  return new SliderField(
      with_usual_range(integer_setting(label.toLower().toStdString(), label.toStdString(),
                                       summary.toStdString(), usual, 1, static_cast<std::int64_t>(most)),
                       1, usual_most),
      parent);
}

std::string first_path(const std::vector<StudySetting>& settings, std::initializer_list<const char*> endings,
                       const std::string& but) {
  for (const char* ending : endings)
    for (const StudySetting& setting : settings)
      if (setting.is_numeric() && setting.path != but && setting.path.ends_with(ending)) return setting.path;
  return {};
}

/// Returns whether the study varies that experiment, ignoring when training stops, which the study sets.
bool is_of(const Study& study, Experiment experiment) {
  experiment.stop = study.experiment.stop;
  return to_json(with_absolute_paths(experiment)) == to_json(with_absolute_paths(study.experiment));
}

/// Whether both ask the same, maybe with other ranges and values.
bool has_axes_of(const Study& study, const Study& other) {
  return std::ranges::equal(study.axes, other.axes, {}, &Axis::path, &Axis::path);
}

}  // namespace

StudyPanel::StudyPanel(ExperimentEditor& editor, QWidget* parent)
    : QScrollArea(parent),
      editor_(editor),
      page_(new QWidget),
      from_(new ChoiceField(tr("Start from"), {}, page_)),
      axes_(new Section(tr("Axes"), page_)),
      x_(new AxisCard(tr("X"), false, page_)),
      y_(new AxisCard(tr("Y"), true, page_)),
      third_(new AxisCard(tr("Z"), true, page_)),
      epochs_(make_count(tr("Epochs"), tr("How long each run is trained"), usual_epochs, 1e6, 50, page_)),
      seeds_(make_count(tr("Seeds"),
                        tr("How often each cell is trained, each time with other data and weights"),
                        usual_seeds, most_seeds, 10, page_)),
      target_(new SliderField(
          real_setting("target", tr("Target").toStdString(),
                       tr("The test accuracy that epochs are counted up to").toStdString(), 0.9, 0, 1),
          page_)),
      jobs_(make_count(tr("At a time"), tr("Trainings that run at the same time, one on each core"),
                       usual_jobs(), 1024, std::max(2, usual_jobs()), page_)),
      problem_(new WrappedLabel(page_)),
      theme_(Theme::make(Theme::Kind::light)) {
  setWidget(page_);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  setAccessibleName(tr("Study"));
  build();
  epochs_->set_value(static_cast<double>(usual_epochs));
  seeds_->set_value(static_cast<double>(usual_seeds));
  target_->set_value(0.9);
  jobs_->set_value(usual_jobs());
  from_->hide_label();
  connect(&editor_, &ExperimentEditor::experiment_changed, this, [this] {
    if (starts_from_shown_) return;
    list_settings();
    note_change();
  });
  connect(from_, &ChoiceField::chosen, this, [this](const QString& name) {
    starts_from_shown_ = name == QLatin1String(of_study);
    list_settings();
    note_change();
  });
  for (AxisCard* card : {x_, y_, third_}) connect(card, &AxisCard::changed, this, &StudyPanel::note_change);
  for (SliderField* field : {epochs_, seeds_, target_})
    connect(field, &SliderField::value_changed, this, &StudyPanel::note_change);
  list_settings();
  choose_first_axes();
  show_base();
  note_change();
}

void StudyPanel::build() {
  auto* rows = new QVBoxLayout(page_);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  auto* question = new Section(tr("Experiment"), page_);
  question->content()->addWidget(from_);
  for (QWidget* card : std::initializer_list<QWidget*>{x_, y_, third_}) axes_->content()->addWidget(card);
  third_->setToolTip(tr("A third setting: a slider below the map, or maps side by side"));
  problem_->setProperty("problem", true);
  problem_->setObjectName(QStringLiteral("study.problem"));
  problem_->hide();
  axes_->content()->addWidget(problem_);
  auto* training = new Section(tr("Training"), page_);
  for (QWidget* field : std::initializer_list<QWidget*>{epochs_, seeds_, target_, jobs_})
    training->content()->addWidget(field);
  auto* note = new QLabel(tr("A finished cell is never computed twice. Studies can be resumed."), page_);
  note->setProperty("muted", true);
  note->setWordWrap(true);
  training->content()->addWidget(note);
  training->set_separator(false);
  for (QWidget* section : std::initializer_list<QWidget*>{question, axes_, training})
    rows->addWidget(section);
  rows->addStretch(1);
}

const Study* StudyPanel::shown_of_base() const {
  return shown_ && (starts_from_shown_ || is_of(*shown_, editor_.experiment())) ? &*shown_ : nullptr;
}

const Experiment& StudyPanel::base() const {
  return starts_from_shown_ ? shown_->experiment : editor_.experiment();
}

void StudyPanel::list_settings() {
  const auto settings = study_settings(base());
  for (AxisCard* card : {x_, y_, third_}) card->set_settings(settings);
  show_base();
}

void StudyPanel::show_base() {
  QList<ChoiceItem> items{
      {at_hand, QString::fromStdString(editor_.experiment().name), tr("The current experiment")}};
  if (shown_)
    items.append({of_study, QString::fromStdString(shown_->experiment.name),
                  tr("The experiment of the study that was opened")});
  if (shown_ && starts_from_shown_ && items[0].label == items[1].label)
    items[1].label += tr(" (of the study)");
  if (items[0].label.isEmpty()) items[0].label = tr("Untitled");
  if (items.size() > 1 && items[1].label.isEmpty()) items[1].label = tr("Of the study");
  from_->set_items(items);
  from_->set_current(starts_from_shown_ ? of_study : at_hand);
}

/// Chooses the learning rate and the rule's ε, or similar settings if the experiment lacks these.
void StudyPanel::choose_first_axes() {
  const auto settings = study_settings(base());
  const std::string x = first_path(settings, {".learning_rate", ".units", "batch_size"}, {});
  x_->choose(x);
  y_->choose(first_path(settings, {"rule.epsilon", "network.width", "batch_size"}, x));
  third_->choose({});
  const auto& stop = base().stop;
  if (stop.epochs)
    epochs_->set_value(static_cast<double>(std::min<std::int64_t>(*stop.epochs, usual_epochs)));
}

void StudyPanel::start_with(const std::string& path) {
  starts_from_shown_ = false;
  list_settings();
  const auto settings = study_settings(base());
  x_->choose(path);
  y_->choose(first_path(settings, {".learning_rate", "rule.epsilon", "network.width", "batch_size"}, path));
  third_->choose({});
  note_change();
  ensureWidgetVisible(y_);
  y_->take_focus();
}

void StudyPanel::show_study(const Study& study) {
  shown_ = study;
  starts_from_shown_ = !is_of(study, editor_.experiment());
  list_settings();
  order_ = map_order(study.axes);
  const auto at = [&](std::size_t place) {
    return place < order_.size() ? std::optional(study.axes[order_[place]]) : std::nullopt;
  };
  x_->show_axis(at(0));
  y_->show_axis(at(1));
  third_->show_axis(at(2));
  if (study.experiment.stop.epochs) epochs_->set_value(static_cast<double>(*study.experiment.stop.epochs));
  seeds_->set_value(static_cast<double>(study.seeds.size()));
  target_->set_value(study.target);
  tell_problem({});
  note_change();
}

int StudyPanel::jobs() const {
  return static_cast<int>(std::lround(jobs_->value()));
}

QString StudyPanel::problem_of_fields() const {
  for (const AxisCard* card : {x_, y_, third_})
    if (const QString problem = card->problem(); !problem.isEmpty()) return problem;
  const auto x = x_->axis();
  const auto y = y_->axis();
  const auto third = third_->axis();
  if (x && y && x->path == y->path && !x->path.empty())
    return tr("X and Y are the same setting; choose another one");
  if (third && !third->path.empty() && ((x && x->path == third->path) || (y && y->path == third->path)))
    return tr("Z is the same setting as another axis; choose another one");
  return {};
}

/// Those of an opened study keep their order, and those for which the cards have no fields.
std::vector<Axis> StudyPanel::built_axes() const {
  std::vector<std::optional<Axis>> axes{x_->axis(), y_->axis(), third_->axis()};
  if (const Study* shown = shown_of_base()) {
    for (std::size_t place = axes.size(); place < order_.size(); ++place)
      axes.emplace_back(shown->axes[order_[place]]);
    auto cards = std::exchange(axes, std::vector<std::optional<Axis>>(axes.size()));
    for (std::size_t place = 0; place < cards.size(); ++place)
      axes[place < order_.size() ? order_[place] : place] = std::move(cards[place]);
  }
  std::vector<Axis> built;
  for (auto& axis : axes)
    if (axis) built.push_back(*std::move(axis));
  return built;
}

Study StudyPanel::built() const {
  Study study;
  study.experiment = base();
  const Study* shown = shown_of_base();
  // An opened study that stops after a number of steps keeps that stop.
  if (shown != nullptr && shown->experiment.stop.steps && !shown->experiment.stop.epochs)
    study.experiment.stop = shown->experiment.stop;
  else
    study.experiment.stop = {.epochs = std::llround(epochs_->value()), .steps = {}};
  study.axes = built_axes();
  const auto seeds = static_cast<std::size_t>(std::llround(seeds_->value()));
  if (shown != nullptr && shown->seeds.size() == seeds) {
    study.seeds = shown->seeds;
  } else {
    study.seeds.clear();
    for (std::size_t seed = 0; seed < seeds; ++seed) study.seeds.push_back(study.experiment.seed + seed);
  }
  study.target = target_->value();
  for (const Axis& axis : study.axes)
    study.name += (study.name.empty() ? "" : " × ") + axis_title(axis).toStdString();
  if (shown != nullptr && has_axes_of(study, *shown)) {
    study.name = shown->name;
    study.question = shown->question;
    study.measures = shown->measures;
    study.pictures = shown->pictures;
    study.tournament = shown->tournament;
  }
  return study;
}

std::optional<Study> StudyPanel::study_if_sound() const {
  if (!problem_of_fields().isEmpty()) return std::nullopt;
  return built();
}

std::optional<Study> StudyPanel::study() {
  const QString problem = problem_of_fields();
  tell_problem(problem);
  if (!problem.isEmpty()) return std::nullopt;
  put_in_map_order();
  try {
    return parse_study(to_json(built()), {.name = "study"});
  } catch (const Error& error) {
    tell_problem(QStringLiteral("%1: %2").arg(QString::fromStdString(error.problem()),
                                              QString::fromStdString(error.remedy())));
    return std::nullopt;
  }
}

/// Exchanges X and Y where the map would: numbers lie along x.
void StudyPanel::put_in_map_order() {
  const auto x = x_->axis();
  const auto y = y_->axis();
  if (!x || !y || x->is_numeric() || !y->is_numeric()) return;
  x_->show_axis(y);
  y_->show_axis(x);
  if (starts_from_shown_ && order_.size() > 1) std::swap(order_[0], order_[1]);
  note_change();
}

void StudyPanel::tell_problem(const QString& problem) {
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
  fit_height();
  if (!problem.isEmpty()) ensureWidgetVisible(problem_);
}

void StudyPanel::note_change() {
  tell_problem(problem_of_fields());
  const auto study = study_if_sound();
  QString summary;
  if (study) summary = tr("%1 cells").arg(count_text(study->cells()));
  if (study && study->seeds.size() > 1) summary = tr("%1 × %2 seeds").arg(summary).arg(study->seeds.size());
  axes_->set_summary(summary);
  emit changed();
}

void StudyPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  updateGeometry();
}

QSize StudyPanel::sizeHint() const {
  return {theme_.px(276), theme_.px(600)};
}

QSize StudyPanel::minimumSizeHint() const {
  return {theme_.px(244), theme_.px(120)};
}

void StudyPanel::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  page_->setMaximumWidth(viewport()->width());
  fit_height();
}

/// Reserves height for wrapped texts, which a scroll area does not take into account.
void StudyPanel::fit_height() {
  page_->layout()->activate();
  page_->setMinimumHeight(page_->layout()->heightForWidth(viewport()->width()));
}

}  // namespace lfp
