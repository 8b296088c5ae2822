#include "widgets/views/inspector/inspector_view.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/figure_texts.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_formula.h"
#include "tests/support/shown_number.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/term_field.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/formula_row.h"
#include "widgets/views/inspector/inspector_formula.h"
#include "widgets/views/inspector/inspector_history.h"
#include "widgets/views/inspector/inspector_origin.h"
#include "widgets/views/inspector/share_bars.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace lfp::test::inspector_view_test {

namespace {

const InspectedItem connection{.layer = 2, .unit = 1, .input = 4};
const InspectedItem bias{.layer = 2, .unit = 1, .input = -1};
const InspectedItem neuron{.layer = 1, .unit = 4};
const InspectedItem wide_neuron{.layer = 0, .unit = 4};
const InspectedItem wide_output{.layer = 1, .unit = 1};

lfp::Lockstep training() {
  lfp::Experiment experiment = lfp::test::small_experiment();
  experiment.runs[0].rule.settings.set("epsilon", 0.05);
  lfp::Lockstep lockstep = lfp::test::start(experiment, {.raster = true});
  lockstep.watch({connection});
  lockstep.advance(12);
  return lockstep;
}

Interest looking_at(const InspectedItem& item) {
  Interest interest;
  interest.look_at(item);
  return interest;
}

}  // namespace

class InspectorViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void waits_for_a_choice();
  void asks_for_the_item_in_focus();
  void names_what_it_shows();
  void the_formula_holds_the_live_numbers();
  void editing_a_term_asks_what_if_and_leaves_the_run_alone();
  void the_formula_on_screen_is_true_before_and_after_an_edit_data();
  void the_formula_on_screen_is_true_before_and_after_an_edit();
  void by_the_gradient_feedback_follows_the_pre_activation();
  void no_result_is_shown_until_its_terms_are_answered();
  void an_output_shows_where_its_feedback_comes_from();
  void the_sign_of_an_outputs_feedback_is_explained();
  void the_button_brings_the_real_values_back();
  void escape_brings_the_real_values_back();
  void terms_are_edited_together();
  void a_channel_and_its_weights_can_be_edited();
  void what_is_typed_must_be_a_number();
  void every_share_is_its_own_value_and_rounding_is_said();
  void shares_of_a_negative_feedback_are_sorted_by_size();
  void shares_on_screen_are_those_of_the_neuron();
  void a_click_on_a_share_goes_to_its_connection();
  void setting_a_weight_sends_a_command();
  void received_shares_are_told_of_a_neuron();
  void the_history_has_the_weights_values_and_flips();
  void the_history_begins_with_the_key_frames();
  void every_kind_of_layer_has_a_history();
  void keys_choose_the_run_and_let_go();
  void numbers_and_figures_can_be_taken_along();

 private:
  void show(const InspectedItem& item, std::size_t run = 0);
  void show_images();
  void show_wide();
  lfp::FormulaRow& row(int index) { return *view_->findChildren<lfp::FormulaRow*>()[index]; }
  lfp::TermField* field(int index, Term term) { return row(index).field(static_cast<int>(term)); }
  void type(lfp::TermField& field, const QString& text);

  std::unique_ptr<lfp::Lockstep> lockstep_;
  std::unique_ptr<Focus> focus_;
  std::unique_ptr<InspectorView> view_;
};

void InspectorViewTest::init() {
  lockstep_ = std::make_unique<lfp::Lockstep>(training());
  focus_ = std::make_unique<Focus>();
  view_ = std::make_unique<InspectorView>(*focus_);
  apply_theme(*view_, lfp::Theme::make(lfp::Theme::Kind::light));
  view_->resize(808, 828);
  view_->show();
  view_->set_snapshot(lockstep_->snapshot({}));
}

/// As the window does: the choice, then a snapshot that holds what the view asks for.
void InspectorViewTest::show(const InspectedItem& item, std::size_t run) {
  focus_->set_item(item, run);
  Interest interest;
  view_->add_interest(interest);
  view_->set_snapshot(lockstep_->snapshot(interest));
  QCoreApplication::processEvents();
}

