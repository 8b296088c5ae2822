#include "widgets/views/inspector/inspector_view.h"

#include "widgets/controls/elided_label.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/controls/term_field.h"
#include "widgets/editing/view_edit.h"
#include "widgets/plot/plot_content.h"
#include "widgets/style/number_text.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/inspector_comparison.h"
#include "widgets/views/inspector/inspector_formula.h"
#include "widgets/views/inspector/inspector_history.h"
#include "widgets/views/inspector/inspector_pictures.h"
#include "widgets/views/inspector/share_bars.h"
#include "widgets/views/phase_reach.h"
#include "widgets/views/runs/run_selector.h"
#include "widgets/views/sample_words.h"
#include "widgets/views/title_controls.h"
#include "widgets/views/view_entry.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lfp {
namespace {

constexpr int history_height = 132;

}  // namespace

InspectorView::InspectorView(Focus& focus, QWidget* parent) : View(focus, parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Inspector"));
  setAccessibleDescription(tr("The formula, shares and history of one neuron or connection."));
  make_widgets();
  connect_widgets();
  follow_item();
}

void InspectorView::make_widgets() {
  run_control_ = new RunSelector(runs_, title_shelf(*this));
  scroll_ = new QScrollArea(this);
  body_ = new QWidget;
  heading_ = new QLabel(body_);
  hint_ = new ElidedLabel(body_);
  hint_->setProperty("muted", true);
  hint_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  formula_ = new InspectorFormula(body_);
  comparison_ = new InspectorComparison(body_);
  training_ = new QWidget(body_);
  training_words_ = new QLabel(training_);
  training_words_->setWordWrap(true);
  training_words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  set_label_ = new QLabel(training_);
  set_ = new TermField(training_);
  set_label_->setBuddy(set_);
  bars_title_ = new ElidedLabel(body_);
  bars_title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  bars_sum_ = new QLabel(body_);
  bars_sum_->setProperty("muted", true);
  direction_ = new SegmentedControl({tr("Handed down"), tr("Received")}, body_);
  direction_->setAccessibleName(tr("Shares"));
  bars_ = new ShareBars(body_);
  pictures_ = new InspectorPictures(body_);
  history_ = new InspectorHistory(focus(), body_);

  auto* heading = new QHBoxLayout;
  heading->addWidget(heading_);
  heading->addWidget(hint_, 1);
  auto* training = new QHBoxLayout(training_);
  training->setContentsMargins(0, 0, 0, 0);
  // Placed before the words, which may shrink; after them, the field would be cut off in a narrow dock.
  training->addWidget(set_label_);
  training->addWidget(set_);
  training->addWidget(training_words_, 1);
  auto* bars = new QHBoxLayout;
  bars->addWidget(bars_title_, 1);
  bars->addWidget(bars_sum_);
  bars->addWidget(direction_);
  auto* column = new QVBoxLayout(body_);
  column->addLayout(heading);
  column->addWidget(formula_);
  column->addWidget(comparison_);
  column->addWidget(training_);
  column->addWidget(pictures_);
  column->addLayout(bars);
  column->addWidget(bars_, 1);
  column->addWidget(history_);
  // In a low dock the body scrolls, so that other docks keep their height.
  scroll_->setWidget(body_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  // The view itself paints the background.
  for (QWidget* over : {scroll_->viewport(), body_}) over->setAutoFillBackground(false);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll_);
}

void InspectorView::connect_widgets() {
  connect(&runs_, &RunChooser::changed, this, [this] {
    if (snapshot()) refresh();
  });
  connect(direction_, &SegmentedControl::current_changed, this, [this] {
    show_comparison();
    show_bars();
  });
  connect(formula_, &InspectorFormula::edited, &whole_, [this] { show_bars(); });
  connect(formula_, &InspectorFormula::undoable, &whole_,
          [this](const ViewEdit& edit) { emit edited(edit); });
  connect(&focus(), &Focus::item_changed, this, &InspectorView::follow_item);
  const auto choose_input = [this](std::int64_t input) {
    InspectedItem item = *focus().item();
    item.input = input;
    focus().set_item(item, run());
  };
  connect(bars_, &ShareBars::input_chosen, this, choose_input);
  connect(pictures_, &InspectorPictures::input_chosen, this, choose_input);
  connect(set_, &TermField::value_edited, &whole_, [this](double value) {
    emit command_issued(
        command::SetParameter{.run = run(), .edit = {.parameter = *focus().item(), .value = value}});
  });
}

