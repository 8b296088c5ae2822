#include "widgets/views/inspector/inspector_comparison.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_number.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/inspector_formula.h"
#include "widgets/views/inspector/inspector_history.h"
#include "widgets/views/inspector/inspector_view.h"
#include "widgets/views/inspector/share_bars.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <memory>

namespace lfp::test::inspector_comparison_test {

namespace {

const InspectedItem connection{.layer = 2, .unit = 1, .input = 4};
const InspectedItem bias{.layer = 2, .unit = 1, .input = -1};
const InspectedItem neuron{.layer = 1, .unit = 4, .input = {}};
const InspectedItem input{.layer = -1, .unit = 0, .input = {}};

}  // namespace

/// The inspector on A − B.
class InspectorComparisonTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void the_difference_of_two_runs_adds_up_data();
  void the_difference_of_two_runs_adds_up();
  void the_difference_has_a_history();
  void who_compares_goes_on_comparing();
  void a_difference_can_be_taken_along();

 private:
  void show(const InspectedItem& item);
  void press(Qt::Key key) { QTest::keyClick(view_.get(), key); }
  const lfp::Inspection& in_run(std::size_t run) { return view_->snapshot()->runs[run].inspections.at(0); }

  std::unique_ptr<lfp::Lockstep> lockstep_;
  std::unique_ptr<lfp::Focus> focus_;
  std::unique_ptr<lfp::InspectorView> view_;
};

void InspectorComparisonTest::init() {
  lockstep_ =
      std::make_unique<lfp::Lockstep>(lfp::test::start(lfp::test::small_experiment(), {.raster = true}));
  lockstep_->watch({connection});
  lockstep_->advance(12);
  focus_ = std::make_unique<lfp::Focus>();
  view_ = std::make_unique<lfp::InspectorView>(*focus_);
  view_->resize(808, 828);
  view_->show();
  view_->set_snapshot(lockstep_->snapshot({}));
}

void InspectorComparisonTest::show(const InspectedItem& item) {
  focus_->set_item(item);
  lfp::Interest interest;
  view_->add_interest(interest);
  view_->set_snapshot(lockstep_->snapshot(interest));
  QCoreApplication::processEvents();
}

void InspectorComparisonTest::the_difference_of_two_runs_adds_up_data() {
  QTest::addColumn<InspectedItem>("item");
  QTest::newRow("connection") << connection;
  QTest::newRow("bias") << bias;
  QTest::newRow("neuron") << neuron;
  QTest::newRow("input") << input;
}

void InspectorComparisonTest::the_difference_of_two_runs_adds_up() {
  QFETCH(InspectedItem, item);
  show(item);
  press(Qt::Key_D);
  QCOMPARE(view_->inspection(), &in_run(0));
  QCOMPARE(view_->subtracted(), &in_run(1));
  const auto& comparison = *view_->findChild<lfp::InspectorComparison*>();
  QVERIFY(comparison.isVisible());
  QVERIFY(!view_->findChild<lfp::InspectorFormula*>()->isVisible());
  QVERIFY(comparison.numbers().size() >= 2);
  const lfp::ComparedNumber* feedback = nullptr;
  for (const lfp::ComparedNumber& number : comparison.numbers()) {
    const auto digits = [&](double value) { return lfp::test::digits_of(value, number.decimals); };
    const bool adds_up = digits(number.difference()) == digits(number.a) - digits(number.b);
    if (!adds_up) QVERIFY(lfp::rounding_words(comparison.numbers()).contains(number.name.section(',', 0, 0)));
    if (number.name.startsWith("R")) feedback = &number;
  }
  QVERIFY(feedback != nullptr);
  QCOMPARE(feedback->a, in_run(0).unit.feedback);
  QCOMPARE(feedback->b, in_run(1).unit.feedback);

  const lfp::ShareList list = view_->shares();
  long long sum = 0;
  for (const lfp::ShareLine& line : list.lines)
    sum += lfp::test::digits_of(line.share, list.scale.plain_decimals());
  QCOMPARE(sum, lfp::test::digits_of(list.sum, list.scale.plain_decimals()));
  QCOMPARE(list.scale.plain_decimals(), feedback->decimals);
  QCOMPARE(sum, lfp::test::digits_of(feedback->difference(), list.scale.plain_decimals()));
  const double exact = in_run(0).unit.feedback - in_run(1).unit.feedback;
  QVERIFY(std::abs(list.sum - exact) <= 1e-6 * std::abs(exact));
}

void InspectorComparisonTest::the_difference_has_a_history() {
  show(connection);
  const auto& history = *view_->findChild<lfp::InspectorHistory*>();
  const lfp::PlotLine a = history.panel().content().lines.front();
  press(Qt::Key_B);
  const lfp::PlotLine b = history.panel().content().lines.front();
  press(Qt::Key_D);
  const lfp::PlotLine difference = history.panel().content().lines.front();
  QCOMPARE(difference.x, a.x);
  QVERIFY(difference.x.size() > 10);
  for (std::size_t at = 0; at < difference.x.size(); ++at) QCOMPARE(difference.y[at], a.y[at] - b.y[at]);
  QVERIFY(difference.y.back() != 0.0);
  QVERIFY(history.flips().empty());
  QVERIFY(history.caption().contains("A: ") && history.caption().contains("B: "));
}

void InspectorComparisonTest::who_compares_goes_on_comparing() {
  show(connection);
  press(Qt::Key_D);
  auto& bars = *view_->findChild<lfp::ShareBars*>();
  const auto lines = view_->shares().lines;
  const auto row = std::ranges::find_if(lines, [](const auto& line) { return line.input == 7; });
  QVERIFY(row != lines.end());
  QTest::mouseClick(bars.viewport(), Qt::LeftButton, Qt::NoModifier,
                    bars.row_area(static_cast<std::size_t>(row - lines.begin())).center());
  QCOMPARE(focus_->item()->input, std::optional<std::int64_t>(7));
  focus_->set_item(neuron, 1);
  show(neuron);
  QVERIFY(view_->subtracted() != nullptr);
  press(Qt::Key_A);
  QVERIFY(view_->subtracted() == nullptr);
  QVERIFY(view_->findChild<lfp::InspectorFormula*>()->isVisible());
}

void InspectorComparisonTest::a_difference_can_be_taken_along() {
  show(connection);
  press(Qt::Key_D);
  const QStringList rows = view_->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(rows.size(), 1 + 12 + 3);
  const QStringList cells = rows[5].split(',');
  QCOMPARE(cells.size(), 8);
  const auto term = [&](std::size_t run) { return in_run(run).unit.terms[4]; };
  QCOMPARE(cells[0], QString("neuron 5"));
  QCOMPARE(cells[3].toDouble(), term(0).weight);
  QCOMPARE(cells[4].toDouble(), term(1).weight);
  QCOMPARE(cells[7].toDouble(), term(0).share - term(1).share);
  const QTemporaryDir folder;
  lfp::save_figure(*view_, folder.filePath("inspector.svg"), QSize(800, 500));
  QFile file(folder.filePath("inspector.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray figure = file.readAll();
  QVERIFY(figure.contains("its share of R"));
  QVERIFY(figure.contains("neuron 5"));
}

}  // namespace lfp::test::inspector_comparison_test

LFPLAB_QT_TEST(inspector_comparison_test, InspectorComparisonTest)
#include "inspector_comparison_test.moc"
