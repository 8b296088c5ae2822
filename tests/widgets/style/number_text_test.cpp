#include "widgets/style/number_text.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_number.h"
#include "widgets/style/typed_number.h"

#include <QLocale>
#include <QTest>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace lfp::test::number_text_test {

namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double not_a_number = std::numeric_limits<double>::quiet_NaN();

QString text(const char8_t* utf8) {
  return QString::fromUtf8(reinterpret_cast<const char*>(utf8));
}

}  // namespace

class NumberTextTest : public QObject {
  Q_OBJECT

 private slots:
  void negative_numbers_have_a_real_minus();
  void zero_and_what_rounds_to_it_have_no_sign();
  void small_numbers_keep_their_digits();
  void rounding_up_to_the_limit_gives_the_plain_form();
  void large_numbers_stay_short();
  void compact_numbers_have_at_most_eight_characters();
  void read_outs_have_a_plus();
  void what_is_not_finite_is_named();
  void percentages();
  void points();
  void no_number_has_more_than_eight_digits();
  void counts_are_grouped_alike_in_every_locale();
  void settings_are_short_and_read_back();
  void what_is_rounded_is_what_is_shown();
  void rounding_is_what_the_digits_lack();
  void parts_are_shown_with_digits_that_say_something();
  void what_is_shown_can_be_typed();
};

void NumberTextTest::negative_numbers_have_a_real_minus() {
  QCOMPARE(lfp::number_text(-0.5), text(u8"−0.500"));
  QCOMPARE(lfp::number_text(0.1234567, 4), QString("0.1235"));
  QCOMPARE(lfp::number_text(12.0, 1), QString("12.0"));
}

void NumberTextTest::zero_and_what_rounds_to_it_have_no_sign() {
  QCOMPARE(lfp::number_text(0.0, 4), QString("0.0000"));
  QCOMPARE(lfp::number_text(-0.0), QString("0.000"));
  QCOMPARE(lfp::signed_text(0.0), QString("0.000"));
  QCOMPARE(lfp::signed_text(-0.004, 2), QString("0.00"));
  QCOMPARE(lfp::signed_text(1e-13), QString("0.000"));
  QCOMPARE(lfp::percent_text(-0.0001), text(u8"0.0\u202F%"));
  QCOMPARE(lfp::points_text(0.0001), text(u8"0.0\u202Fpt"));
}

void NumberTextTest::small_numbers_keep_their_digits() {
  QCOMPARE(lfp::number_text(0.00025), text(u8"2.5e−4"));
  QCOMPARE(lfp::number_text(-0.00025), text(u8"−2.5e−4"));
  QCOMPARE(lfp::number_text(0.000254321, 4), text(u8"2.54e−4"));
  QCOMPARE(lfp::number_text(3e-10), text(u8"3.0e−10"));
  QCOMPARE(lfp::number_text(0.001), QString("0.001"));
}

void NumberTextTest::rounding_up_to_the_limit_gives_the_plain_form() {
  QCOMPARE(lfp::number_text(0.00099999), QString("0.001"));
}

void NumberTextTest::large_numbers_stay_short() {
  QCOMPARE(lfp::number_text(-1234567.0), text(u8"−1.2e6"));
  QCOMPARE(lfp::number_text(999.5, 1), QString("999.5"));
}

void NumberTextTest::compact_numbers_have_at_most_eight_characters() {
  QCOMPARE(lfp::compact_text(0.21), QString("0.210"));
  QCOMPARE(lfp::compact_text(487.464), QString("487.464"));
  QCOMPARE(lfp::compact_text(1487.464), QString("1487.5"));
  QCOMPARE(lfp::compact_text(61487.464), QString("61487"));
  QCOMPARE(lfp::compact_text(-211487.464), text(u8"−2.1e5"));
  QCOMPARE(lfp::signed_compact_text(0.00025), text(u8"+2.5e−4"));
  QCOMPARE(lfp::short_text(0.2149), QString("0.21"));
  QCOMPARE(lfp::short_text(1487.464), QString("1.5e3"));
  for (double value = 1e-9; value < 1e30; value *= 3.7) QVERIFY(lfp::signed_compact_text(-value).size() <= 8);
}

void NumberTextTest::read_outs_have_a_plus() {
  QCOMPARE(lfp::signed_text(0.0122), QString("+0.012"));
  QCOMPARE(lfp::signed_text(-0.0146, 4), text(u8"−0.0146"));
  QCOMPARE(lfp::signed_text(0.00025), text(u8"+2.5e−4"));
}

void NumberTextTest::what_is_not_finite_is_named() {
  QCOMPARE(lfp::number_text(infinity), text(u8"∞"));
  QCOMPARE(lfp::number_text(-infinity), text(u8"−∞"));
  QCOMPARE(lfp::signed_text(infinity), text(u8"+∞"));
  QCOMPARE(lfp::number_text(not_a_number), QString("not a number"));
  QCOMPARE(lfp::percent_text(not_a_number), QString("not a number"));
}

void NumberTextTest::percentages() {
  QCOMPARE(lfp::percent_text(0.985), text(u8"98.5\u202F%"));
  QCOMPARE(lfp::percent_text(1.0, 0), text(u8"100\u202F%"));
  QCOMPARE(lfp::percent_text(-0.588), text(u8"−58.8\u202F%"));
  QCOMPARE(lfp::percent_text(-15.685), text(u8"−1568.5\u202F%"));
  QCOMPARE(lfp::percent_text(1234567.0), text(u8"1.2e8\u202F%"));
}