void InspectorView::follow_item() {
  const auto& item = focus().item();
  formula_->forget_edits();
  // An active comparison continues with the new item.
  if (item && !is_difference()) runs_.choose({.kind = RunChoice::Kind::one, .run = focus().item_run()});
  setWindowTitle(!item || !item->input ? tr("Neuron") : *item->input < 0 ? tr("Bias") : tr("Connection"));
  if (!item) setWindowTitle(tr("Inspector"));
  if (snapshot()) refresh();
}

void InspectorView::use_theme() {
  QFont large = theme().bold();
  large.setPixelSize(theme().px(15));
  heading_->setFont(large);
  for (QLabel* label : {hint_, training_words_, set_label_, bars_sum_}) label->setFont(theme().small());
  bars_title_->setFont(theme().bold());
  history_->setFixedHeight(theme().px(history_height));
  auto& column = static_cast<QVBoxLayout&>(*body_->layout());
  column.setContentsMargins(theme().px(10), theme().px(8), theme().px(10), theme().px(6));
  column.setSpacing(theme().px(6));
}

void InspectorView::add_interest(Interest& interest) const {
  if (!focus().item()) return;
  CloseLook& look = interest.look_at(*focus().item());
  interest.sample = true;  // needed for its label and prediction
  focus().name_sample(interest);
  const auto asked = formula_->supposition();
  if (asked && !is_difference()) look.suppositions.push_back(*asked);
}

QList<QWidget*> InspectorView::title_controls() {
  return {run_control_};
}

std::size_t InspectorView::run() const {
  return runs_.run();
}

const RunSpec& InspectorView::spec() const {
  return snapshot()->experiment->runs[run()];
}

bool InspectorView::is_difference() const {
  return runs_.is_difference();
}

const Inspection* InspectorView::inspection_of(std::size_t run) const {
  if (!snapshot() || !focus().item() || run >= snapshot()->runs.size()) return nullptr;
  return snapshot()->runs[run].inspection_of(*focus().item());
}

const Inspection* InspectorView::inspection() const {
  if (is_difference() && inspection_of(*runs_.subtracted()) == nullptr) return nullptr;
  return inspection_of(run());
}

const Inspection* InspectorView::subtracted() const {
  return is_difference() ? inspection_of(*runs_.subtracted()) : nullptr;
}

QString InspectorView::subtraction_words() const {
  return tr("%1 minus %2")
      .arg(QString::fromStdString(snapshot()->runs[0].name),
           QString::fromStdString(snapshot()->runs[1].name));
}

QString InspectorView::heading() const {
  return inspection() != nullptr ? item_title(*snapshot(), inspection()->item) : QString();
}

void InspectorView::refresh() {
  if (generation_ != snapshot()->generation) {
    generation_ = snapshot()->generation;
  }
  const Inspection* shown = inspection();
  // The snapshot with a newly chosen item arrives a moment later.
  scroll_->setVisible(shown != nullptr);
  update();
  if (shown == nullptr) return;
  heading_->setText(heading());
  QStringList hints{answered_sample_words(*snapshot(), run())};
  if (is_difference())
    hints << tr("A minus B: %1").arg(subtraction_words());
  else if (shown->unit.learns)
    hints << tr("edit a term to ask “what if”; the run is not disturbed");
  hint_->setText(hints.join(QStringLiteral(" · ")));
  formula_->setVisible(!is_difference());
  comparison_->setVisible(is_difference());
  show_comparison();
  if (!is_difference()) show_formula();
  show_training();
  const bool has_both = !shown->unit.terms.empty() && !shown->unit.outgoing.empty() && !shown->item.input;
  direction_->setVisible(has_both);
  show_bars();
  show_pictures();
  if (is_difference())
    history_->show_difference(*snapshot(), *shown, *subtracted());
  else
    history_->show_history(*snapshot(), run(), *shown);
}

void InspectorView::show_formula() {
  formula_->show_inspection(spec(), *inspection(), snapshot()->runs[run()].learning_rate);
}

QString InspectorView::training_words(const ParameterInspection& parameter) const {
  if (parameter.is_frozen) return tr("This layer is frozen: nothing moves it.");
  QString words = tr("Last batch: F %1").arg(signed_text(parameter.batch_feedback, 4));
  if (!parameter.knows_clip)
    words += tr(" · clipping is known once all feedback has arrived");
  else if (parameter.clip_factor < 1)
    words += tr(" · clipped × %1").arg(number_text(parameter.clip_factor, 3));
  words += tr(" · learning rate %1").arg(setting_text(parameter.learning_rate));
  return words + tr(" · the optimiser's step: %1").arg(signed_text(parameter.update, 4));
}

