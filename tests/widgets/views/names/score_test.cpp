#include "widgets/views/names/score.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/painted_texts.h"
#include "tests/support/qt_test.h"
#include "widgets/gl/renderer.h"
#include "widgets/panels/transport/twin_readout.h"
#include "widgets/views/focus.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <QTest>
#include <algorithm>
#include <memory>

namespace lfp::test::score_test {

namespace {

constexpr std::int64_t diverged_step = 120;

/// Run A stands still at step 120 with a test result of before, B has gone on.
SnapshotPointer diverged() {
  auto snapshot = std::make_shared<Snapshot>(*make_snapshot());
  RunSnapshot& run = snapshot->runs[0];
  run.divergence.emplace();
  run.divergence->layer = 2;
  run.divergence->step = diverged_step;
  run.tested_step = 100;
  run.test_accuracy = 0.5;
  return snapshot;
}

QStringList texts_of(View& view) {
  QStringList texts;
  for (const PaintedText& text : painted_texts(view)) texts << text.text;
  return texts;
}

}  // namespace

/// A run that has diverged has no score, wherever scores are shown.
class ScoreTest : public QObject {
  Q_OBJECT

 private slots:
  void a_diverged_run_has_none() {
    const auto snapshot = diverged();
    QVERIFY(!test_score(*snapshot, 0));
    QVERIFY(test_score(*snapshot, 1));
    QCOMPARE(test_score_text(*snapshot, 0), QString("diverged at step 120"));
    QCOMPARE(test_score_text(*snapshot, 0, true), QString("diverged"));
    QCOMPARE(test_score_difference_text(*snapshot), QString("–"));
  }

  void the_readout_says_so() {
    TwinReadout readout;
    readout.set_snapshot(*diverged());
    QVERIFY2(readout.accessibleDescription().contains("diverged"),
             qPrintable(readout.accessibleDescription()));
    QVERIFY(!readout.accessibleDescription().contains("50.0"));
    QCOMPARE(readout.difference(), QString("–"));
    QVERIFY2(readout.toolTip().contains("A diverged at step 120"), qPrintable(readout.toolTip()));
  }

  void views_say_so_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"boundary", "confusion", "curves"}) QTest::newRow(name) << QString(name);
  }

  void views_say_so() {
    QFETCH(QString, name);
    const auto entry = std::ranges::find(view_entries(), name, &ViewEntry::name);
    Focus focus;
    const std::unique_ptr<View> view(entry->make(focus, nullptr));
    view->set_renderer(Renderer::raster);
    apply_theme(*view, Theme::make(Theme::Kind::light));
    view->resize(900, 400);
    view->set_snapshot(diverged());
    view->show();
    QCoreApplication::processEvents();
    const QStringList texts = texts_of(*view);
    QVERIFY2(!texts.join(' ').contains("50.0"), qPrintable(texts.join('|')));
    if (name == QLatin1String("curves"))
      QVERIFY2(texts.contains("–"), qPrintable(texts.join('|')));
    else
      QVERIFY2(texts.contains("diverged at step 120"), qPrintable(texts.join('|')));
  }
};

}  // namespace lfp::test::score_test

LFPLAB_QT_TEST(score_test, ScoreTest)
#include "score_test.moc"