/// Digits in a small network of images instead of the spirals.
void InspectorViewTest::show_images() {
  lfp::Experiment experiment = lfp::test::small_experiment();
  experiment.dataset = {.name = "digits", .settings = {}};
  experiment.dataset.settings.set("samples", std::int64_t{120});
  lfp::LayerSpec convolution;
  convolution.kind.name = "conv2d";
  convolution.kind.settings.set("channels", std::int64_t{3});
  convolution.activation.name = "relu";
  lfp::LayerSpec pool;
  pool.kind.name = "max_pool";
  lfp::LayerSpec flatten;
  flatten.kind.name = "flatten";
  experiment.network.layers = {convolution, pool, flatten, lfp::test::dense_spec(10, "")};
  lockstep_ = std::make_unique<lfp::Lockstep>(lfp::test::start(experiment, {.raster = true}));
  lockstep_->advance(5);
}

/// A layer so wide that the digits of its outputs' shares hardly ever add up, and three outputs.
void InspectorViewTest::show_wide() {
  lfp::Experiment experiment = lfp::test::small_experiment();
  experiment.dataset = {.name = "swirls", .settings = {}};
  experiment.network.layers = {lfp::test::dense_spec(200, "relu"), lfp::test::dense_spec(3, "")};
  lockstep_ = std::make_unique<lfp::Lockstep>(lfp::test::start(experiment, {.raster = true}));
  lockstep_->advance(5);
}

void InspectorViewTest::type(lfp::TermField& field, const QString& text) {
  field.setFocus();
  field.selectAll();
  QTest::keyClicks(&field, text);
  QTest::keyClick(&field, Qt::Key_Return);
}

void InspectorViewTest::waits_for_a_choice() {
  QVERIFY(view_->inspection() == nullptr);
  QVERIFY(view_->csv().isEmpty());
  Interest interest;
  view_->add_interest(interest);
  QVERIFY(interest.close_looks.empty());
}

void InspectorViewTest::asks_for_the_item_in_focus() {
  focus_->set_item(connection);
  focus_->set_sample(9);
  Interest interest;
  view_->add_interest(interest);
  QVERIFY(interest.inspected_items() == std::vector{connection});
  QCOMPARE(interest.sample_index, 9);
}

void InspectorViewTest::names_what_it_shows() {
  show(connection);
  QCOMPARE(view_->windowTitle(), QStringLiteral("Connection"));
  QVERIFY2(view_->heading().startsWith("Layer 2 · neuron 5 → output"), qPrintable(view_->heading()));
  show(bias);
  QCOMPARE(view_->windowTitle(), QStringLiteral("Bias"));
  show(neuron);
  QCOMPARE(view_->windowTitle(), QStringLiteral("Neuron"));
  QCOMPARE(view_->heading(), QStringLiteral("Layer 2 · neuron 5"));
}

void InspectorViewTest::the_formula_holds_the_live_numbers() {
  show(connection);
  const lfp::UnitInspection& unit = view_->inspection()->unit;
  const lfp::IncomingTerm& term = unit.terms[4];
  const double z = unit.pre_activation;
  const double stabilised = z >= 0 ? z + 0.05 : z - 0.05;
  const double share = term.activation * term.weight / stabilised * unit.feedback;
  QCOMPARE(row(0).result(), lfp::signed_text(share, 4));
  QCOMPARE(field(0, Term::activation)->text(), lfp::number_text(term.activation, 4));
  QCOMPARE(field(0, Term::weight)->text(), lfp::number_text(term.weight, 4));
  QCOMPARE(field(0, Term::pre_activation)->text(), lfp::number_text(z, 4));
  const double update = 0.05 * std::abs(term.weight) * term.activation * unit.feedback / stabilised;
  QCOMPARE(row(1).result(), lfp::signed_text(update, 4));
}

