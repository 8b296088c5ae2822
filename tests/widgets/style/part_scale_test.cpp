#include "widgets/style/part_scale.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <array>
#include <cmath>

namespace lfp::test::part_scale_test {

class PartScaleTest : public QObject {
  Q_OBJECT

 private slots:
  void usual_numbers_are_written_as_they_are() {
    const PartScale scale = PartScale::of(0.1184);
    QCOMPARE(scale.factor(), QString());
    QCOMPARE(scale.text(-0.1184), QStringLiteral("−0.1184"));
    QCOMPARE(scale.signed_text(0.05), QStringLiteral("+0.0500"));
  }

  void small_numbers_share_a_factor_in_place_of_zeros() {
    const PartScale scale = PartScale::of(2.5e-9);
    QCOMPARE(scale.factor(), QStringLiteral("×10⁻⁹"));
    QCOMPARE(scale.text(2.5e-9), QStringLiteral("2.5000"));
    QCOMPARE(scale.signed_text(-1e-10), QStringLiteral("−0.1000"));
    QVERIFY(scale.shows_zero(1e-15));
    QVERIFY(!scale.shows_zero(1e-12));
  }

  void the_factor_is_a_power_of_a_thousand() {
    QCOMPARE(PartScale::of(0.00099).factor(), QStringLiteral("×10⁻⁶"));
    QCOMPARE(PartScale::of(0.00099).text(0.00099), QStringLiteral("990.00"));
    QCOMPARE(PartScale::of(4e-12).factor(), QStringLiteral("×10⁻¹²"));
    QCOMPARE(PartScale::of(0).factor(), QString());
  }

  void what_rounding_leaves_is_told_in_full_size() {
    const PartScale scale = PartScale::of(3e-9);
    const std::array parts{1.00004e-9, 1.00004e-9, 1.00004e-9};
    QVERIFY(std::abs(scale.rounding_of(3.00012e-9, parts) - 1e-13) < 1e-18);
  }
};

}  // namespace lfp::test::part_scale_test

LFPLAB_QT_TEST(part_scale_test, PartScaleTest)
#include "part_scale_test.moc"
