#include "widgets/views/inspector/inspector_formula.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_formula.h"
#include "tests/support/shown_inspector.h"
#include "widgets/style/number_text.h"
#include "widgets/views/inspector/formula_row.h"
#include "widgets/views/inspector/inspector_origin.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cmath>

namespace lfp::test::inspector_formula_test {

namespace {

Interest looking_at(const InspectedItem& item) {
  Interest interest;
  interest.look_at(item);
  return interest;
}

}  // namespace

class InspectorFormulaTest : public QObject, private ShownInspector {
  Q_OBJECT

 private slots:
  void init() { show_training(); }
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
};

void InspectorFormulaTest::the_formula_holds_the_live_numbers() {
  show(connection);
  const UnitInspection& unit = view_->inspection()->unit;
  const IncomingTerm& term = unit.terms[4];
  const double z = unit.pre_activation;
  const double stabilised = z >= 0 ? z + 0.05 : z - 0.05;
  const double share = term.activation * term.weight / stabilised * unit.feedback;
  QCOMPARE(row(0).result(), signed_text(share, 4));
  QCOMPARE(field(0, Term::activation)->text(), number_text(term.activation, 4));
  QCOMPARE(field(0, Term::weight)->text(), number_text(term.weight, 4));
  QCOMPARE(field(0, Term::pre_activation)->text(), number_text(z, 4));
  const double update = 0.05 * std::abs(term.weight) * term.activation * unit.feedback / stabilised;
  QCOMPARE(row(1).result(), signed_text(update, 4));
}

void InspectorFormulaTest::editing_a_term_asks_what_if_and_leaves_the_run_alone() {
  show(connection);
  const std::string before = lockstep_->signature();
  const QSignalSpy commands(view_.get(), &InspectorView::command_issued);
  const UnitInspection unit = view_->inspection()->unit;
  type(*field(0, Term::epsilon), "0.5");
  auto& formula = *view_->findChild<InspectorFormula*>();
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

void InspectorFormulaTest::the_formula_on_screen_is_true_before_and_after_an_edit_data() {
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
void InspectorFormulaTest::the_formula_on_screen_is_true_before_and_after_an_edit() {
  QFETCH(const InspectedItem, item);
  QFETCH(const int, run);
  QFETCH(const int, term);
  QFETCH(const double, value);
  QFETCH(const bool, changes_share);
  const auto show = [&] { this->show(item, static_cast<std::size_t>(run)); };
  show();
  const auto is_true = [this](int index) {
    const double right = calculated(row(index));
    const double left = number_in(row(index).result());
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
void InspectorFormulaTest::by_the_gradient_feedback_follows_the_pre_activation() {
  show(connection, 1);
  const UnitInspection real = view_->inspection()->unit;
  const QString update = row(1).result();
  QVERIFY(std::abs(real.parameter_share) > 1e-3 && std::abs(real.feedback) > 1e-3);
  type(*field(0, Term::pre_activation), "-1.25");
  show(connection, 1);
  const double feedback = real.feedback / real.pre_activation * -1.25;
  const UnitInspection& supposed = view_->findChild<InspectorFormula*>()->supposed()->unit;
  QVERIFY(std::abs(supposed.feedback - feedback) < 1e-4);
  QCOMPARE(field(0, Term::feedback)->text(), number_text(supposed.feedback, 4));
  QVERIFY(std::abs(supposed.parameter_share - real.parameter_share) < 1e-5);
  QCOMPARE(row(1).result(), update);
}

void InspectorFormulaTest::no_result_is_shown_until_its_terms_are_answered() {
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

void InspectorFormulaTest::an_output_shows_where_its_feedback_comes_from() {
  const auto& formula = *view_->findChild<InspectorFormula*>();
  const auto& origin = *view_->findChild<FormulaRow*>(QStringLiteral("origin"));
  for (const std::size_t run : {0U, 1U}) {
    for (const std::int64_t unit : {0, 1}) {
      show({.layer = 2, .unit = unit, .input = {}}, run);
      QVERIFY(origin.isVisible());
      const UnitInspection& inspected = view_->inspection()->unit;
      QCOMPARE(origin.result(), signed_text(inspected.feedback, 4));
      QVERIFY(std::abs(calculated(origin) - inspected.feedback) < 2e-3);
      QVERIFY(formula.origin_words().contains("R ÷ o"));
    }
  }
  show(neuron);
  QVERIFY(!origin.isVisible());
  QVERIFY(formula.origin_words().isEmpty());
}

void InspectorFormulaTest::the_sign_of_an_outputs_feedback_is_explained() {
  const auto sentence = [](bool is_target, double logit, double feedback) {
    const FeedbackOrigin origin{.formula = {}, .terms = {}, .logit = logit, .is_target = is_target};
    return origin_sentence(origin, feedback);
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

void InspectorFormulaTest::the_button_brings_the_real_values_back() {
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

void InspectorFormulaTest::escape_brings_the_real_values_back() {
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

void InspectorFormulaTest::terms_are_edited_together() {
  show(connection);
  type(*field(0, Term::weight), "0.5");
  type(*field(0, Term::activation), "2");
  type(*field(0, Term::feedback), "-1.5");
  type(*field(1, Term::rate), "10");
  show(connection);
  const auto& formula = *view_->findChild<InspectorFormula*>();
  const SupposedOutcome& outcome = *formula.supposed();
  const double z = outcome.unit.pre_activation;
  const double quotient = -1.5 / (z >= 0 ? z + 0.05 : z - 0.05);
  QCOMPARE(field(0, Term::pre_activation)->text(), number_text(z, 4));
  QVERIFY(std::abs(outcome.unit.parameter_share - quotient) < 1e-4);
  QVERIFY(std::abs(outcome.update - 10.0 * quotient) < 1e-3);
  QVERIFY(std::abs(z - view_->inspection()->unit.pre_activation) > 1e-3);
}

void InspectorFormulaTest::a_channel_and_its_weights_can_be_edited() {
  show_images();
  const InspectedItem tap{.layer = 0, .unit = 1, .input = 4};
  show(tap);
  QVERIFY(view_->inspection()->unit.positions > 1);
  QVERIFY2(field(0, Term::activation) == nullptr, "there is no single activation");
  QVERIFY(field(0, Term::pre_activation) == nullptr);
  QCOMPARE(row(0).result(), signed_text(view_->inspection()->unit.parameter_share, 4));
  const double feedback = view_->inspection()->parameter->sample_feedback;
  QCOMPARE(field(1, Term::moved)->text(), number_text(feedback, 4));
  QVERIFY(field(1, Term::moved)->isReadOnly());
  const double rate = lockstep_->snapshot({})->runs[0].learning_rate;
  QCOMPARE(row(1).result(), signed_text(rate * feedback, 4));
  type(*field(0, Term::weight), "0.75");
  show(tap);
  const auto& formula = *view_->findChild<InspectorFormula*>();
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

void InspectorFormulaTest::what_is_typed_must_be_a_number() {
  show(connection);
  const QString real = field(0, Term::weight)->text();
  type(*field(0, Term::weight), "much");
  QCOMPARE(field(0, Term::weight)->text(), real);
  QVERIFY(!view_->findChild<InspectorFormula*>()->supposed());
}

}  // namespace lfp::test::inspector_formula_test

LFPLAB_QT_TEST(inspector_formula_test, InspectorFormulaTest)
#include "inspector_formula_test.moc"
