#include "widgets/views/inspector_formula.h"

#include "core/rules/propagate.h"
#include "widgets/controls/formula_label.h"
#include "widgets/style/number_text.h"
#include "widgets/views/formula_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

using Parts = std::vector<FormulaRow::Part>;

FormulaRow::Part sign(const char* text) {
  return {.text = QString::fromUtf8(text), .term = -1};
}

FormulaRow::Part field(Term term) {
  const auto name = [term] {
    switch (term) {
      case Term::activation:
        return InspectorFormula::tr("a");
      case Term::weight:
        return InspectorFormula::tr("w");
      case Term::weight_size:
        return InspectorFormula::tr("|w|");
      case Term::bias:
        return InspectorFormula::tr("b");
      case Term::pre_activation:
        return InspectorFormula::tr("z");
      case Term::epsilon:
        return InspectorFormula::tr("ε");
      case Term::feedback:
        return InspectorFormula::tr("R");
      case Term::rate:
        return InspectorFormula::tr("rate");
    }
    return QString();
  };
  return {.text = name(), .term = static_cast<int>(term)};
}

void append(Parts& parts, const Parts& more) {
  parts.insert(parts.end(), more.begin(), more.end());
}

/// "÷ ( z + ε )", with the sign of z, or "÷ z".
Parts division(double z, bool has_epsilon) {
  if (!has_epsilon) return {sign("÷"), field(Term::pre_activation)};
  return {sign("÷ ("), field(Term::pre_activation), sign(z < 0 ? "−" : "+"), field(Term::epsilon), sign(")")};
}

QLabel* caption(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("muted", true);
  return label;
}