void InspectorViewTest::editing_a_term_asks_what_if_and_leaves_the_run_alone() {
  show(connection);
  const std::string before = lockstep_->signature();
  const QSignalSpy commands(view_.get(), &InspectorView::command_issued);
  const lfp::UnitInspection unit = view_->inspection()->unit;
  type(*field(0, Term::epsilon), "0.5");
  auto& formula = *view_->findChild<lfp::InspectorFormula*>();
  Interest interest;
  view_->add_interest(interest);
  QCOMPARE(interest.close_looks.front().suppositions.size(), std::size_t{1});
  show(connection);
  QVERIFY(formula.supposed().has_value());
  const double z = unit.pre_activation;
  const double expected =
      unit.terms[4].activation * unit.terms[4].weight * unit.feedback / (z >= 0 ? z + 0.5 : z - 0.5);
  const double share = formula.supposed()->unit.terms[4].share;
  QVERIFY(std::abs(share - expected) < 1e-5 * std::max(1.0, std::abs(expected)));
  QCOMPARE(formula.supposed()->unit.parameter_share, share);
  QCOMPARE(view_->shares().sum, unit.feedback);
  QVERIFY(field(0, Term::epsilon)->is_edited());
  QVERIFY(field(1, Term::epsilon)->is_edited());
  QVERIFY(!field(0, Term::weight)->is_edited());
  QCOMPARE(commands.count(), 0);
  QCOMPARE(lockstep_->signature(), before);
  // Snapshots that follow leave the edit in place, also one that was made before it was asked.
  view_->set_snapshot(lockstep_->snapshot(looking_at(connection)));
  QVERIFY(formula.supposed().has_value());
  QVERIFY(field(0, Term::epsilon)->is_edited());
  show(neuron);
  QVERIFY(!formula.supposition().has_value());
  QVERIFY(!formula.supposed().has_value());
}

void InspectorViewTest::the_formula_on_screen_is_true_before_and_after_an_edit_data() {
  QTest::addColumn<InspectedItem>("item");
  QTest::addColumn<int>("run");
  QTest::addColumn<int>("term");
  QTest::addColumn<double>("value");
  QTest::addColumn<bool>("changes_share");
  const auto add = [](const char* name, const InspectedItem& item, int run, Term term, double value,
                      bool changes_share = true) {
    QTest::newRow(name) << item << run << static_cast<int>(term) << value << changes_share;
  };
  add("weight", connection, 0, Term::weight, 1.0);
  add("turned weight", connection, 0, Term::weight, -0.9);
  add("activation", connection, 0, Term::activation, 1.5);
  add("pre-activation below zero", connection, 0, Term::pre_activation, -1.25);
  add("pre-activation above zero", connection, 0, Term::pre_activation, 1.25);
  add("feedback", connection, 0, Term::feedback, -0.7);
  add("epsilon", connection, 0, Term::epsilon, 0.5);
  add("bias", bias, 0, Term::bias, -0.75);
  add("weight, by the gradient", connection, 1, Term::weight, 1.0);
  // R = δ z: the share a w R ÷ z is a w δ, whatever z is.
  add("pre-activation, by the gradient", connection, 1, Term::pre_activation, -1.25, false);
}

/// The digits are read off the screen and calculated with.
void InspectorViewTest::the_formula_on_screen_is_true_before_and_after_an_edit() {
  QFETCH(const InspectedItem, item);
  QFETCH(const int, run);
  QFETCH(const int, term);
  QFETCH(const double, value);
  QFETCH(const bool, changes_share);
  const auto show = [&] { this->show(item, static_cast<std::size_t>(run)); };
  show();
  const auto is_true = [this](int index) {
    const double right = lfp::test::calculated(row(index));
    const double left = lfp::test::number_in(row(index).result());
    return std::abs(left - right) <= 0.02 * std::abs(right) + 2e-4;
  };
  QVERIFY(is_true(0) && is_true(1));
  const QString first = row(0).result();
  const QString second = row(1).result();
  type(*row(0).field(term), QString::number(value));
  show();
  QVERIFY2(is_true(0), qPrintable(row(0).result()));
  QVERIFY2(is_true(1), qPrintable(row(1).result()));
  QCOMPARE(row(0).result() != first, changes_share);
  QCOMPARE(row(0).result_caption(), QStringLiteral("was ") + first);
  QCOMPARE(row(1).result_caption(), QStringLiteral("was ") + second);
  QTest::keyClick(view_.get(), Qt::Key_Escape);
  QCOMPARE(row(0).result(), first);
  QVERIFY(!row(0).result_caption().startsWith("was"));
}

