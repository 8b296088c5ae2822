#include "widgets/views/inspector/inspector_history.h"

#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/shown_inspector.h"
#include "tests/support/small_experiment.h"

#include <QTest>
#include <cmath>
#include <memory>

namespace lfp::test::inspector_history_test {

class InspectorHistoryTest : public QObject, private ShownInspector {
  Q_OBJECT

 private slots:
  void init() { show_training(); }
  void the_history_has_the_weights_values_and_flips();
  void the_history_begins_with_the_key_frames();
  void every_kind_of_layer_has_a_history();
};

void InspectorHistoryTest::the_history_has_the_weights_values_and_flips() {
  show(connection);
  const auto& history = *view_->findChild<InspectorHistory*>();
  const auto& line = history.panel().content().lines.front();
  QCOMPARE(line.x.size(), 13U);
  QCOMPARE(line.x.front(), 0.0);
  QCOMPARE(line.x.back(), 12.0);
  QVERIFY(std::abs(line.y.back() - view_->inspection()->parameter->value) < 1e-6);
  const double value = view_->inspection()->parameter->value;
  lockstep_->intervene({0}, ParameterEdit{.parameter = {.layer = 2, .unit = 1, .input = 4}, .value = -value});
  lockstep_->advance(1);
  show(connection);
  QVERIFY(!history.flips().empty());
  QVERIFY(history.caption().contains("flip"));
  show(neuron);
  QCOMPARE(history.panel().content().lines.front().x.size(), 13U);
}

void InspectorHistoryTest::the_history_begins_with_the_key_frames() {
  Experiment experiment = small_experiment();
  lockstep_ = std::make_unique<Lockstep>(start(experiment, {.raster = true, .past = true}));
  show(connection);
  const double first = view_->inspection()->parameter->value;
  lockstep_->advance(40);
  lockstep_->watch({connection});
  lockstep_->advance(3);
  show(connection);
  const auto& history = *view_->findChild<InspectorHistory*>();
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

void InspectorHistoryTest::every_kind_of_layer_has_a_history() {
  show_images();
  const auto& history = *view_->findChild<InspectorHistory*>();
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

}  // namespace lfp::test::inspector_history_test

LFPLAB_QT_TEST(inspector_history_test, InspectorHistoryTest)
#include "inspector_history_test.moc"
