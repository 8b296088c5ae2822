#include "widgets/controls/formula_label.h"

#include "tests/support/qt_test.h"
#include "widgets/controls/formula_painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

namespace lfp::test::formula_label_test {

namespace {

const QString epsilon_rule = "R_i = Σ_j \\frac{a_i w_{ji}}{z_j + ε·sg(z_j)} R_j";

QFont formula_font() {
  return Theme::make(Theme::Kind::light).formula();
}

lfp::FormulaSize size_of(const QString& source) {
  return Formula(source).size(formula_font());
}

/// The box around what paint() inks, relative to the origin on the baseline.
QRect ink_of(const QString& source) {
  const QPoint origin(60, 120);
  QImage image(500, 240, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setPen(Qt::black);
  Formula(source).paint(painter, origin, formula_font());
  painter.end();
  QRect ink;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (qGray(image.pixel(x, y)) < 128) ink |= QRect(x, y, 1, 1);
  return ink.translated(-origin);
}

}  // namespace

class FormulaTest : public QObject {
  Q_OBJECT

 private slots:
  void variables_are_italic_and_functions_upright();
  void subscripts_take_one_sign_or_a_group();
  void sub_and_superscript_share_one_place();
  void fraction_has_two_parts_and_may_nest();
  void what_is_unknown_is_shown_as_written_data();
  void what_is_unknown_is_shown_as_written();
  void hyphen_becomes_a_real_minus();
  void plain_text_is_readable();
  void letters_stand_on_the_baseline();
  void subscript_hangs_below_and_superscript_rises();
  void fraction_bar_is_level_with_the_minus_sign();
  void nested_fractions_grow();
  void nothing_is_painted_outside_the_stated_size();
  void long_formulas_break_before_operators();
  void fractions_are_never_broken();
  void label_grows_with_its_lines();
  void label_without_formula_hides();
  void label_names_the_formula_for_assistive_technology();
};

void FormulaTest::variables_are_italic_and_functions_upright() {
  const auto nodes = lfp::parse_formula("ε sg(z) + w");
  QCOMPARE(nodes.size(), 4);
  QCOMPARE(nodes[0]->text, QString("ε sg("));
  QCOMPARE(nodes[0]->kind, FormulaNode::Kind::upright);
  QCOMPARE(nodes[1]->text, QString("z"));
  QCOMPARE(nodes[1]->kind, FormulaNode::Kind::italic);
  QCOMPARE(nodes[3]->kind, FormulaNode::Kind::italic);
  QCOMPARE(lfp::parse_formula("f(x)")[0]->kind, FormulaNode::Kind::italic);
  QCOMPARE(lfp::parse_formula("if z")[0]->kind, FormulaNode::Kind::upright);
}

void FormulaTest::subscripts_take_one_sign_or_a_group() {
  const auto one = lfp::parse_formula("w_ji");
  QCOMPARE(lfp::plain_text(one[1]->lower), QString("j"));
  QCOMPARE(one[2]->text, QString("i"));
  const auto group = lfp::parse_formula("w_{ji}");
  QCOMPARE(group.size(), 2);
  QCOMPARE(lfp::plain_text(group[1]->lower), QString("ji"));
}

void FormulaTest::sub_and_superscript_share_one_place() {
  const auto nodes = lfp::parse_formula("b_j^+ x^2_i");
  QCOMPARE(nodes[1]->kind, FormulaNode::Kind::script);
  QCOMPARE(lfp::plain_text(nodes[1]->lower), QString("j"));
  QCOMPARE(lfp::plain_text(nodes[1]->upper), QString("+"));
  QVERIFY(size_of("b_j^+").width < size_of("b_j").width + size_of("^+ ").width);
}

void FormulaTest::fraction_has_two_parts_and_may_nest() {
  const auto nodes = lfp::parse_formula("\\frac{\\frac{a}{b} + 1}{2}");
  QCOMPARE(nodes.size(), 1);
  QCOMPARE(nodes[0]->kind, FormulaNode::Kind::fraction);
  QCOMPARE(nodes[0]->upper[0]->kind, FormulaNode::Kind::fraction);
  QCOMPARE(lfp::plain_text(nodes[0]->lower), QString("2"));
}

void FormulaTest::what_is_unknown_is_shown_as_written_data() {
  QTest::addColumn<QString>("source");
  for (const char* source : {"\\sum x", "a }", "x_", "{ a", "^", "a _ b"}) QTest::newRow(source) << source;
}

void FormulaTest::what_is_unknown_is_shown_as_written() {
  QFETCH(QString, source);
  QCOMPARE(Formula(source).plain_text(), source);
}

void FormulaTest::hyphen_becomes_a_real_minus() {
  QCOMPARE(Formula("y - p").plain_text(), QString("y − p"));
  QCOMPARE(Formula("w^-").plain_text(), QString("w^−"));
}

void FormulaTest::plain_text_is_readable() {
  QCOMPARE(Formula(epsilon_rule).plain_text(), QString("R_i = Σ_j (a_i w_ji) / (z_j + ε·sg(z_j)) R_j"));
  QVERIFY(Formula().is_empty());
  QVERIFY(Formula("  ").is_empty());
}

void FormulaTest::letters_stand_on_the_baseline() {
  QCOMPARE(ink_of("R").bottom(), -1);
  QCOMPARE(ink_of("Σ").bottom(), -1);
}

void FormulaTest::subscript_hangs_below_and_superscript_rises() {
  QVERIFY(ink_of("R_i").bottom() > ink_of("R").bottom());
  QVERIFY(ink_of("R^2").top() < ink_of("R").top());
  QVERIFY(size_of("R_i").descent > size_of("R").descent);
  QVERIFY(size_of("R^2").ascent > size_of("R").ascent);
}

void FormulaTest::fraction_bar_is_level_with_the_minus_sign() {
  // The bar is all that is inked in a fraction of nothing.
  const QRect bar = ink_of("\\frac{ }{ }");
  const QRect minus = ink_of("−");
  QVERIFY(std::abs(bar.center().y() - minus.center().y()) <= 1);
}

void FormulaTest::nested_fractions_grow() {
  const double one = size_of("\\frac{a}{b}").height();
  const double two = size_of("\\frac{\\frac{a}{b}}{c}").height();
  QVERIFY(one > 1.7 * size_of("a").height());
  QVERIFY(two > one + 5);
}

void FormulaTest::nothing_is_painted_outside_the_stated_size() {
  for (const QString& source :
       {epsilon_rule, QString("R_c = o_c (y_c − p_c)"), QString("\\frac{d_i^2}{\\frac{a}{b_j}}"),
        QString("Δw_{ji} = |w_{ji}| Σ_n a_i^2")}) {
    const QRect ink = ink_of(source);
    const auto size = size_of(source);
    QVERIFY2(ink.top() >= -size.ascent - 1 && ink.bottom() <= size.descent + 1, qPrintable(source));
    QVERIFY2(ink.left() >= -1 && ink.right() <= size.width + 1, qPrintable(source));
  }
}

void FormulaTest::long_formulas_break_before_operators() {
  const Formula formula("y = a_1 x_1 + a_2 x_2 + a_3 x_3 − b_1 x_1 − b_2 x_2");
  const double width = formula.size(formula_font()).width / 2;
  const auto lines = formula.wrapped(formula_font(), width);
  QVERIFY(lines.size() >= 2);
  QString joined;
  for (const Formula& line : lines) {
    QVERIFY(line.size(formula_font()).width <= width);
    joined += (joined.isEmpty() ? "" : " ") + line.source();
  }
  QCOMPARE(joined, formula.source());
  QVERIFY(lines[1].source().startsWith('+') || lines[1].source().startsWith("−"));
  QCOMPARE(formula.wrapped(formula_font(), 10000).size(), 1);
}

void FormulaTest::fractions_are_never_broken() {
  QCOMPARE(Formula("\\frac{a + b + c + d}{e + f + g}").wrapped(formula_font(), 10).size(), 1);
}

void FormulaTest::label_grows_with_its_lines() {
  lfp::FormulaLabel label;
  label.set_formula("R_c = o_c (y_c − p_c)");
  QCOMPARE(label.heightForWidth(400), 26);
  label.set_formula(epsilon_rule);
  QVERIFY(label.heightForWidth(400) > 36);
  label.set_formula("a = b_1 x_1 + b_2 x_2 + b_3 x_3 + b_4 x_4 + b_5 x_5");
  QVERIFY(label.heightForWidth(140) > label.heightForWidth(1000));
  label.resize(140, 10);
  QCOMPARE(label.grab().height(), label.heightForWidth(140));
  label.set_theme(Theme::make(Theme::Kind::light, 1.75));
  QVERIFY(label.heightForWidth(1000) >= 45);
}

void FormulaTest::label_without_formula_hides() {
  QWidget parent;
  lfp::FormulaLabel label(&parent);
  QVERIFY(label.isHidden());
  label.set_formula("a");
  QVERIFY(!label.isHidden());
  label.set_formula({});
  QVERIFY(label.isHidden());
}

void FormulaTest::label_names_the_formula_for_assistive_technology() {
  lfp::FormulaLabel label;
  label.set_formula("\\frac{a}{b}");
  QCOMPARE(label.accessibleName(), QString("(a) / (b)"));
}

}  // namespace lfp::test::formula_label_test

LFPLAB_QT_TEST(formula_label_test, FormulaTest)
#include "formula_label_test.moc"