/// The derivative δ that comes from above does not depend on z.
void InspectorViewTest::by_the_gradient_feedback_follows_the_pre_activation() {
  show(connection, 1);
  const lfp::UnitInspection real = view_->inspection()->unit;
  const QString update = row(1).result();
  QVERIFY(std::abs(real.parameter_share) > 1e-3 && std::abs(real.feedback) > 1e-3);
  type(*field(0, Term::pre_activation), "-1.25");
  show(connection, 1);
  const double feedback = real.feedback / real.pre_activation * -1.25;
  const lfp::UnitInspection& supposed = view_->findChild<lfp::InspectorFormula*>()->supposed()->unit;
  QVERIFY(std::abs(supposed.feedback - feedback) < 1e-4);
  QCOMPARE(field(0, Term::feedback)->text(), lfp::number_text(supposed.feedback, 4));
  QVERIFY(std::abs(supposed.parameter_share - real.parameter_share) < 1e-5);
  QCOMPARE(row(1).result(), update);
}

void InspectorViewTest::no_result_is_shown_until_its_terms_are_answered() {
  show(connection);
  type(*field(0, Term::weight), "1.5");
  QCOMPARE(row(0).result(), QStringLiteral("…"));
  show(connection);
  const QString answered = row(0).result();
  QVERIFY(answered != QStringLiteral("…"));
  type(*field(0, Term::weight), "2.5");
  QCOMPARE(row(0).result(), QStringLiteral("…"));
  show(connection);
  QVERIFY(row(0).result() != answered);
}

void InspectorViewTest::an_output_shows_where_its_feedback_comes_from() {
  const auto& formula = *view_->findChild<lfp::InspectorFormula*>();
  const auto& origin = *view_->findChild<lfp::FormulaRow*>(QStringLiteral("origin"));
  for (const std::size_t run : {0U, 1U}) {
    for (const std::int64_t unit : {0, 1}) {
      show({.layer = 2, .unit = unit, .input = {}}, run);
      QVERIFY(origin.isVisible());
      const lfp::UnitInspection& inspected = view_->inspection()->unit;
      QCOMPARE(origin.result(), lfp::signed_text(inspected.feedback, 4));
      QVERIFY(std::abs(lfp::test::calculated(origin) - inspected.feedback) < 2e-3);
      QVERIFY(formula.origin_words().contains("R ÷ o"));
    }
  }
  show(neuron);
  QVERIFY(!origin.isVisible());
  QVERIFY(formula.origin_words().isEmpty());
}

void InspectorViewTest::the_sign_of_an_outputs_feedback_is_explained() {
  const auto sentence = [](bool is_target, double logit, double feedback) {
    const lfp::FeedbackOrigin origin{.formula = {}, .terms = {}, .logit = logit, .is_target = is_target};
    return lfp::origin_sentence(origin, feedback);
  };
  QCOMPARE(sentence(true, -1.5, -0.75),
           QStringLiteral(
               "The right class has a negative R because its logit is negative. Weights move by R ÷ o = "
               "+0.5000, so the update raises the logit."));
  QCOMPARE(
      sentence(false, -1.5, 0.75),
      QStringLiteral("A wrong class has a positive R because its logit is negative. Weights move by R ÷ o = "
                     "−0.5000, so the update lowers the logit."));
  QVERIFY(sentence(true, 1.5, 0.75).startsWith("The right class: weights move by R ÷ o = +0.5000"));
  QCOMPARE(sentence(true, 1.5, 0.0), QStringLiteral("The right class gets no feedback in this sample."));
}

void InspectorViewTest::the_button_brings_the_real_values_back() {
  show(connection);
  const QString real = field(0, Term::weight)->text();
  type(*field(0, Term::weight), "-2");
  QCOMPARE(field(1, Term::weight_size)->text(), QStringLiteral("2.0000"));
  show(connection);
  auto* back = view_->findChild<QPushButton*>();
  QVERIFY(back->isVisible());
  QTest::mouseClick(back, Qt::LeftButton);
  QCOMPARE(field(0, Term::weight)->text(), real);
  QVERIFY(!back->isVisible());
  Interest interest;
  view_->add_interest(interest);
  QVERIFY(interest.look_at(connection).suppositions.empty());
}

