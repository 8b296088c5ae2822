#include "widgets/views/inspector/inspector_formula.h"

#include "core/inspection/what_if.h"
#include "widgets/controls/formula_label.h"
#include "widgets/editing/view_edit.h"
#include "widgets/style/number_text.h"
#include "widgets/views/inspector/formula_row.h"
#include "widgets/views/inspector/inspector_origin.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace lfp {
namespace {

constexpr std::array all_terms = {Term::activation, Term::weight,         Term::weight_size,
                                  Term::bias,       Term::pre_activation, Term::epsilon,
                                  Term::feedback,   Term::rate,           Term::moved};

QLabel* caption(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("muted", true);
  return label;
}

/// Returns "−2.2584", or for a spiking neuron the number of spikes: "13".
QString pre_activation_text(const UnitInspection& unit) {
  return unit.is_spiking ? count_text(std::llround(unit.pre_activation))
                         : number_text(unit.pre_activation, 4);
}

}  // namespace

InspectorFormula::InspectorFormula(QWidget* parent)
    : QWidget(parent),
      theme_(Theme::make(Theme::Kind::light)),
      first_caption_(caption(this)),
      first_(new FormulaRow(this)),
      second_caption_(caption(this)),
      second_(new FormulaRow(this)),
      rule_(new FormulaLabel(this)),
      note_(caption(this)),
      origin_caption_(caption(this)),
      origin_(new FormulaRow(this)),
      origin_sentence_(new QLabel(this)),
      what_if_(new QWidget(this)),
      outcome_(new QLabel(what_if_)),
      back_(new QPushButton(tr("Back to the real values"), what_if_)) {
  origin_->setObjectName(QStringLiteral("origin"));
  for (QLabel* label : {note_, origin_caption_, origin_sentence_}) {
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  }
  outcome_->setTextFormat(Qt::RichText);
  outcome_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  what_if_->setObjectName(QStringLiteral("what-if"));
  auto* answer = new QHBoxLayout(what_if_);
  answer->setContentsMargins(8, 4, 4, 4);
  answer->addWidget(outcome_, 1);
  answer->addWidget(back_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(3);
  for (QWidget* part :
       std::initializer_list<QWidget*>{first_caption_, first_, second_caption_, second_, rule_, note_,
                                       what_if_, origin_caption_, origin_, origin_sentence_})
    column->addWidget(part);
  for (FormulaRow* row : {first_, second_})
    connect(row, &FormulaRow::term_edited, &whole_,
            [this](int term, double value) { edit(static_cast<Term>(term), value); });
  connect(back_, &QPushButton::clicked, this, &InspectorFormula::take_back_edits);
}

void InspectorFormula::set_theme(const Theme& theme) {
  theme_ = theme;
  for (QLabel* label : {first_caption_, second_caption_, note_, origin_caption_})
    label->setFont(theme.small());
  origin_sentence_->setFont(theme.body());
  outcome_->setFont(theme.body());
  back_->setFixedHeight(theme.px(26));
  what_if_->setStyleSheet(QStringLiteral("#what-if { border: 1px solid %1; border-radius: %2px; }")
                              .arg(theme.control_border.name())
                              .arg(theme.px(4)));
}

void InspectorFormula::show_inspection(const RunSpec& run, const Inspection& inspection,
                                       double learning_rate) {
  const bool is_other = !has_layout_ || inspection.item != inspection_.item || run.method != run_.method;
  run_ = run;
  inspection_ = inspection;
  learning_rate_ = learning_rate;
  if (is_other) {
    same_item_ = std::make_shared<const int>();
    edits_.clear();
    supposed_.reset();
  }
  // Until the newest edit is answered, the previous answer stays on screen so that nothing flickers.
  if (const auto asked = supposition()) {
    const auto answer = std::ranges::find(inspection.supposed, *asked, &SupposedOutcome::supposed);
    if (answer != inspection.supposed.end()) supposed_ = *answer;
  }
  lay_out();
  show_values();
  show_origin();
}

/// Shows the origin of the feedback for the real sample, which edits of terms do not change.
void InspectorFormula::show_origin() {
  const auto& origin = inspection_.unit.origin;
  for (QWidget* part : std::initializer_list<QWidget*>{origin_caption_, origin_, origin_sentence_})
    part->setVisible(origin.has_value());
  if (!origin) return;
  const InspectorRow row = origin_row(run_, *origin);
  origin_caption_->setText(row.caption);
  origin_->set_parts(row.result, row.parts);
  for (std::size_t term = 0; term < origin->terms.size(); ++term)
    origin_->set_value(static_cast<int>(term), origin->terms[term].value, false);
  origin_->set_result(signed_text(inspection_.unit.feedback, 4));
  origin_sentence_->setText(origin_sentence(*origin, inspection_.unit.feedback));
  origin_sentence_->setVisible(!origin_sentence_->text().isEmpty());
}

QString InspectorFormula::origin_words() const {
  return inspection_.unit.origin ? origin_sentence_->text() : QString();
}

/// Returns whether the answer to all current edits has arrived.
bool InspectorFormula::is_answered() const {
  return supposed_ && supposed_->supposed == supposition();
}

/// Returns the unit whose numbers are shown.
const UnitInspection& InspectorFormula::unit() const {
  return supposed_ ? supposed_->unit : inspection_.unit;
}

void InspectorFormula::lay_out() {
  has_layout_ = true;
  const UnitInspection& unit = this->unit();
  for (QWidget* part : std::initializer_list<QWidget*>{first_caption_, first_, second_caption_, second_})
    part->setVisible(unit.learns);
  rule_->set_formula(rule_formula(run_, inspection_.item, unit));
  if (!unit.learns) {
    note_->setText(inspection_.item.layer < 0
                       ? tr("An input: what comes down to it ends here.")
                       : tr("This layer has no weights: there is nothing to edit. The shares below are "
                            "exact, summed over positions and time steps."));
    note_->show();
    return;
  }
  const InspectorRows rows = rows_of(run_, inspection_.item, unit);
  first_caption_->setText(rows.first.caption);
  first_->set_parts(rows.first.result, rows.first.parts);
  second_caption_->setText(rows.second.caption);
  second_->set_parts(rows.second.result, rows.second.parts);
  note_->setText(rows.note);
  note_->setVisible(!rows.note.isEmpty());
}

std::optional<Supposition> InspectorFormula::supposition() const {
  if (edits_.empty()) return std::nullopt;
  const auto edit_of = [this](Term term) {
    const auto found = edits_.find(term);
    return found == edits_.end() ? std::nullopt : std::optional(found->second);
  };
  Supposition asked{.activation = edit_of(Term::activation),
                    .bias = edit_of(Term::bias),
                    .pre_activation = edit_of(Term::pre_activation),
                    .feedback = edit_of(Term::feedback),
                    .epsilon = edit_of(Term::epsilon),
                    .learning_rate = edit_of(Term::rate)};
  const bool is_bias = inspection_.item.input.value_or(0) < 0;
  if (edits_.contains(Term::weight) || edits_.contains(Term::weight_size))
    (is_bias ? asked.bias : asked.weight) = own_value();
  return asked;
}

/// Returns the value of the inspected weight or bias.
double InspectorFormula::own_value() const {
  const auto& input = inspection_.item.input;
  if (!input) return 0;
  const Term own = *input < 0 ? Term::bias : Term::weight;
  if (const auto edit = edits_.find(own); edit != edits_.end()) return edit->second;
  const double real = inspection_.parameter ? inspection_.parameter->value : 0;
  if (const auto size = edits_.find(Term::weight_size); size != edits_.end())
    return std::copysign(size->second, real);
  return *input < 0 && supposed_ ? supposed_->unit.bias : real;
}

double InspectorFormula::value_of(Term term) const {
  if (const auto edit = edits_.find(term); edit != edits_.end()) return edit->second;
  const UnitInspection& unit = this->unit();
  const auto& input = inspection_.item.input;
  switch (term) {
    case Term::activation:
      return unit.has_weights && input.value_or(-1) >= 0
                 ? unit.terms[static_cast<std::size_t>(*input)].activation
                 : 1.0;
    case Term::weight:
      return own_value();
    case Term::weight_size:
      return std::abs(own_value());
    case Term::bias:
      return input ? own_value() : unit.bias;
    case Term::pre_activation:
      return unit.pre_activation;
    case Term::epsilon:
      return epsilon_of(run_, inspection_.item.layer).value_or(0.0);
    case Term::feedback:
      return unit.feedback;
    case Term::rate:
      return learning_rate_;
    case Term::moved:
      if (supposed_) return supposed_->sample_feedback;
      return inspection_.parameter ? inspection_.parameter->sample_feedback : 0;
  }
  return 0;
}

void InspectorFormula::show_values() {
  what_if_->setVisible(supposed_.has_value());
  if (!inspection_.unit.learns) return;
  for (const Term term : all_terms)
    for (FormulaRow* row : {first_, second_})
      row->set_value(static_cast<int>(term), value_of(term), edits_.contains(term));
  show_results();
  if (supposed_) show_outcome();
}

/// Shows the results of the terms on screen.
void InspectorFormula::show_results() {
  const auto results = [this](const UnitInspection& of, double update) {
    if (!inspection_.item.input) return std::pair(pre_activation_text(of), signed_text(of.handed_down(), 4));
    return std::pair(signed_text(of.parameter_share, 4), signed_text(update, 4));
  };
  const double feedback = inspection_.parameter ? inspection_.parameter->sample_feedback : 0;
  const auto own = results(inspection_.unit, learning_rate_ * feedback);
  if (edits_.empty()) {
    first_->set_result(own.first);
    second_->set_result(own.second);
    return;
  }
  const QString coming = QStringLiteral("…");
  const auto shown = is_answered() ? results(supposed_->unit, supposed_->update) : std::pair(coming, coming);
  first_->set_result(shown.first, own.first);
  second_->set_result(shown.second, own.second);
}

/// Shows further consequences of the edits: numbers that are not in the formula.
void InspectorFormula::show_outcome() {
  QString words = tr("What if: the run is not disturbed");
  const auto& input = inspection_.item.input;
  if (input && first_->field(static_cast<int>(Term::pre_activation)) == nullptr)
    words +=
        QStringLiteral("&nbsp;&nbsp; %1 <b>%2</b>")
            .arg(supposed_->unit.is_spiking ? tr("spikes") : tr("z"), pre_activation_text(supposed_->unit));
  outcome_->setText(words);
}

void InspectorFormula::edit(Term term, double value) {
  const Edits before = edits_;
  const bool is_size = term == Term::epsilon || term == Term::weight_size;
  edits_[term] = is_size ? std::abs(value) : value;
  if (term == Term::weight || term == Term::bias) edits_.erase(Term::weight_size);
  if (term == Term::weight_size) {
    edits_.erase(Term::weight);
    if (inspection_.item.input) edits_.erase(Term::bias);
  }
  show_values();
  emit edited();
  note(tr("What if"), QStringLiteral("term %1").arg(static_cast<int>(term)), before);
}

void InspectorFormula::set_edits(const Edits& edits) {
  edits_ = edits;
  if (edits_.empty()) {
    supposed_.reset();
    lay_out();
  }
  show_values();
  emit edited();
}

void InspectorFormula::note(const QString& text, const QString& name, const Edits& before) {
  const auto set = [this](const Edits& edits) { return [this, edits] { set_edits(edits); }; };
  // Expires when another item is shown.
  const std::weak_ptr<const int> item = same_item_;
  emit undoable({.text = text,
                 .name = name + QStringLiteral(" of %1").arg(reinterpret_cast<quintptr>(this)),
                 .undo = set(before),
                 .redo = set(edits_),
                 .is_there = [item] { return !item.expired(); }});
}

void InspectorFormula::take_back_edits() {
  const Edits before = edits_;
  set_edits({});
  note(tr("Back to the real values"), QStringLiteral("back"), before);
}

void InspectorFormula::forget_edits() {
  same_item_ = std::make_shared<const int>();
  edits_.clear();
  supposed_.reset();
  if (!has_layout_) return;
  lay_out();
  show_values();
}

}  // namespace lfp
