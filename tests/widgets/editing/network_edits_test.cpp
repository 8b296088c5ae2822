#include "widgets/editing/network_edits.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"

#include <vector>

namespace lfp::test::network_edits_test {

using namespace network_edits;

/// 2-8-4-2, and run 0 has a rule of its own for the second layer.
class NetworkEditsTest : public QObject {
  Q_OBJECT

 private slots:
  void a_new_layer_is_made_like_its_neighbour_and_rules_follow_their_layers() {
    const Experiment changed = with_layer_added(start(), 0);
    QCOMPARE(units(changed), (std::vector<std::int64_t>{8, 8, 4, 2}));
    QCOMPARE(ruled_layers(changed), std::vector<int>{3});
    QCOMPARE(units(with_layer_added(start(), -1)), (std::vector<std::int64_t>{8, 8, 4, 2}));
    QCOMPARE(units(with_layer_added(start(), 2)), (std::vector<std::int64_t>{8, 4, 4, 2}));
  }

  void a_removed_layer_takes_its_rules_along_and_the_output_stays() {
    const Experiment without_first = with_layer_removed(start(), 0);
    QCOMPARE(units(without_first), (std::vector<std::int64_t>{4, 2}));
    QCOMPARE(ruled_layers(without_first), std::vector<int>{1});
    QVERIFY(with_layer_removed(start(), 1).runs[0].composite.empty());
    QCOMPARE(units(with_layer_removed(start(), 2)), units(start()));
  }

  void a_moved_layer_takes_its_rules_along_and_never_becomes_the_output() {
    const Experiment moved = with_layer_moved(start(), 1, 0);
    QCOMPARE(units(moved), (std::vector<std::int64_t>{4, 8, 2}));
    QCOMPARE(ruled_layers(moved), std::vector<int>{1});
    QCOMPARE(units(with_layer_moved(start(), 0, 7)), (std::vector<std::int64_t>{4, 8, 2}));
    QCOMPARE(units(with_layer_moved(start(), 2, 0)), units(start()));
  }

  void a_residual_block_keeps_its_layers() {
    const Experiment block = with_block();
    QCOMPARE(span(with_layer_added(block, 0), 3), 3);    // put between the two
    QCOMPARE(span(with_layer_removed(block, 0), 1), 1);  // one of the two taken away
    const Experiment empty = with_layer_removed(with_layer_removed(block, 0), 0);
    QCOMPARE(empty.network.layers.size(), std::size_t{1});
  }

  void another_kind_keeps_what_it_has_a_use_for() {
    const Experiment pooled = with_kind(start(), 1, "max_pool");
    QVERIFY(pooled.network.layers[1].activation.name.empty());
    QVERIFY(pooled.runs[0].composite.empty());
    const Experiment back = with_kind(pooled, 1, "dense");
    QVERIFY(!back.network.layers[1].activation.name.empty());
    QCOMPARE(units(with_kind(start(), 2, "dense")).back(), std::int64_t{2});
    QCOMPARE(units(with_kind(start(), 0, "no such kind")), units(start()));
  }

  void outputs_follow_the_data() {
    QCOMPARE(units(with_outputs(start(), 10)), (std::vector<std::int64_t>{8, 4, 10}));
    QVERIFY(with_outputs(start(), 2) == start());
  }

  void a_rule_of_one_layer_is_set_replaced_and_taken_away() {
    Experiment changed = with_layer_rule(start(), 0, 0, choose("zero"));
    QCOMPARE(ruled_layers(changed), (std::vector<int>{1, 2}));
    changed = with_layer_rule(changed, 0, 1, choose("flat"));
    QCOMPARE(layer_rule(changed, 0, 1)->name, std::string("flat"));
    changed = with_layer_rule(changed, 0, 1, std::nullopt);
    QVERIFY(!layer_rule(changed, 0, 1));
    QCOMPARE(ruled_layers(changed), std::vector<int>{1});
  }

  void a_coding_goes_with_the_last_spiking_layer() {
    Experiment experiment = start();
    experiment.network.coding = "rate";
    QCOMPARE(with_fitting_coding(experiment).network.coding, std::string("constant"));
    QVERIFY(!has_spiking_layer(experiment.network));
  }

 private:
  static Experiment start() {
    Experiment experiment = small_experiment();
    experiment.network.layers = {dense_spec(8, "relu"), dense_spec(4, "relu"), dense_spec(2, "")};
    experiment.runs[0].composite = {{.layer = 2, .rule = choose("gamma")}};
    return experiment;
  }

  /// Two layers whose input is added to what they make, and the output.
  static Experiment with_block() {
    Experiment experiment = small_experiment();
    experiment.network.layers = {dense_spec(8, "relu"), dense_spec(8, "relu"),
                                 layer_spec("residual", {{"span", std::int64_t{2}}}), dense_spec(2, "")};
    return experiment;
  }

  static std::vector<std::int64_t> units(const Experiment& experiment) {
    std::vector<std::int64_t> all;
    for (const LayerSpec& layer : experiment.network.layers) all.push_back(units_of(layer).value_or(0));
    return all;
  }

  static std::vector<int> ruled_layers(const Experiment& experiment) {
    std::vector<int> layers;
    for (const LayerRule& rule : experiment.runs[0].composite) layers.push_back(rule.layer);
    return layers;
  }

  static int span(const Experiment& experiment, std::size_t layer) {
    return static_cast<int>(experiment.network.layers[layer].kind.settings.integer("span"));
  }
};

}  // namespace lfp::test::network_edits_test

LFPLAB_QT_TEST(network_edits_test, NetworkEditsTest)
#include "network_edits_test.moc"
