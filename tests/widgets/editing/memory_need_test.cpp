#include "widgets/editing/memory_need.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"

#include <QTest>

namespace lfp::test::memory_need_test {

class MemoryNeedTest : public QObject {
  Q_OBJECT

 private slots:
  void it_grows_with_parameters_and_runs() {
    Experiment experiment = test::small_experiment();
    const auto two_runs = needed_memory(experiment, facts());
    experiment.runs.resize(1);
    const auto one_run = needed_memory(experiment, facts());
    QVERIFY(one_run && two_runs);
    QCOMPARE(*two_runs, 2 * *one_run);
    experiment.network.layers[0].kind.settings.set("units", std::int64_t{10'000});
    experiment.network.layers[1].kind.settings.set("units", std::int64_t{10'000});
    const auto large = needed_memory(experiment, facts());
    QVERIFY(large && *large > std::uint64_t{3'000'000'000});
  }

  void a_network_that_does_not_fit_its_data_needs_none() {
    Experiment experiment = test::small_experiment();
    experiment.network.layers.back().kind.settings.set("units", std::int64_t{7});
    QVERIFY(!needed_memory(experiment, facts()));
  }

 private:
  static DataFacts facts() {
    return {.name = "Two spirals",
            .shape = {.channels = 2},
            .classes = 2,
            .train = 200,
            .test = 50,
            .report = {}};
  }
};

}  // namespace lfp::test::memory_need_test

LFPLAB_QT_TEST(memory_need_test, MemoryNeedTest)
#include "memory_need_test.moc"
