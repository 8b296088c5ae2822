#include "widgets/views/heat/heat_range.h"

#include "tests/support/qt_test.h"

#include <QSignalSpy>
#include <QTest>

namespace lfp::test::heat_range_test {

class HeatRangeTest : public QObject {
  Q_OBJECT

 private slots:
  void follows_the_values_exactly_while_nothing_runs() {
    HeatRange range;
    QCOMPARE(follow(range, 3.0F), 3.0F);
    QCOMPARE(follow(range, 0.5F), 0.5F);
    QCOMPARE(range.value(), 0.5F);
    QCOMPARE(range.quantity(), QString("weights"));
  }

  void holds_still_and_looks_seldom_while_training_runs() {
    HeatRange range;
    int looks = 0;
    const auto wanted = [&] { return ++looks == 1 ? 2.0F : 1.0F; };
    for (int i = 0; i < 20; ++i) QCOMPARE(range.follow(weights_, true, wanted), 2.0F);
    QCOMPARE(looks, 1);
  }

  void fixed_keeps_each_quantity_by_itself() {
    HeatRange range;
    follow(range, 3.0F);
    range.set_mode(HeatRange::Mode::fixed);
    QCOMPARE(follow(range, 9.0F), 3.0F);
    QCOMPARE(follow(range, 0.2F, "feedback"), 0.2F);
    QCOMPARE(follow(range, 7.0F, "feedback"), 0.2F);
    QCOMPARE(follow(range, 9.0F), 3.0F);
    range.fix("weights", 1.5F);
    QCOMPARE(follow(range, 9.0F), 1.5F);
    range.fix("weights", -1.0F);
    QCOMPARE(follow(range, 9.0F), 1.5F);
    range.set_mode(HeatRange::Mode::automatic);
    QCOMPARE(follow(range, 9.0F), 9.0F);
  }

  void shared_takes_the_largest_that_anybody_wants() {
    SharedRanges all;
    const QSignalSpy changes(&all, &SharedRanges::changed);
    HeatRange first, second, other;
    for (HeatRange* range : {&first, &second, &other}) {
      range->set_shared(&all);
      range->set_mode(HeatRange::Mode::shared);
    }
    QCOMPARE(follow(first, 1.0F), 1.0F);
    QCOMPARE(follow(second, 4.0F), 4.0F);
    QCOMPARE(follow(first, 1.0F), 4.0F);
    QCOMPARE(follow(other, 0.1F, "feedback"), 0.1F);
    QCOMPARE(follow(first, 1.0F), 4.0F);
    const auto before = changes.count();
    second.leave();
    QCOMPARE(changes.count(), before + 1);
    QCOMPARE(changes.last().first().toString(), QString("weights"));
    QCOMPARE(follow(first, 1.0F), 1.0F);
    follow(second, 4.0F);
    QCOMPARE(follow(first, 1.0F), 4.0F);
    second.set_mode(HeatRange::Mode::automatic);
    QCOMPARE(follow(first, 1.0F), 1.0F);
    follow(other, 8.0F);
    QCOMPARE(follow(first, 1.0F), 8.0F);
  }

  void one_that_goes_is_forgotten() {
    SharedRanges all;
    HeatRange stays;
    stays.set_shared(&all);
    stays.set_mode(HeatRange::Mode::shared);
    {
      HeatRange goes;
      goes.set_shared(&all);
      goes.set_mode(HeatRange::Mode::shared);
      follow(goes, 5.0F);
      QCOMPARE(follow(stays, 1.0F), 5.0F);
    }
    QCOMPARE(follow(stays, 1.0F), 1.0F);
  }

  void a_figure_has_the_range_of_the_screen_where_a_person_chose_it() {
    SharedRanges all;
    HeatRange screen, wide;
    for (HeatRange* range : {&screen, &wide}) range->set_shared(&all);
    follow(screen, 2.0F);
    HeatRange exact;
    exact.copy_for_figure(screen);
    QCOMPARE(follow(exact, 5.0F), 5.0F);
    screen.set_mode(HeatRange::Mode::shared);
    wide.set_mode(HeatRange::Mode::shared);
    follow(wide, 6.0F);
    follow(screen, 2.0F);
    HeatRange shared;
    shared.copy_for_figure(screen);
    QCOMPARE(follow(shared, 1.0F), 6.0F);
    screen.set_mode(HeatRange::Mode::fixed);
    screen.fix("weights", 0.7F);
    HeatRange fixed;
    fixed.copy_for_figure(screen);
    QCOMPARE(follow(fixed, 1.0F), 0.7F);
  }

 private:
  static float follow(HeatRange& range, float wanted, const char* quantity = "weights") {
    return range.follow(QString::fromLatin1(quantity), false, [wanted] { return wanted; });
  }
  const QString weights_ = QStringLiteral("weights");
};

}  // namespace lfp::test::heat_range_test

LFPLAB_QT_TEST(heat_range_test, HeatRangeTest)
#include "heat_range_test.moc"