void InspectorViewTest::escape_brings_the_real_values_back() {
  show(connection);
  const QString real = field(0, Term::weight)->text();
  type(*field(0, Term::weight), "-2");
  show(connection);
  QTest::keyClick(field(0, Term::weight), Qt::Key_Escape);
  QCOMPARE(field(0, Term::weight)->text(), real);
  QVERIFY(focus_->item() == connection);
  QTest::keyClick(view_.get(), Qt::Key_Escape);
  QVERIFY(!focus_->item());
}

void InspectorViewTest::terms_are_edited_together() {
  show(connection);
  type(*field(0, Term::weight), "0.5");
  type(*field(0, Term::activation), "2");
  type(*field(0, Term::feedback), "-1.5");
  type(*field(1, Term::rate), "10");
  show(connection);
  const auto& formula = *view_->findChild<lfp::InspectorFormula*>();
  const lfp::SupposedOutcome& outcome = *formula.supposed();
  const double z = outcome.unit.pre_activation;
  const double quotient = -1.5 / (z >= 0 ? z + 0.05 : z - 0.05);
  QCOMPARE(field(0, Term::pre_activation)->text(), lfp::number_text(z, 4));
  QVERIFY(std::abs(outcome.unit.parameter_share - quotient) < 1e-4);
  QVERIFY(std::abs(outcome.update - 10.0 * quotient) < 1e-3);
  QVERIFY(std::abs(z - view_->inspection()->unit.pre_activation) > 1e-3);
}

void InspectorViewTest::a_channel_and_its_weights_can_be_edited() {
  show_images();
  const InspectedItem tap{.layer = 0, .unit = 1, .input = 4};
  show(tap);
  QVERIFY(view_->inspection()->unit.positions > 1);
  QVERIFY2(field(0, Term::activation) == nullptr, "there is no single activation");
  QVERIFY(field(0, Term::pre_activation) == nullptr);
  QCOMPARE(row(0).result(), lfp::signed_text(view_->inspection()->unit.parameter_share, 4));
  const double feedback = view_->inspection()->parameter->sample_feedback;
  QCOMPARE(field(1, Term::moved)->text(), lfp::number_text(feedback, 4));
  QVERIFY(field(1, Term::moved)->isReadOnly());
  const double rate = lockstep_->snapshot({})->runs[0].learning_rate;
  QCOMPARE(row(1).result(), lfp::signed_text(rate * feedback, 4));
  type(*field(0, Term::weight), "0.75");
  show(tap);
  const auto& formula = *view_->findChild<lfp::InspectorFormula*>();
  QVERIFY(formula.supposed().has_value());
  QCOMPARE(formula.supposed()->unit.terms[4].weight, 0.75);
  QVERIFY(view_->shares().lines.size() >= 9);
  QVERIFY(view_->findChild<QPushButton*>()->isVisible());
  show({.layer = 0, .unit = 1, .input = {}});
  QVERIFY(!formula.supposition());
  type(*field(0, Term::bias), "0.5");
  show({.layer = 0, .unit = 1, .input = {}});
  QCOMPARE(formula.supposed()->unit.bias, 0.5);
  show({.layer = 1, .unit = 1, .input = {}});
  QVERIFY2(!row(0).isVisible(), "pooling learns nothing");
}

void InspectorViewTest::what_is_typed_must_be_a_number() {
  show(connection);
  const QString real = field(0, Term::weight)->text();
  type(*field(0, Term::weight), "much");
  QCOMPARE(field(0, Term::weight)->text(), real);
  QVERIFY(!view_->findChild<lfp::InspectorFormula*>()->supposed());
}

void InspectorViewTest::every_share_is_its_own_value_and_rounding_is_said() {
  show_wide();
  int roundings = 0;
  for (const InspectedItem& item : {wide_neuron, wide_output}) {
    show(item);
    const lfp::UnitInspection& unit = view_->inspection()->unit;
    const lfp::ShareList list = view_->shares();
    QCOMPARE(list.sum, unit.feedback);
    long long sum = 0;
    for (const lfp::ShareLine& line : list.lines) {
      sum += lfp::test::digits_of(line.share, list.scale.plain_decimals());
      if (line.input && *line.input >= 0)
        QCOMPARE(line.share, unit.terms[static_cast<std::size_t>(*line.input)].share);
      if (line.is_rounding) {
        ++roundings;
        QVERIFY2(&line == &list.lines.back(), "it is the last line");
      }
    }
    QCOMPARE(sum, lfp::test::digits_of(list.sum, list.scale.plain_decimals()));
  }
  QVERIFY2(roundings > 0, "with so many terms some digits are lost");
}