QString rule_formula(const RunSpec& run, int layer) {
  const auto own = std::ranges::find(run.composite, layer + 1, &LayerRule::layer);
  const Choice& choice = own == run.composite.end() ? run.rule : own->rule;
  return QString::fromStdString(find_entry(rule_entries(), choice.name, "rule").info.formula);
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
      what_if_(new QWidget(this)),
      outcome_(new QLabel(what_if_)),
      back_(new QPushButton(tr("Back to the real values"), what_if_)) {
  note_->setWordWrap(true);
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
  for (QWidget* part : std::initializer_list<QWidget*>{first_caption_, first_, second_caption_, second_,
                                                       rule_, note_, what_if_})
    column->addWidget(part);
  for (FormulaRow* row : {first_, second_})
    connect(row, &FormulaRow::term_edited, this,
            [this](int term, double value) { edit(static_cast<Term>(term), value); });
  connect(back_, &QPushButton::clicked, this, [this] {
    forget_edits();
    emit edited();
  });
}

void InspectorFormula::set_theme(const Theme& theme) {
  theme_ = theme;
  for (FormulaRow* row : {first_, second_}) row->set_theme(theme);
  for (QLabel* label : {first_caption_, second_caption_, note_}) label->setFont(theme.small());
  rule_->set_theme(theme);
  outcome_->setFont(theme.body());
  back_->setFixedHeight(theme.px(26));
  what_if_->setStyleSheet(QStringLiteral("#what-if { border: 1px solid %1; border-radius: %2px; }")
                              .arg(theme.control_border.name())
                              .arg(theme.px(4)));
}

WhatIfTerms InspectorFormula::real_terms() const {
  WhatIfTerms terms{.activations = {},
                    .weights = {},
                    .bias = inspection_.unit.bias,
                    .feedback = inspection_.unit.feedback,
                    .epsilon = epsilon_of(run_, inspection_.item.layer),
                    .learning_rate = learning_rate_};
  for (const IncomingTerm& term : inspection_.unit.terms) {
    terms.activations.push_back(term.activation);
    terms.weights.push_back(term.weight);
  }
  return terms;
}

void InspectorFormula::show_inspection(const RunSpec& run, const Inspection& inspection,
                                       double learning_rate) {
  if (!has_layout_ || inspection.item != inspection_.item || run.method != run_.method) edits_.clear();
  run_ = run;
  inspection_ = inspection;
  learning_rate_ = learning_rate;
  choose_layout();
  ask();
  show_values();
}

void InspectorFormula::choose_layout() {
  has_layout_ = true;
  const bool is_plain = inspection_.unit.is_plain;
  for (QWidget* part : std::initializer_list<QWidget*>{first_caption_, first_, second_caption_, second_})
    part->setVisible(is_plain);
  note_->setVisible(!is_plain);
  rule_->set_formula({});
  const bool is_lfp = run_.method == Method::lfp;
  if (!is_plain) {
    edits_.clear();
    const bool is_input = inspection_.item.layer < 0;
    note_->setText(
        is_input ? tr("An input: what comes down to it ends here.")
                 : tr("Here the numbers are sums over positions or time steps, so the formula holds for "
                      "each of them and not for the sums; the shares below are exact."));
    if (is_lfp && !is_input) rule_->set_formula(rule_formula(run_, inspection_.item.layer));
    return;
  }
  if (is_lfp && !has_epsilon_share(rule_of(run_, inspection_.item.layer)))
    rule_->set_formula(rule_formula(run_, inspection_.item.layer));
  if (inspection_.item.input)
    lay_out_connection();
  else
    lay_out_neuron();
}

void InspectorFormula::lay_out_connection() {
  const int layer = inspection_.item.layer;
  const bool is_bias = *inspection_.item.input < 0;
  const bool is_gradient = run_.method == Method::gradient;
  const bool has_epsilon = terms_.epsilon.has_value() || epsilon_of(run_, layer).has_value();
  const double z = inspection_.unit.pre_activation;
  const Parts product = is_bias ? Parts{sign("="), field(Term::bias)}
                                : Parts{sign("="), field(Term::activation), sign("×"), field(Term::weight)};
  const bool is_quotient = is_gradient || has_epsilon_share(rule_of(run_, layer));
  Parts share = is_quotient ? product : Parts{sign("of")};
  if (is_quotient) {
    append(share, division(z, has_epsilon));
    append(share, {sign("×"), field(Term::feedback)});
  } else {
    if (!is_bias) append(share, {field(Term::activation), sign(",")});
    append(share, {field(is_bias ? Term::bias : Term::weight), sign(","), field(Term::feedback)});
    if (has_epsilon) append(share, {sign(","), field(Term::epsilon)});
  }
  first_caption_->setText(is_bias ? tr("Share that the bias keeps") : tr("Share handed down"));
  first_->set_parts(is_bias
                        ? tr("share")
                        : tr("R, %1 ← %2").arg(*inspection_.item.input + 1).arg(inspection_.item.unit + 1),
                    share);

  const auto moved_by = is_gradient ? ParameterShare::epsilon : rule_of(run_, layer).parameter_share;
  const bool is_usual =
      moved_by == ParameterShare::epsilon || (moved_by == ParameterShare::own && is_quotient);
  Parts update{sign("="), field(Term::rate)};
  if (is_usual) {
    if (!is_gradient) append(update, {sign("×"), field(Term::weight_size)});
    if (!is_bias) append(update, {sign("×"), field(Term::activation)});
    append(update, {sign("×"), field(Term::feedback)});
    append(update, division(z, has_epsilon));
  } else {
    append(update, {sign(is_bias ? "× F of the bias" : "× F of the weight")});
  }
  second_caption_->setText(is_bias ? tr("Update of this bias by this sample alone")
                                   : tr("Update of this weight by this sample alone"));
  second_->set_parts(is_bias ? tr("Δb") : tr("Δw"), update);
}

void InspectorFormula::lay_out_neuron() {
  first_caption_->setText(tr("Pre-activation: the sum of all contributions, and the bias"));
  first_->set_parts(tr("z"), {sign("= Σ a·w +"), field(Term::bias)});
  second_caption_->setText(tr("Feedback that arrived, shared among the inputs below"));
  Parts parts{sign("from"), field(Term::feedback)};
  if (epsilon_of(run_, inspection_.item.layer)) append(parts, {sign("with"), field(Term::epsilon)});
  second_->set_parts(tr("handed down"), parts);
}

double InspectorFormula::value_of(Term term) const {
  const auto input = inspection_.item.input.value_or(-1);
  const bool has_input = input >= 0 && input < std::ssize(terms_.weights);
  const auto at = static_cast<std::size_t>(std::max<std::int64_t>(0, input));
  switch (term) {
    case Term::activation:
      return has_input ? terms_.activations[at] : 1.0;
    case Term::weight:
      return has_input ? terms_.weights[at] : terms_.bias;
    case Term::weight_size:
      return std::abs(has_input ? terms_.weights[at] : terms_.bias);
    case Term::bias:
      return terms_.bias;
    case Term::pre_activation:
      return supposed_ ? supposed_->pre_activation : real_.pre_activation;
    case Term::epsilon:
      return terms_.epsilon.value_or(0.0);
    case Term::feedback:
      return terms_.feedback;
    case Term::rate:
      return terms_.learning_rate;
  }
  return 0;
}

/// The rule is asked about the real numbers and, where some are edited, about these.
void InspectorFormula::ask() {
  supposed_.reset();
  terms_ = real_terms();
  if (!inspection_.unit.is_plain) return;
  real_ = what_if(run_, inspection_.item.layer, terms_);
  if (edits_.empty()) return;
  const auto input = inspection_.item.input.value_or(-1);
  const bool has_input = input >= 0;
  const auto at = static_cast<std::size_t>(std::max<std::int64_t>(0, input));
  double& weight = has_input ? terms_.weights[at] : terms_.bias;
  for (const auto& [term, value] : edits_) {
    if (term == Term::activation && has_input) terms_.activations[at] = value;
    if (term == Term::weight) weight = value;
    if (term == Term::weight_size) weight = std::copysign(std::abs(value), weight);
    if (term == Term::bias) terms_.bias = value;
    if (term == Term::epsilon) terms_.epsilon = std::abs(value);
    if (term == Term::feedback) terms_.feedback = value;
    if (term == Term::rate) terms_.learning_rate = value;
  }
  // Another z with all else as it is: as if the bias made up for it.
  if (const auto z = edits_.find(Term::pre_activation); z != edits_.end())
    terms_.bias += z->second - what_if(run_, inspection_.item.layer, terms_).pre_activation;
  supposed_ = what_if(run_, inspection_.item.layer, terms_);
}

double InspectorFormula::share_in(const WhatIf& answer) const {
  const auto& input = inspection_.item.input;
  if (!input) {
    double sum = 0;
    for (const double share : answer.shares) sum += share;
    return sum;
  }
  return *input < 0 ? answer.bias_share : answer.shares[static_cast<std::size_t>(*input)];
}

double InspectorFormula::update_in(const WhatIf& answer) const {
  const auto& input = inspection_.item.input;
  if (!input) return 0;
  return *input < 0 ? answer.bias_update : answer.updates[static_cast<std::size_t>(*input)];
}

void InspectorFormula::show_values() {
  what_if_->setVisible(supposed_.has_value());
  if (!inspection_.unit.is_plain) return;
  for (const Term term : {Term::activation, Term::weight, Term::weight_size, Term::bias, Term::pre_activation,
                          Term::epsilon, Term::feedback, Term::rate})
    for (FormulaRow* row : {first_, second_})
      row->set_value(static_cast<int>(term), value_of(term), edits_.contains(term));
  const bool is_neuron = !inspection_.item.input;
  first_->set_result(is_neuron ? number_text(real_.pre_activation, 4) : signed_text(share_in(real_), 4));
  second_->set_result(is_neuron ? signed_text(share_in(real_), 4) : signed_text(update_in(real_), 4));
  if (!supposed_) return;
  QStringList told;
  const auto tell = [&told](const QString& name, const QString& number) {
    told << QStringLiteral("%1 <b>%2</b>").arg(name, number);
  };
  if (is_neuron || edits_.contains(Term::bias) || edits_.contains(Term::weight) ||
      edits_.contains(Term::activation))
    tell(tr("z"), number_text(supposed_->pre_activation, 4));
  tell(is_neuron ? tr("handed down") : tr("share"), signed_text(share_in(*supposed_), 4));
  if (!is_neuron)
    tell(*inspection_.item.input < 0 ? tr("Δb") : tr("Δw"), signed_text(update_in(*supposed_), 4));
  outcome_->setText(QStringLiteral("<b>%1</b>&nbsp;&nbsp; %2")
                        .arg(tr("What if"), told.join(QStringLiteral("&nbsp;&nbsp; "))));
}

void InspectorFormula::edit(Term term, double value) {
  edits_[term] = value;
  if (term == Term::weight) edits_.erase(Term::weight_size);
  if (term == Term::weight_size) edits_.erase(Term::weight);
  ask();
  show_values();
  emit edited();
}

void InspectorFormula::forget_edits() {
  edits_.clear();
  ask();
  show_values();
}

}  // namespace lfp
