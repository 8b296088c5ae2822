#include "widgets/views/ledger/ledger_view.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/figure_texts.h"
#include "tests/support/painted_texts.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_number.h"
#include "tests/support/small_experiment.h"
#include "widgets/style/number_text.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <cmath>
#include <memory>
#include <optional>

namespace lfp::test::ledger_view_test {

namespace {

/// Two spirals by LFP-ε with an ε that keeps something, and by the gradient.
lfp::Lockstep training() {
  lfp::Experiment experiment = lfp::test::small_experiment();
  experiment.runs[0].rule.settings.set("epsilon", 0.05);
  return lfp::test::start(experiment);
}

SnapshotPointer snapshot_of(const lfp::Lockstep& lockstep) {
  Interest interest;
  interest.sample = true;
  interest.sample_ledger = true;
  interest.batch_ledger = true;
  return lockstep.snapshot(interest);
}

SnapshotPointer after_steps(int steps) {
  lfp::Lockstep lockstep = training();
  lockstep.advance(steps);
  return snapshot_of(lockstep);
}

SnapshotPointer of_deep_network(std::size_t hidden_layers) {
  lfp::Experiment deep = lfp::test::small_experiment();
  deep.network.layers.assign(hidden_layers, lfp::test::dense_spec(4, "tanh"));
  deep.network.layers.push_back(lfp::test::dense_spec(2, ""));
  lfp::Lockstep lockstep = lfp::test::start(deep);
  lockstep.advance(2);
  return snapshot_of(lockstep);
}

}  // namespace

class LedgerViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void asks_for_the_ledger_of_what_it_shows();
  void every_number_is_its_own_value_and_rounding_is_said();
  void numbers_on_screen_are_those_of_the_ledger();
  void rows_go_from_the_outputs_down();
  void layers_not_reached_in_this_step_have_no_numbers();
  void a_click_chooses_the_layer_in_all_views();
  void keys_move_between_layers_and_runs();
  void says_which_sample_it_is_of();
  void the_pointer_tells_the_sentence();
  void the_verdict_names_what_explodes();
  void without_a_ledger_there_is_a_sentence();
  void the_flow_is_as_high_as_the_numbers_data();
  void the_flow_is_as_high_as_the_numbers();
  void the_table_as_numbers_is_of_the_run_shown();
  void figures_are_drawn_without_a_window();
  void the_flow_of_a_deep_network_scrolls();
  void small_numbers_share_one_factor();
  void seven_layers_are_all_in_sight_in_a_low_view();

 private:
  std::unique_ptr<LedgerView> shown(const SnapshotPointer& snapshot, QSize size = QSize(788, 284));

  std::unique_ptr<Focus> focus_;
};

void LedgerViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<LedgerView> LedgerViewTest::shown(const SnapshotPointer& snapshot, QSize size) {
  auto view = std::make_unique<LedgerView>(*focus_);
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void LedgerViewTest::asks_for_the_ledger_of_what_it_shows() {
  const auto view = shown(after_steps(3));
  focus_->set_sample(7);
  Interest interest;
  view->add_interest(interest);
  QVERIFY(interest.sample_ledger);
  QVERIFY(!interest.batch_ledger);
  QCOMPARE(interest.sample_index, 7);
  auto* whose = view->findChild<QComboBox*>();
  whose->setCurrentIndex(1);
  emit whose->activated(1);
  Interest other;
  view->add_interest(other);
  QVERIFY(other.batch_ledger);
  QVERIFY(!other.sample_ledger);
}

void LedgerViewTest::every_number_is_its_own_value_and_rounding_is_said() {
  for (const int steps : {1, 5, 20}) {
    const auto snapshot = after_steps(steps);
    for (const bool of_batch : {false, true}) {
      for (std::size_t run = 0; run < 2; ++run) {
        const lfp::LedgerLines lines = lfp::ledger_lines(*snapshot, run, std::nullopt, of_batch);
        QCOMPARE(lines.lines.size(), 3U);
        const lfp::Ledger& ledger =
            of_batch ? snapshot->runs[run].batch_ledger : snapshot->runs[run].sample_ledger;
        for (const LedgerLine& line : lines.lines) {
          const lfp::LedgerRow& row = ledger[static_cast<std::size_t>(line.layer)];
          QCOMPARE(line.arriving, row.arriving);
          QCOMPARE(line.of(LedgerPart::passed_on), row.passed_on);
          QCOMPARE(line.of(LedgerPart::bias_share), row.bias_share);
          long long sum = lfp::test::digits_of(line.rounding, lines.scale.plain_decimals());
          for (std::size_t part = 0; part < lfp::ledger_parts; ++part)
            if (lines.shown[part])
              sum +=
                  lfp::test::digits_of(lfp::ledger_number(lines, line.parts[part]), lines.scale.decimals());
          QCOMPARE(sum,
                   lfp::test::digits_of(lfp::ledger_number(lines, line.arriving), lines.scale.decimals()));
        }
      }
    }
  }
}

/// Each text of a figure is read back and found in the ledger.
void LedgerViewTest::numbers_on_screen_are_those_of_the_ledger() {
  const auto snapshot = after_steps(20);
  const auto view = shown(snapshot, QSize(900, 360));
  const QStringList texts = lfp::test::texts_of(*view, QSize(900, 360));
  for (const lfp::LedgerRow& row : snapshot->runs[0].sample_ledger)
    for (const double value : {row.arriving, row.passed_on, row.bias_share, row.epsilon_leak, row.off_units})
      QVERIFY2(texts.contains(view->lines().scale.text(value)), qPrintable(QString::number(value, 'g', 9)));
  QCOMPARE(texts.contains("rounding"), view->lines().has_rounding());
}

void LedgerViewTest::rows_go_from_the_outputs_down() {
  const auto view = shown(after_steps(3));
  const auto& lines = view->lines().lines;
  QCOMPARE(lines.front().name, QStringLiteral("Output"));
  QCOMPARE(lines.back().name, QStringLiteral("Layer 1"));
  // What one layer passes on is what arrives at the next.
  for (std::size_t row = 0; row + 1 < lines.size(); ++row)
    QVERIFY(std::abs(lines[row].of(LedgerPart::passed_on) - lines[row + 1].arriving) < 1e-5);
}

void LedgerViewTest::layers_not_reached_in_this_step_have_no_numbers() {
  lfp::Lockstep lockstep = training();
  lockstep.advance(2);
  for (int phase = 0; phase < 3; ++phase) lockstep.next_phase();  // forward, output feedback, the top layer
  const auto view = shown(snapshot_of(lockstep));
  const auto& lines = view->lines().lines;
  QVERIFY(lines[0].knows_arriving && lines[0].knows_parts);
  QVERIFY(lines[1].knows_arriving && !lines[1].knows_parts);
  QVERIFY(!lines[2].knows_arriving && !lines[2].knows_parts);
  QVERIFY(lfp::ledger_sentence(view->lines(), lines[1]).contains("next phase"));
  while (lockstep.position().next_phase.kind != lfp::PhaseKind::update) lockstep.next_phase();
  view->set_snapshot(snapshot_of(lockstep));
  QVERIFY(view->lines().lines[2].knows_parts);
}

void LedgerViewTest::a_click_chooses_the_layer_in_all_views() {
  const auto view = shown(after_steps(3));
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->row_area(1).center());
  QCOMPARE(focus_->layer(), 1);
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->row_area(0).center());
  QCOMPARE(focus_->layer(), 2);
  const QImage image = view->grab().toImage();
  QCOMPARE(image.pixelColor(view->row_area(0).topLeft() + QPoint(1, 4)), view->theme().accent);
}

void LedgerViewTest::keys_move_between_layers_and_runs() {
  const auto view = shown(after_steps(3));
  focus_->set_layer(2);
  QTest::keyClick(view.get(), Qt::Key_Down);
  QCOMPARE(focus_->layer(), 1);
  QTest::keyClick(view.get(), Qt::Key_Up);
  QTest::keyClick(view.get(), Qt::Key_Up);
  QCOMPARE(focus_->layer(), 2);
  const double by_lfp = view->lines().lines[0].arriving;
  QTest::keyClick(view.get(), Qt::Key_B);
  QVERIFY(view->lines().lines[0].arriving != by_lfp);
}