void InspectorViewTest::shares_of_a_negative_feedback_are_sorted_by_size() {
  show_wide();
  int negative = 0;
  for (std::int64_t unit = 0; unit < 3; ++unit) {
    show({.layer = 1, .unit = unit, .input = {}});
    negative += view_->inspection()->unit.feedback < 0 ? 1 : 0;
    double before = std::numeric_limits<double>::infinity();
    for (const lfp::ShareLine& line : view_->shares().lines) {
      if (line.is_below) break;
      QVERIFY(std::abs(line.share) <= before);
      before = std::abs(line.share);
    }
  }
  QVERIFY(negative > 0);
}

/// Each text of the figure is read back: a row of its name, contribution, share and percent.
void InspectorViewTest::shares_on_screen_are_those_of_the_neuron() {
  show_wide();
  show(wide_output);
  const lfp::UnitInspection& unit = view_->inspection()->unit;
  const lfp::ShareList list = view_->shares();
  const QStringList texts = lfp::test::texts_of(*view_, QSize(800, 5000));
  for (std::size_t input = 0; input < unit.terms.size(); ++input) {
    const auto at = texts.indexOf(QStringLiteral("neuron %1").arg(input + 1));
    QVERIFY(at >= 0);
    const double share = unit.terms[input].share;
    QCOMPARE(texts[at + 2], list.scale.signed_text(share));
    QCOMPARE(texts[at + 3], lfp::percent_text(share / unit.feedback));
  }
  QVERIFY(texts.contains(QStringLiteral("rounding")));
}

void InspectorViewTest::a_click_on_a_share_goes_to_its_connection() {
  show(neuron);
  auto& bars = *view_->findChild<lfp::ShareBars*>();
  const auto input = bars.shares().lines[2].input;
  QTest::mouseClick(bars.viewport(), Qt::LeftButton, {}, bars.row_area(2).center());
  QVERIFY(focus_->item()->input == input);
  QCOMPARE(focus_->item()->unit, neuron.unit);
  show(*focus_->item());
  QTest::keyClick(&bars, Qt::Key_Down);
  QVERIFY(focus_->item()->input == bars.shares().lines[3].input);
}

void InspectorViewTest::setting_a_weight_sends_a_command() {
  show(connection);
  QSignalSpy commands(view_.get(), &InspectorView::command_issued);
  lfp::TermField* set = nullptr;
  for (auto* candidate : view_->findChildren<lfp::TermField*>())
    if (candidate->accessibleName() == QStringLiteral("Set weight")) set = candidate;
  QVERIFY(set != nullptr);
  type(*set, "0.25");
  QCOMPARE(commands.count(), 1);
  const auto command = commands[0][0].value<lfp::Command>();
  const auto& asked = std::get<lfp::command::SetParameter>(command);
  QCOMPARE(asked.run, 0U);
  QVERIFY((asked.edit.parameter == lfp::InspectedItem{.layer = 2, .unit = 1, .input = 4}));
  QCOMPARE(asked.edit.value, 0.25);
}

void InspectorViewTest::received_shares_are_told_of_a_neuron() {
  show({.layer = -1, .unit = 1});
  const lfp::ShareList list = view_->shares();
  const auto neurons = std::ranges::count_if(
      list.lines, [](const lfp::ShareLine& line) { return line.name.startsWith("Layer 1 · neuron"); });
  QCOMPARE(neurons, 12);
  long long sum = 0;
  for (const lfp::ShareLine& line : list.lines)
    sum += lfp::test::digits_of(line.share, list.scale.plain_decimals());
  QCOMPARE(sum, lfp::test::digits_of(list.sum, list.scale.plain_decimals()));
  // Nothing else is there but what rounding leaves.
  QCOMPARE(list.lines.size() - 12U, list.lines.back().is_rounding ? 1U : 0U);
}

