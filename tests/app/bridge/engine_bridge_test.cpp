#include "app/bridge/engine_bridge.h"

#include "core/data/dataset.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"

#include <QSignalSpy>
#include <QTest>

namespace lfp::test::engine_bridge_test {

namespace {

Experiment spirals() {
  return open_experiment("example:two_spirals");
}

/// Asks for what its switch says, and counts what it is shown.
class ProbeView : public View {
 public:
  using View::View;

  void add_interest(Interest& interest) const override { interest.boundary_resolution = 8; }
  void paint_figure(QPainter& /*painter*/, const QRect& /*area*/, const Theme& /*theme*/) override {}

  int refreshes = 0;

 protected:
  void refresh() override { ++refreshes; }
};

bool shows_boundary(const EngineBridge& bridge) {
  return bridge.snapshot() && bridge.snapshot()->runs[0].boundary.has_value();
}

}  // namespace

class EngineBridgeTest : public QObject {
  Q_OBJECT

 private slots:
  void has_no_snapshot_before_an_experiment_is_loaded() {
    EngineBridge bridge;
    QSignalSpy shown(&bridge, &EngineBridge::snapshot_changed);
    QVERIFY(frames_pass(bridge, 5));
    QVERIFY(bridge.snapshot() == nullptr);
    QCOMPARE(shown.count(), 0);
  }

  void shows_a_loaded_experiment_at_step_0() {
    EngineBridge bridge;
    bridge.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return bridge.snapshot() != nullptr; }));
    QCOMPARE(bridge.snapshot()->position.step, 0);
    QVERIFY(!bridge.snapshot()->running);
    QCOMPARE(*bridge.snapshot()->experiment, spirals());
  }

  void hands_out_no_snapshot_twice() {
    EngineBridge bridge;
    bridge.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return bridge.snapshot() && bridge.snapshot()->evaluated; }));
    QSignalSpy shown(&bridge, &EngineBridge::snapshot_changed);
    QVERIFY(frames_pass(bridge, 10));
    QCOMPARE(shown.count(), 0);
  }

  void trains_and_pauses_on_command() {
    EngineBridge bridge;
    bridge.send(command::Load{spirals()});
    bridge.send(command::Run{});
    QVERIFY(comes_true([&] { return bridge.snapshot() && bridge.snapshot()->position.step > 10; }));
    bridge.send(command::Pause{});
    QVERIFY(comes_true([&] { return !bridge.snapshot()->running; }));
    QVERIFY(!bridge.snapshot()->signature.empty());
  }

  void carries_out_what_a_view_asks_for() {
    EngineBridge bridge;
    Focus focus;
    ProbeView view(focus);
    bridge.watch(view);
    bridge.send(command::Load{spirals()});
    emit view.command_issued(command::NextBatch{});
    QVERIFY(comes_true([&] { return bridge.snapshot() && bridge.snapshot()->position.step == 1; }));
  }

  void asks_only_for_what_visible_views_need() {
    EngineBridge bridge;
    Focus focus;
    ProbeView view(focus);
    view.resize(50, 50);
    bridge.watch(view);
    bridge.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return bridge.snapshot() != nullptr; }));
    QVERIFY(!shows_boundary(bridge));

    view.show();
    QVERIFY(comes_true([&] { return shows_boundary(bridge); }));
    QVERIFY(view.refreshes > 0);
    view.hide();
    QVERIFY(comes_true([&] { return !shows_boundary(bridge); }));
  }

  void attends_to_one_hidden_view_for_a_figure() {
    EngineBridge bridge;
    Focus focus;
    ProbeView view(focus);
    bridge.watch(view);
    bridge.send(command::Load{spirals()});
    bridge.attend(&view);
    QVERIFY(comes_true([&] { return shows_boundary(bridge) && view.snapshot() == bridge.snapshot(); }));
    bridge.attend(nullptr);
    QVERIFY(comes_true([&] { return !shows_boundary(bridge); }));
  }

  void forgets_a_view_that_is_deleted() {
    EngineBridge bridge;
    Focus focus;
    auto view = std::make_unique<ProbeView>(focus);
    bridge.watch(*view);
    view.reset();
    bridge.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return bridge.snapshot() != nullptr; }));
  }

  void reports_what_could_not_be_done_and_goes_on_as_before() {
    EngineBridge bridge;
    bridge.send(command::Load{spirals()});
    bridge.send(command::NextBatch{});
    QVERIFY(comes_true([&] { return bridge.snapshot() && bridge.snapshot()->position.step == 1; }));
    QSignalSpy failed(&bridge, &EngineBridge::failed);

    Experiment broken = spirals();
    broken.dataset = {.name = "idx", .settings = {}};
    broken.dataset.settings.set("images", std::string("nowhere-images"));
    broken.dataset.settings.set("labels", std::string("nowhere-labels"));
    bridge.send(command::Load{broken});
    QVERIFY(comes_true([&] { return failed.count() == 1; }));
    QVERIFY(failed[0][0].toString().contains("nowhere-images"));
    bridge.send(command::NextBatch{});
    QVERIFY(comes_true([&] { return bridge.snapshot()->position.step == 2; }));
    QCOMPARE(*bridge.snapshot()->experiment, spirals());
  }

  void reaches_the_same_signature_as_training_without_a_window() {
    EngineBridge bridge;
    Focus focus;
    ProbeView view(focus);
    view.resize(50, 50);
    view.show();
    bridge.watch(view);
    bridge.send(command::Load{spirals()});
    bridge.send(command::Run{.until_step = 100, .until_epoch = {}, .until_test_accuracy = {}});
    QVERIFY(comes_true([&] {
      return bridge.snapshot() && !bridge.snapshot()->running && bridge.snapshot()->position.step == 100;
    }));

    const auto experiment = std::make_shared<const Experiment>(spirals());
    Lockstep headless(experiment,
                      load_dataset(experiment->dataset, {.seed = experiment->seed, .folder = {}}));
    QCOMPARE(headless.advance(100), 100);
    QCOMPARE(bridge.snapshot()->signature, headless.signature());
  }

  void ends_while_training_runs() {
    auto bridge = std::make_unique<EngineBridge>();
    bridge->send(command::Load{spirals()});
    bridge->send(command::Run{});
    QVERIFY(comes_true([&] { return bridge->snapshot() && bridge->snapshot()->running; }));
    bridge.reset();
  }
};

}  // namespace lfp::test::engine_bridge_test

LFPLAB_QT_TEST(engine_bridge_test, EngineBridgeTest)
#include "engine_bridge_test.moc"