void LedgerViewTest::says_which_sample_it_is_of() {
  lfp::Lockstep lockstep = training();
  lockstep.advance(2);
  Interest interest;
  interest.sample_ledger = true;
  interest.sample_index = 12;
  const auto view = shown(lockstep.snapshot(interest));
  QCOMPARE(view->findChild<QComboBox*>()->itemText(0), QStringLiteral("Test sample 13"));
}

void LedgerViewTest::the_pointer_tells_the_sentence() {
  const auto view = shown(after_steps(3));
  move_mouse(*view, view->row_area(1).center());
  QVERIFY2(QToolTip::text().contains("<b>Layer 2</b>"), qPrintable(QToolTip::text()));
  QVERIFY(QToolTip::text().contains("arrived"));
  QVERIFY(QToolTip::text().contains(QChar(0x03B5)));
}

void LedgerViewTest::the_verdict_names_what_explodes() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*after_steps(3));
  auto view = shown(snapshot);
  snapshot = std::make_shared<lfp::Snapshot>(*snapshot);
  for (auto& layer : snapshot->runs[0].layers) layer.feedback_norm = 1.0F;
  view->set_snapshot(snapshot);
  QCOMPARE(view->verdict(), QStringLiteral("No layer explodes or vanishes"));
  auto wild = std::make_shared<lfp::Snapshot>(*snapshot);
  wild->runs[0].layers[1].feedback_norm = 40.0F;
  view->set_snapshot(wild);
  QCOMPARE(view->verdict(), QStringLiteral("Feedback at layer 2 is × 40 that at the output"));
  auto faint = std::make_shared<lfp::Snapshot>(*snapshot);
  faint->runs[0].layers[0].feedback_norm = 1e-5F;
  view->set_snapshot(faint);
  QCOMPARE(view->verdict(),
           QStringLiteral("Feedback vanishes: layer 1 gets less than a thousandth of the output's"));
  auto diverged = std::make_shared<lfp::Snapshot>(*snapshot);
  lfp::Divergence& divergence = diverged->runs[0].divergence.emplace();
  divergence.layer = 2;
  divergence.step = 110;
  view->set_snapshot(diverged);
  QCOMPARE(view->verdict(), QStringLiteral("Diverged at step 110 in layer 2"));
}

void LedgerViewTest::without_a_ledger_there_is_a_sentence() {
  lfp::Lockstep lockstep = training();
  const auto view = shown(lockstep.snapshot({}));
  QVERIFY(view->lines().lines.empty());
  QVERIFY(view->csv().isEmpty());
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, QPoint(50, 50));
  QTest::keyClick(view.get(), Qt::Key_Down);
}

void LedgerViewTest::the_flow_is_as_high_as_the_numbers_data() {
  QTest::addColumn<int>("key");
  QTest::newRow("A") << static_cast<int>(Qt::Key_A);
  QTest::newRow("A - B") << static_cast<int>(Qt::Key_D);
}

void LedgerViewTest::the_flow_is_as_high_as_the_numbers() {
  QFETCH(const int, key);
  const auto view = shown(after_steps(5), QSize(900, 320));
  QTest::keyClick(view.get(), static_cast<Qt::Key>(key));
  focus_->set_layer(-5);
  const QImage image = view->grab().toImage();
  // The bars are in the control border's colour: their heights are proportional to what arrives.
  const QColor bar = view->theme().control_border;
  std::vector<int> heights;
  bool in_bar = false;
  for (int x = view->row_area(0).right() + 30; x < image.width() - 10; ++x) {
    int height = 0;
    for (int y = 20; y < 240; ++y) height += image.pixelColor(x, y) == bar ? 1 : 0;
    if (height > 4 && !in_bar) heights.push_back(height);
    if (height > 4) heights.back() = std::max(heights.back(), height);
    in_bar = height > 4;
  }
  QCOMPARE(heights.size(), 4U);
  const auto& lines = view->lines().lines;
  for (std::size_t at = 0; at + 1 < 3; ++at) {
    const double expected = std::abs(lines[at + 1].arriving / lines[at].arriving);
    const double drawn = static_cast<double>(heights[at + 1]) / heights[at];
    QVERIFY2(std::abs(drawn - expected) < 0.08 * expected + 0.02, qPrintable(QString::number(drawn)));
  }
}

