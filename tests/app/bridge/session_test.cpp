#include "app/bridge/session.h"

#include "core/data/dataset.h"
#include "core/lockstep/lockstep.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"

#include <QSignalSpy>
#include <QTest>

namespace lfp {

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

bool shows_boundary(const Session& session) {
  return session.snapshot() && session.snapshot()->runs[0].boundary.has_value();
}

}  // namespace

class SessionTest : public QObject {
  Q_OBJECT

 private slots:
  void has_no_snapshot_before_an_experiment_is_loaded() {
    Session session;
    QSignalSpy shown(&session, &Session::snapshot_changed);
    QTest::qWait(100);
    QVERIFY(session.snapshot() == nullptr);
    QCOMPARE(shown.count(), 0);
  }

  void shows_a_loaded_experiment_at_step_0() {
    Session session;
    session.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return session.snapshot() != nullptr; }));
    QCOMPARE(session.snapshot()->position.step, 0);
    QVERIFY(!session.snapshot()->running);
    QCOMPARE(*session.snapshot()->experiment, spirals());
  }

  void hands_out_no_snapshot_twice() {
    Session session;
    session.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return session.snapshot() != nullptr; }));
    QTest::qWait(200);
    QSignalSpy shown(&session, &Session::snapshot_changed);
    QTest::qWait(200);
    QCOMPARE(shown.count(), 0);
  }

  void trains_and_pauses_on_command() {
    Session session;
    session.send(command::Load{spirals()});
    session.send(command::Run{});
    QVERIFY(comes_true([&] { return session.snapshot() && session.snapshot()->position.step > 10; }));
    session.send(command::Pause{});
    QVERIFY(comes_true([&] { return !session.snapshot()->running; }));
    QVERIFY(!session.snapshot()->signature.empty());
  }

  void carries_out_what_a_view_asks_for() {
    Session session;
    Focus focus;
    ProbeView view(focus);
    session.watch(view);
    session.send(command::Load{spirals()});
    emit view.command_issued(command::NextBatch{});
    QVERIFY(comes_true([&] { return session.snapshot() && session.snapshot()->position.step == 1; }));
  }

  void asks_only_for_what_visible_views_need() {
    Session session;
    Focus focus;
    ProbeView view(focus);
    view.resize(50, 50);
    session.watch(view);
    session.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return session.snapshot() != nullptr; }));
    QVERIFY(!shows_boundary(session));

    view.show();
    QVERIFY(comes_true([&] { return shows_boundary(session); }));
    QVERIFY(view.refreshes > 0);
    view.hide();
    QVERIFY(comes_true([&] { return !shows_boundary(session); }));
  }

  void attends_to_one_hidden_view_for_a_figure() {
    Session session;
    Focus focus;
    ProbeView view(focus);
    session.watch(view);
    session.send(command::Load{spirals()});
    session.attend(&view);
    QVERIFY(comes_true([&] { return shows_boundary(session) && view.snapshot() == session.snapshot(); }));
    session.attend(nullptr);
    QVERIFY(comes_true([&] { return !shows_boundary(session); }));
  }

  void forgets_a_view_that_is_deleted() {
    Session session;
    Focus focus;
    auto view = std::make_unique<ProbeView>(focus);
    session.watch(*view);
    view.reset();
    session.send(command::Load{spirals()});
    QVERIFY(comes_true([&] { return session.snapshot() != nullptr; }));
  }

  void reports_what_could_not_be_done_and_goes_on_as_before() {
    Session session;
    session.send(command::Load{spirals()});
    session.send(command::NextBatch{});
    QVERIFY(comes_true([&] { return session.snapshot() && session.snapshot()->position.step == 1; }));
    QSignalSpy failed(&session, &Session::failed);

    Experiment broken = spirals();
    broken.dataset = {.name = "idx", .settings = {}};
    broken.dataset.settings.set("images", std::string("nowhere-images"));
    broken.dataset.settings.set("labels", std::string("nowhere-labels"));
    session.send(command::Load{broken});
    QVERIFY(comes_true([&] { return failed.count() == 1; }));
    QVERIFY(failed[0][0].toString().contains("nowhere-images"));
    QTest::qWait(100);
    QCOMPARE(session.snapshot()->position.step, 1);
    QCOMPARE(*session.snapshot()->experiment, spirals());
  }

  void reaches_the_same_signature_as_training_without_a_window() {
    Session session;
    Focus focus;
    ProbeView view(focus);
    view.resize(50, 50);
    view.show();
    session.watch(view);
    session.send(command::Load{spirals()});
    session.send(command::Run{.until_step = 100, .until_epoch = {}, .until_test_accuracy = {}});
    QVERIFY(comes_true([&] {
      return session.snapshot() && !session.snapshot()->running && session.snapshot()->position.step == 100;
    }));

    const auto experiment = std::make_shared<const Experiment>(spirals());
    Lockstep headless(experiment,
                      load_dataset(experiment->dataset, {.seed = experiment->seed, .folder = {}}));
    QCOMPARE(headless.advance(100), 100);
    QCOMPARE(session.snapshot()->signature, headless.signature());
  }

  void ends_while_training_runs() {
    auto session = std::make_unique<Session>();
    session->send(command::Load{spirals()});
    session->send(command::Run{});
    QVERIFY(comes_true([&] { return session->snapshot() && session->snapshot()->running; }));
    session.reset();
  }
};

}  // namespace lfp

LFPLAB_QT_TEST(session_test, lfp::SessionTest)
#include "session_test.moc"