void NumberTextTest::points() {
  QCOMPARE(lfp::points_text(-0.005), text(u8"−0.5\u202Fpt"));
  QCOMPARE(lfp::points_text(0.021), text(u8"+2.1\u202Fpt"));
}

void NumberTextTest::no_number_has_more_than_eight_digits() {
  QCOMPARE(lfp::number_text(123456.789, 4), QString("123456.79"));
  QCOMPARE(lfp::fixed_text(-1234567.89, 4), text(u8"−1234567.9"));
  QCOMPARE(lfp::fixed_text(123456789.0, 2), text(u8"1.2e8"));
  QCOMPARE(lfp::count_text(99'999'999), QString("99,999,999"));
  QCOMPARE(lfp::count_text(138'357'544), QString("1.38e8"));
  QCOMPARE(lfp::setting_text(1.0 / 3.0), QString("0.33333333"));
}

void NumberTextTest::counts_are_grouped_alike_in_every_locale() {
  const QLocale before;
  for (const QLocale& locale : {QLocale(QLocale::English), QLocale(QLocale::German), QLocale::c()}) {
    QLocale::setDefault(locale);
    QCOMPARE(lfp::count_text(1284), QString("1,284"));
    QCOMPARE(lfp::count_text(-235146), text(u8"−235,146"));
    QCOMPARE(lfp::number_text(0.5, 1), QString("0.5"));
  }
  QLocale::setDefault(before);
}

void NumberTextTest::settings_are_short_and_read_back() {
  QCOMPARE(lfp::setting_text(1e-6), text(u8"1e−6"));
  QCOMPARE(lfp::setting_text(0.03), QString("0.03"));
  QCOMPARE(lfp::setting_text(128), QString("128"));
  QCOMPARE(lfp::setting_text(0.0), QString("0"));
  QCOMPARE(lfp::setting_text(1e9), QString("1e9"));
  QCOMPARE(lfp::setting_text(-0.5), text(u8"−0.5"));
  for (const double value : {0.3, 6.02e23, 1.25e-7, 12345678.0})
    QCOMPARE(*lfp::typed_number(lfp::setting_text(value)), value);
}

void NumberTextTest::what_is_shown_can_be_typed() {
  QCOMPARE(*lfp::typed_number(lfp::count_text(1'234'567)), 1234567.0);
  QCOMPARE(*lfp::typed_number(lfp::number_text(-0.00025)), -0.00025);
  QCOMPARE(*lfp::typed_number(lfp::percent_text(0.985)), 98.5);
  QCOMPARE(*lfp::typed_number("0,5"), 0.5);
  QCOMPARE(*lfp::typed_number(" +2.5e-4 "), 0.00025);
  QCOMPARE(*lfp::typed_number("1,284.5"), 1284.5);
  for (const char* nothing : {"", "1.2.3", "1,2,3", "ten", "1e", "0x1F"})
    QVERIFY2(!lfp::typed_number(nothing), nothing);
}

void NumberTextTest::what_is_rounded_is_what_is_shown() {
  QCOMPARE(lfp::fixed_text(0.010416, 4), QString("0.0104"));
  QCOMPARE(lfp::rounded(0.010416, 4), 0.0104);
  QCOMPARE(lfp::signed_fixed_text(0.00004, 4), QString("0.0000"));
  QCOMPARE(lfp::signed_fixed_text(0.00006, 4), QString("+0.0001"));
  QCOMPARE(lfp::fixed_text(-123456789.0, 0), text(u8"−1.2e8"));
  QCOMPARE(lfp::rounded(-infinity, 3), -infinity);
  std::mt19937 numbers(4);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 2000; ++trial) {
    const double value = normal(numbers) * std::pow(10.0, trial % 5);
    const int decimals = trial % 4;
    const double shown = lfp::fixed_text(value, decimals).replace(QChar(0x2212), '-').toDouble();
    QCOMPARE(lfp::rounded(value, decimals), shown);
    QVERIFY(std::abs(shown - value) <= 0.5 * std::pow(10.0, -decimals) * (1 + 1e-9));
  }
}

void NumberTextTest::rounding_is_what_the_digits_lack() {
  QCOMPARE(lfp::rounding_of(1.0, std::array{0.33333, 0.33333, 0.33334}, 4), 0.0001);
  QCOMPARE(lfp::rounding_of(0.3217, std::array{0.40914, -0.11844, 0.03104}, 4), 0.0);
  QCOMPARE(lfp::rounding_of(1.0, std::array{infinity, 0.5}, 4), 0.0);
  std::mt19937 numbers(5);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> parts(6);
    for (double& part : parts) part = normal(numbers);
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    long long digits = lfp::test::digits_of(lfp::rounding_of(sum, parts, 3), 3);
    for (const double part : parts) digits += lfp::test::digits_of(part, 3);
    QCOMPARE(digits, lfp::test::digits_of(sum, 3));
  }
}

void NumberTextTest::parts_are_shown_with_digits_that_say_something() {
  QCOMPARE(lfp::part_decimals(0.0), 4);
  QCOMPARE(lfp::part_decimals(0.3), 4);
  QCOMPARE(lfp::part_decimals(2e-5), 8);
  QCOMPARE(lfp::part_decimals(1e-30), 10);
  QCOMPARE(lfp::part_decimals(51000), 3);
  QCOMPARE(lfp::part_decimals(infinity), 4);
}

}  // namespace lfp::test::number_text_test

LFPLAB_QT_TEST(number_text_test, NumberTextTest)
#include "number_text_test.moc"
