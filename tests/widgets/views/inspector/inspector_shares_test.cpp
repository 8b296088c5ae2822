#include "widgets/views/inspector/inspector_shares.h"

#include "tests/support/figure_texts.h"
#include "tests/support/painted_texts.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_inspector.h"
#include "tests/support/shown_number.h"
#include "widgets/views/inspector/share_bars.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

namespace lfp::test::inspector_shares_test {

class InspectorSharesTest : public QObject, private ShownInspector {
  Q_OBJECT

 private slots:
  void init() { show_training(); }
  void every_share_is_its_own_value_and_rounding_is_said();
  void shares_of_a_negative_feedback_are_sorted_by_size();
  void shares_on_screen_are_those_of_the_neuron();
  void a_click_on_a_share_goes_to_its_connection();
  void received_shares_are_told_of_a_neuron();
  void percents_of_a_sum_near_zero_have_room();
};

void InspectorSharesTest::every_share_is_its_own_value_and_rounding_is_said() {
  show_wide();
  int roundings = 0;
  for (const InspectedItem& item : {wide_neuron, wide_output}) {
    show(item);
    const UnitInspection& unit = view_->inspection()->unit;
    const ShareList list = view_->shares();
    QCOMPARE(list.sum, unit.feedback);
    long long sum = 0;
    for (const ShareLine& line : list.lines) {
      sum += digits_of(line.share, list.scale.plain_decimals());
      if (line.input && *line.input >= 0)
        QCOMPARE(line.share, unit.terms[static_cast<std::size_t>(*line.input)].share);
      if (line.is_rounding) {
        ++roundings;
        QVERIFY2(&line == &list.lines.back(), "it is the last line");
      }
    }
    QCOMPARE(sum, digits_of(list.sum, list.scale.plain_decimals()));
  }
  QVERIFY2(roundings > 0, "with so many terms some digits are lost");
}

void InspectorSharesTest::shares_of_a_negative_feedback_are_sorted_by_size() {
  show_wide();
  int negative = 0;
  for (std::int64_t unit = 0; unit < 3; ++unit) {
    show({.layer = 1, .unit = unit, .input = {}});
    negative += view_->inspection()->unit.feedback < 0 ? 1 : 0;
    double before = std::numeric_limits<double>::infinity();
    for (const ShareLine& line : view_->shares().lines) {
      if (line.is_below) break;
      QVERIFY(std::abs(line.share) <= before);
      before = std::abs(line.share);
    }
  }
  QVERIFY(negative > 0);
}

/// Each text of the figure is read back: a row of its name, contribution, share and percent.
void InspectorSharesTest::shares_on_screen_are_those_of_the_neuron() {
  show_wide();
  show(wide_output);
  const UnitInspection& unit = view_->inspection()->unit;
  const ShareList list = view_->shares();
  const QStringList texts = texts_of(*view_, QSize(800, 5000));
  for (std::size_t input = 0; input < unit.terms.size(); ++input) {
    const auto at = texts.indexOf(QStringLiteral("neuron %1").arg(input + 1));
    QVERIFY(at >= 0);
    const double share = unit.terms[input].share;
    QCOMPARE(texts[at + 2], list.scale.signed_text(share));
    QCOMPARE(texts[at + 3], percent_text(share / unit.feedback));
  }
  QVERIFY(texts.contains(QStringLiteral("rounding")));
}

void InspectorSharesTest::a_click_on_a_share_goes_to_its_connection() {
  show(neuron);
  auto& bars = *view_->findChild<ShareBars*>();
  const auto input = bars.shares().lines[2].input;
  QTest::mouseClick(bars.viewport(), Qt::LeftButton, {}, bars.row_area(2).center());
  QVERIFY(focus_->item()->input == input);
  QCOMPARE(focus_->item()->unit, neuron.unit);
  show(*focus_->item());
  QTest::keyClick(&bars, Qt::Key_Down);
  QVERIFY(focus_->item()->input == bars.shares().lines[3].input);
}

void InspectorSharesTest::received_shares_are_told_of_a_neuron() {
  show({.layer = -1, .unit = 1});
  const ShareList list = view_->shares();
  const auto neurons = std::ranges::count_if(
      list.lines, [](const ShareLine& line) { return line.name.startsWith("Layer 1 · neuron"); });
  QCOMPARE(neurons, 12);
  long long sum = 0;
  for (const ShareLine& line : list.lines) sum += digits_of(line.share, list.scale.plain_decimals());
  QCOMPARE(sum, digits_of(list.sum, list.scale.plain_decimals()));
  // Nothing else is there but what rounding leaves.
  QCOMPARE(list.lines.size() - 12U, list.lines.back().is_rounding ? 1U : 0U);
}

/// Shares of opposite signs may be thousands of times as large as what they add up to.
void InspectorSharesTest::percents_of_a_sum_near_zero_have_room() {
  ShareBars bars;
  ShareList list;
  list.scale = PartScale::of(2.0);
  for (const double share : {2.0, -1.9999})
    list.lines.push_back({.name = "neuron 1", .contribution = share, .share = share, .input = 0});
  list.sum = 1e-4;
  bars.set_shares(list, std::nullopt);
  bars.resize(400, 60);
  bars.show();
  const auto texts = painted_texts(*bars.viewport());
  QVERIFY(std::ranges::any_of(texts, [](const auto& text) { return text.text.contains("2.0e6"); }));
  const QStringList problems = text_problems(*bars.viewport());
  QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
}

}  // namespace lfp::test::inspector_shares_test

LFPLAB_QT_TEST(inspector_shares_test, InspectorSharesTest)
#include "inspector_shares_test.moc"
