#include "widgets/views/network/scene/network_path.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <memory>

namespace lfp::test::network_path_test {

namespace {

NetworkOptions of_one_sample() {
  NetworkOptions options;
  options.one_sample = true;
  return options;
}

}  // namespace

class NetworkPathTest : public QObject {
  Q_OBJECT

 private slots:
  void it_runs_from_an_output_to_an_input_through_the_selection() {
    const auto snapshot = make_snapshot();
    const NetworkItem selected{.kind = NetworkItem::Kind::edge, .layer = 1, .unit = 3, .input = 5};
    const auto path = lfp::strongest_path(*snapshot, of_one_sample(), selected);
    QCOMPARE(path.size(), std::size_t{3});
    const auto at = [&](int layer) { return *std::ranges::find(path, layer, &NetworkItem::layer); };
    QCOMPARE(at(1), selected);
    QCOMPARE(at(2).input, selected.unit);
    QCOMPARE(at(0).unit, selected.input);
  }

  void each_step_down_is_the_largest_contribution() {
    const auto snapshot = make_snapshot();
    const NetworkItem neuron{.kind = NetworkItem::Kind::unit, .layer = 1, .unit = 7};
    const auto path = lfp::strongest_path(*snapshot, of_one_sample(), neuron);
    const RunSnapshot& run = snapshot->runs[0];
    const auto edge = *std::ranges::find(path, 1, &NetworkItem::layer);
    const auto size = [&](std::int64_t input) {
      return std::abs(run.layers[1].weights->weight.at(7, input) *
                      run.sample->activations[0][static_cast<std::size_t>(input)]);
    };
    for (std::int64_t input = 0; input < 16; ++input) QVERIFY(size(input) <= size(edge.input));
  }

  void it_begins_at_the_output_with_most_feedback() {
    const auto snapshot = make_snapshot();
    const auto strongest = lfp::strongest_connection(*snapshot, of_one_sample());
    QVERIFY(strongest.has_value());
    QCOMPARE(strongest->layer, 1);
    const auto path = lfp::strongest_path(*snapshot, of_one_sample(), *strongest);
    QCOMPARE(path.size(), std::size_t{3});
  }

  void without_a_sample_there_is_none() {
    const auto snapshot = make_snapshot();
    const NetworkItem neuron{.kind = NetworkItem::Kind::unit, .layer = 1, .unit = 7};
    QVERIFY(lfp::strongest_path(*snapshot, {}, neuron).empty());
    QVERIFY(!lfp::strongest_connection(*snapshot, {}).has_value());
    QVERIFY(lfp::strongest_path(*snapshot, of_one_sample(), {}).empty());
  }
};

}  // namespace lfp::test::network_path_test

LFPLAB_QT_TEST(network_path_test, NetworkPathTest)
#include "network_path_test.moc"