void LedgerViewTest::the_table_as_numbers_is_of_the_run_shown() {
  const auto view = shown(after_steps(3));
  const QStringList rows = view->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(rows.size(), 1 + 3);
  QVERIFY(rows[0].startsWith("run,layer,arriving,passed_on"));
  const QStringList fields = rows[1].split(',');
  double sum = 0;
  for (int field = 3; field < fields.size(); ++field) sum += fields[field].toDouble();
  QVERIFY(std::abs(sum - fields[2].toDouble()) < 1e-5);
}

void LedgerViewTest::figures_are_drawn_without_a_window() {
  LedgerView view(*focus_);
  view.set_snapshot(after_steps(3));
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("ledger.svg"), QSize(900, 360));
  QFile file(folder.filePath("ledger.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray svg = file.readAll();
  QVERIFY(svg.contains("Where the feedback goes"));
  QVERIFY(svg.contains("bias share"));
}

void LedgerViewTest::the_flow_of_a_deep_network_scrolls() {
  const auto view = shown(of_deep_network(9));
  QVERIFY(view->flow_columns() >= 2);
  QVERIFY(view->flow_columns() < 11);
  const QImage before = view->grab().toImage();
  lfp::test::turn_wheel(*view, QPoint(view->width() - 40, 100), -1);
  QCOMPARE(view->first_flow_column(), 1);
  QVERIFY(view->grab().toImage() != before);
  for (int notch = 0; notch < 20; ++notch) lfp::test::turn_wheel(*view, QPoint(view->width() - 40, 100), -1);
  QCOMPARE(view->first_flow_column(), 11 - view->flow_columns());
  // The chosen layer is brought into sight.
  focus_->set_layer(8);
  QTest::keyClick(view.get(), Qt::Key_Up);
  QVERIFY(view->first_flow_column() <= 1);
}

void LedgerViewTest::small_numbers_share_one_factor() {
  auto small = std::make_shared<Snapshot>(*after_steps(3));
  for (lfp::RunSnapshot& run : small->runs)
    for (lfp::LedgerRow& row : run.sample_ledger)
      for (double lfp::LedgerRow::*part :
           {&lfp::LedgerRow::arriving, &lfp::LedgerRow::passed_on, &lfp::LedgerRow::bias_share,
            &lfp::LedgerRow::epsilon_leak, &lfp::LedgerRow::off_units, &lfp::LedgerRow::rule})
        row.*part *= 1e-9;
  const auto view = shown(small);
  QCOMPARE(view->lines().scale.factor().left(3), QStringLiteral("×10"));
  for (const QString& text : lfp::test::texts_of(*view, QSize(900, 400)))
    QVERIFY2(!text.contains(QLatin1String("0.000000")), qPrintable(text));
  QVERIFY(!lfp::test::texts_of(*view, QSize(900, 400)).filter(view->lines().scale.factor()).isEmpty());
}

void LedgerViewTest::seven_layers_are_all_in_sight_in_a_low_view() {
  const auto view = shown(of_deep_network(6));
  view->resize(638, 238);
  QStringList texts;
  for (const lfp::test::PaintedText& painted : lfp::test::painted_texts(*view)) texts << painted.text;
  for (int layer = 1; layer <= 6; ++layer)
    QVERIFY2(texts.contains(QStringLiteral("Layer %1").arg(layer)), qPrintable(texts.join(QLatin1Char('|'))));
}

}  // namespace lfp::test::ledger_view_test

LFPLAB_QT_TEST(ledger_view_test, LedgerViewTest)
#include "ledger_view_test.moc"