void InspectorViewTest::the_history_has_the_weights_values_and_flips() {
  show(connection);
  const auto& history = *view_->findChild<lfp::InspectorHistory*>();
  const auto& line = history.panel().content().lines.front();
  QCOMPARE(line.x.size(), 13U);
  QCOMPARE(line.x.front(), 0.0);
  QCOMPARE(line.x.back(), 12.0);
  QVERIFY(std::abs(line.y.back() - view_->inspection()->parameter->value) < 1e-6);
  const double value = view_->inspection()->parameter->value;
  lockstep_->set_parameter(0, {.parameter = {.layer = 2, .unit = 1, .input = 4}, .value = -value});
  lockstep_->advance(1);
  show(connection);
  QVERIFY(!history.flips().empty());
  QVERIFY(history.caption().contains("flip"));
  show(neuron);
  QCOMPARE(history.panel().content().lines.front().x.size(), 13U);
}

void InspectorViewTest::the_history_begins_with_the_key_frames() {
  lfp::Experiment experiment = lfp::test::small_experiment();
  lockstep_ = std::make_unique<lfp::Lockstep>(lfp::test::start(experiment, {.raster = true, .past = true}));
  show(connection);
  const double first = view_->inspection()->parameter->value;
  lockstep_->advance(40);
  lockstep_->watch({connection});
  lockstep_->advance(3);
  show(connection);
  const auto& history = *view_->findChild<lfp::InspectorHistory*>();
  const auto& lines = history.panel().content().lines;
  QCOMPARE(lines.size(), 2U);
  QCOMPARE(lines[0].x.size(), 4U);
  QCOMPARE(lines[0].x.front(), 40.0);
  QCOMPARE(lines[1].x.front(), 0.0);
  QCOMPARE(lines[1].y.front(), first);
  QCOMPARE(lines[1].x.back(), 40.0);
  QCOMPARE(lines[1].y.back(), lines[0].y.front());
  QCOMPARE(history.dots().size(), lines[1].x.size() - 1);
  QCOMPARE(history.panel().content().x.low, 0.0);
  QVERIFY2(history.caption().contains("every step since 40, key frames before"),
           qPrintable(history.caption()));
  lockstep_->go_to(20);
  show(connection);
  QCOMPARE(history.panel().content().x.high, 43.0);  // what lies ahead keeps its room
  QCOMPARE(history.panel().content().here.value_or(-1), 20.0);
  QCOMPARE(history.panel().content().lines.back().x.back() <= 20.0, true);
}

void InspectorViewTest::every_kind_of_layer_has_a_history() {
  show_images();
  const auto& history = *view_->findChild<lfp::InspectorHistory*>();
  const auto layers = static_cast<int>(lockstep_->snapshot({})->runs[0].layers.size());
  for (int layer = 0; layer < layers; ++layer) {
    show({.layer = layer, .unit = 2, .input = {}});
    const auto& line = history.panel().content().lines.front();
    QCOMPARE(line.x, (std::vector<double>{1, 2, 3, 4, 5}));
    const auto& shown = view_->snapshot()->runs[0].layers[static_cast<std::size_t>(layer)];
    QCOMPARE(line.y.back(), static_cast<double>(shown.feedback[2]));
  }
  show({.layer = -1, .unit = 30, .input = {}});
  QVERIFY(history.panel().content().lines.front().x.empty());
  QCOMPARE(history.caption(), QStringLiteral("not recorded for inputs"));
}

void InspectorViewTest::keys_choose_the_run_and_let_go() {
  show(connection);
  const double by_lfp = view_->inspection()->parameter->value;
  QTest::keyClick(view_.get(), Qt::Key_B);
  QVERIFY(view_->inspection()->parameter->value != by_lfp);
  QTest::keyClick(view_.get(), Qt::Key_Escape);
  QVERIFY(!focus_->item());
}

void InspectorViewTest::numbers_and_figures_can_be_taken_along() {
  show(connection);
  const QStringList rows = view_->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(rows.size(), 1 + 12 + 3);
  QVERIFY(rows[1].startsWith("neuron 1,"));
  const QTemporaryDir folder;
  lfp::save_figure(*view_, folder.filePath("inspector.svg"), QSize(800, 500));
  QFile file(folder.filePath("inspector.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(file.readAll().contains("bias share"));
}

}  // namespace lfp::test::inspector_view_test

LFPLAB_QT_TEST(inspector_view_test, InspectorViewTest)
#include "inspector_view_test.moc"
