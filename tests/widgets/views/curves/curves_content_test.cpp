#include "widgets/views/curves/curves_content.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"

#include <QTest>
#include <memory>

namespace lfp::test::curves_content_test {

namespace {

lfp::RunCurves curve(lfp::CurveKind kind, std::vector<double> values) {
  lfp::RunCurves curves;
  curves.topic.kind = kind;
  for (std::size_t at = 0; at < values.size(); ++at)
    curves.now.batch.x.push_back(static_cast<double>(at + 1));
  curves.now.batch.y = std::move(values);
  curves.step = 3;
  return curves;
}

}  // namespace

class CurvesContentTest : public QObject {
  Q_OBJECT

 private slots:
  void a_run_that_has_diverged_does_not_flatten_the_others_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("feedback norm") << static_cast<int>(lfp::CurveKind::feedback_norm);
    QTest::newRow("flips") << static_cast<int>(lfp::CurveKind::flips);
  }

  void a_run_that_has_diverged_does_not_flatten_the_others() {
    QFETCH(int, kind);
    const auto topic_kind = static_cast<lfp::CurveKind>(kind);
    auto snapshot = std::make_shared<lfp::Snapshot>(*make_snapshot());
    const std::vector<lfp::RunCurves> curves{curve(topic_kind, {1, 2, 4}), curve(topic_kind, {1, 1e6, 1e9})};
    const Theme theme = Theme::make(Theme::Kind::light);
    const auto highest = [&] {
      lfp::CurveSight sight;
      sight.snapshot = snapshot;
      sight.x = {0, 4};
      const auto content = lfp::topic_content(curves, curves.front().topic, sight, theme);
      return lfp::settled(content, 300).y.high;
    };
    QVERIFY2(highest() >= 1e9, "both are finite: both are seen whole");
    snapshot->runs[1].divergence = lfp::Divergence{};
    QVERIFY(highest() >= 4);
    QVERIFY(highest() < 6);
    snapshot->runs[0].divergence = lfp::Divergence{};
    QVERIFY2(highest() >= 1e9, "with none left the axis is theirs");
  }

  void the_newest_score_of_values_is_in_sight() {
    auto curves = curve(lfp::CurveKind::accuracy, {});
    curves.topic.of_values = true;
    curves.now.test = {.x = {1, 2}, .y = {-9.3, 0.5}};
    lfp::CurveSight sight;
    sight.snapshot = make_snapshot();
    sight.x = {0, 4};
    const Theme theme = Theme::make(Theme::Kind::light);
    const auto lowest = [&] {
      return lfp::topic_content({curves}, curves.topic, sight, theme).y_limits->low;
    };
    QCOMPARE(lowest(), -1.02);
    curves.now.test.y[1] = -9.3;
    QVERIFY(lowest() < -9.3);
  }
};

}  // namespace lfp::test::curves_content_test

LFPLAB_QT_TEST(curves_content_test, CurvesContentTest)
#include "curves_content_test.moc"
