#include "widgets/controls/formula_parser.h"

#include "tests/support/qt_test.h"

namespace lfp::test::formula_parser_test {

using Kind = FormulaNode::Kind;

class FormulaParserTest : public QObject {
  Q_OBJECT

 private slots:
  void variables_are_italic_and_functions_upright() {
    const FormulaNodes nodes = parse_formula("exp(x)");
    QCOMPARE(nodes.size(), 3);
    QVERIFY(nodes[0]->kind == Kind::upright);
    QCOMPARE(nodes[0]->text, QString("exp("));
    QVERIFY(nodes[1]->kind == Kind::italic);
    QCOMPARE(nodes[1]->text, QString("x"));
  }

  void connectives_are_upright_without_brackets_too() {
    for (const FormulaNodes& nodes : {parse_formula("max"), parse_formula("if")})
      QVERIFY(nodes.size() == 1 && nodes.first()->kind == Kind::upright);
    QVERIFY(parse_formula("rest").first()->kind == Kind::italic);
  }

  void one_script_takes_what_stands_below_and_above() {
    const FormulaNodes nodes = parse_formula("x_{ji}^2");
    QCOMPARE(nodes.size(), 2);
    QVERIFY(nodes[1]->kind == Kind::script);
    QCOMPARE(plain_text(nodes[1]->lower), QString("ji"));
    QCOMPARE(plain_text(nodes[1]->upper), QString("2"));
  }

  void a_fraction_may_hold_another() {
    const FormulaNodes nodes = parse_formula("\\frac{a_i}{\\frac{b}{c}}");
    QCOMPARE(nodes.size(), 1);
    QVERIFY(nodes[0]->kind == Kind::fraction);
    QCOMPARE(plain_text(nodes), QString("(a_i) / ((b) / (c))"));
  }

  void a_hyphen_is_meant_as_a_minus() { QCOMPARE(plain_text(parse_formula("a - b")), QString("a − b")); }

  void what_is_not_understood_stays_as_it_is_written() {
    for (const QString& source : {QString("a_"), QString("x^ 2"), QString("{open"), QString("Σ_j ≥ 0.5")})
      QCOMPARE(plain_text(parse_formula(source)), source.simplified());
    QCOMPARE(parse_formula(QString()).size(), 0);
  }
};

}  // namespace lfp::test::formula_parser_test

LFPLAB_QT_TEST(formula_parser_test, FormulaParserTest)
#include "formula_parser_test.moc"