void InspectorView::show_training() {
  const auto& parameter = inspection()->parameter;
  training_->setVisible(parameter.has_value() && !is_difference());
  if (!parameter || is_difference()) return;
  const bool has_feedback = has_parameter_feedback(*snapshot(), inspection()->item.layer);
  training_words_->setText(has_feedback ? training_words(*parameter) : tr("No batch has moved it yet"));
  set_label_->setText(*inspection()->item.input < 0 ? tr("Set bias") : tr("Set weight"));
  set_->setAccessibleName(set_label_->text());
  set_->setToolTip(
      tr("<b>%1</b><br>Enter gives it this value, between two steps; the run is then no longer the "
         "experiment's alone")
          .arg(set_label_->text()));
  set_->set_value(parameter->value);
}

bool InspectorView::shows_received() const {
  const UnitInspection& unit = inspection()->unit;
  return unit.terms.empty() ||
         (!inspection()->item.input && !unit.outgoing.empty() && direction_->current() == 1);
}

ShareList InspectorView::shares() const {
  if (inspection() == nullptr) return {};
  if (is_difference())
    return share_differences(*snapshot(), *inspection(), *subtracted(),
                             shows_received() ? ShareDirection::received : ShareDirection::handed_down);
  if (shows_received()) return shares_received(*snapshot(), *inspection());
  const auto& supposed = formula_->supposed();
  return shares_handed_down(*snapshot(), inspection()->item, supposed ? supposed->unit : inspection()->unit);
}

/// R gets as many decimals as the bars below it because it is their sum.
void InspectorView::show_comparison() {
  if (inspection() == nullptr || !is_difference()) return;
  comparison_->set_numbers(compared_numbers(*inspection(), *subtracted(), shares().scale.plain_decimals()));
}

void InspectorView::show_bars() {
  if (inspection() == nullptr) return;
  const ShareList list = shares();
  const QString unit = unit_words(*snapshot(), inspection()->item);
  const bool is_supposed = formula_->supposed() && !is_difference();
  bars_title_->setText(shows_received() ? tr("Shares that %1 received").arg(unit)
                       : is_supposed    ? tr("What if: shares of the feedback of %1").arg(unit)
                                        : tr("Shares of the feedback of %1").arg(unit));
  bars_title_->set_short_text(shows_received() ? tr("Shares received")
                              : is_supposed    ? tr("What if: shares")
                                               : tr("Shares of its feedback"));
  const QString factor = list.scale.factor();
  bars_sum_->setText(
      (is_difference() ? tr("R of A − R of B = %1") : tr("R = %1")).arg(list.scale.text(list.sum)) +
      (factor.isEmpty() ? QString() : tr(" · all %1").arg(factor)));
  bars_->set_shares(list, inspection()->item.input);
}

void InspectorView::show_pictures() {
  UnitPictures shown = pictures_of(*snapshot(), inspection()->item, inspection()->unit);
  if (is_difference())
    shown = difference(std::move(shown), pictures_of(*snapshot(), subtracted()->item, subtracted()->unit));
  pictures_->show_pictures(shown, inspection()->item.input, snapshot()->running);
}

void InspectorView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  if (inspection() == nullptr)
    // What was clicked is there a moment later.
    paint_empty(painter, rect(), theme(), focus().item() ? QString() : tr("Click a neuron or a connection"));
  else
    painter.fillRect(rect(), theme().base);
}

void InspectorView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && formula_->supposition() && !is_difference()) {
    formula_->take_back_edits();
  } else if (event->key() == Qt::Key_Escape && focus().item()) {
    focus().set_item(std::nullopt);
  } else if (!runs_.choose_by_key(event->key())) {
    View::keyPressEvent(event);
  }
}

ViewEntry inspector_view_entry() {
  return {
      .name = QStringLiteral("inspector"),
      .title = InspectorView::tr("Inspector"),
      .summary = InspectorView::tr("One neuron or connection: its formula with the numbers, shares, history"),
      .make = [](Focus& focus, QWidget* parent) -> View* { return new InspectorView(focus, parent); },
      .home = Region::close_up,
      .places = {{PerspectiveKind::microscope, Region::close_up, 1}},
      .without_window =
          [](const Snapshot&) {
            return InspectorView::tr("no neuron or connection is chosen without a window");
          },
      .pin = Pinnable::item,
      .answers = ViewTopic::item};
}

}  // namespace lfp
