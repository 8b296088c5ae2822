#include "widgets/style/colour_map.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace lfp::test::colour_map_test {

namespace {

double linear_part(int part) {
  const double value = part / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// CIE lightness L*.
double lightness(QRgb colour) {
  const double y = 0.2126 * linear_part(qRed(colour)) + 0.7152 * linear_part(qGreen(colour)) +
                   0.0722 * linear_part(qBlue(colour));
  return y > 216.0 / 24389.0 ? 116.0 * std::cbrt(y) - 16.0 : y * 24389.0 / 27.0;
}

/// +1: lightness never falls from `first` to `last`, -1: never rises, 0: neither.
int trend(const ColourTable& table, std::size_t first, std::size_t last) {
  bool rises = true;
  bool falls = true;
  for (std::size_t entry = first + 1; entry <= last; ++entry) {
    // Two neighbours may differ by a rounded step of one channel.
    rises = rises && lightness(table[entry]) > lightness(table[entry - 1]) - 0.15;
    falls = falls && lightness(table[entry]) < lightness(table[entry - 1]) + 0.15;
  }
  return int(rises) - int(falls);
}

/// What somebody sees whose colour vision lacks one kind of cone wholly: linear RGB times the matrix of
/// Machado, Oliveira and Fernandes (2009), severity 1.
using Vision = std::array<std::array<double, 3>, 3>;
constexpr Vision protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Vision deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Vision tritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

/// CIE L*a*b* (D65) of a colour as seen.
std::array<double, 3> seen(QRgb colour, const Vision& vision) {
  const std::array<double, 3> linear{linear_part(qRed(colour)), linear_part(qGreen(colour)),
                                     linear_part(qBlue(colour))};
  const auto times = [](const Vision& matrix, const std::array<double, 3>& vector) {
    std::array<double, 3> product{};
    for (std::size_t row = 0; row < 3; ++row)
      for (std::size_t column = 0; column < 3; ++column) product[row] += matrix[row][column] * vector[column];
    return product;
  };
  std::array<double, 3> rgb = times(vision, linear);
  for (double& part : rgb) part = std::clamp(part, 0.0, 1.0);
  constexpr Vision to_xyz{{{0.4124564, 0.3575761, 0.1804375},
                           {0.2126729, 0.7151522, 0.0721750},
                           {0.0193339, 0.1191920, 0.9503041}}};
  constexpr std::array<double, 3> white{0.95047, 1.0, 1.08883};
  std::array<double, 3> f = times(to_xyz, rgb);
  for (std::size_t part = 0; part < 3; ++part) {
    const double share = f[part] / white[part];
    f[part] = share > 216.0 / 24389.0 ? std::cbrt(share) : (24389.0 / 27.0 * share + 16.0) / 116.0;
  }
  return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

const std::array<Theme::Scales, 3> every_choice{Theme::Scales::orange_blue, Theme::Scales::green_purple,
                                                Theme::Scales::red_cyan};
const Theme light = Theme::make(Theme::Kind::light);
const Theme dark = Theme::make(Theme::Kind::dark);
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

}  // namespace

class ColourMapTest : public QObject {
  Q_OBJECT

 private slots:
  void signed_scale_runs_from_blue_over_neutral_to_orange();
  void lightness_tells_the_size_on_both_sides_of_zero();
  void unsigned_scale_is_monotone();
  void every_entry_is_opaque();
  void values_beyond_the_range_take_the_last_colour();
  void no_range_and_no_number_give_the_middle();
  void zero_has_the_theme_s_zero_colour();
  void every_choice_of_colours_keeps_the_order_of_sizes();
  void signs_differ_for_every_kind_of_colour_vision();
  void range_is_the_97th_percentile();
  void range_of_few_values_is_not_zero();
  void range_ignores_what_is_not_finite();
  void steady_range_changes_at_most_twice_a_second();
  void steady_range_grows_at_once_from_zero();
};

void ColourMapTest::signed_scale_runs_from_blue_over_neutral_to_orange() {
  const ColourTable& table = lfp::signed_colours(light);
  QCOMPARE(table.front(), qRgb(0x0B, 0x3C, 0x73));
  QCOMPARE(table.back(), qRgb(0x7F, 0x3B, 0x00));
  QVERIFY(qBlue(table[60]) > qRed(table[60]));
  QVERIFY(qRed(table[195]) > qBlue(table[195]));
  QCOMPARE(lfp::signed_colours(dark).front(), qRgb(0xC2, 0xE0, 0xFF));
  QCOMPARE(lfp::signed_colours(dark).back(), qRgb(0xFF, 0xDD, 0xB8));
}

void ColourMapTest::lightness_tells_the_size_on_both_sides_of_zero() {
  QCOMPARE(trend(lfp::signed_colours(light), 0, 127), 1);
  QCOMPARE(trend(lfp::signed_colours(light), 128, 255), -1);
  QCOMPARE(trend(lfp::signed_colours(dark), 0, 127), -1);
  QCOMPARE(trend(lfp::signed_colours(dark), 128, 255), 1);
}

void ColourMapTest::unsigned_scale_is_monotone() {
  QCOMPARE(trend(lfp::unsigned_colours(light), 0, 255), -1);
  QCOMPARE(trend(lfp::unsigned_colours(dark), 0, 255), 1);
}

void ColourMapTest::every_entry_is_opaque() {
  for (const Theme& theme : {light, dark})
    for (const auto* table : {&lfp::signed_colours(theme), &lfp::unsigned_colours(theme)})
      for (const QRgb colour : *table) QCOMPARE(qAlpha(colour), 255);
}

void ColourMapTest::values_beyond_the_range_take_the_last_colour() {
  const ColourTable& table = lfp::signed_colours(light);
  QCOMPARE(lfp::signed_colour(table, 5.0F, 1.0F), table.back());
  QCOMPARE(lfp::signed_colour(table, -5.0F, 1.0F), table.front());
  QCOMPARE(lfp::signed_colour(table, infinity, 1.0F), table.back());
  QCOMPARE(lfp::signed_colour(table, 1.0F, 1.0F), table.back());
}

void ColourMapTest::no_range_and_no_number_give_the_middle() {
  const ColourTable& table = lfp::signed_colours(light);
  const QRgb middle = lfp::signed_colour(table, 0.0F, 1.0F);
  QCOMPARE(lfp::signed_colour(table, 3.0F, 0.0F), middle);
  QCOMPARE(lfp::signed_colour(table, 3.0F, -1.0F), middle);
  QCOMPARE(lfp::signed_colour(table, 3.0F, not_a_number), middle);
  QCOMPARE(lfp::signed_colour(table, not_a_number, 1.0F), middle);
}

void ColourMapTest::zero_has_the_theme_s_zero_colour() {
  for (const Theme& theme : {light, dark}) {
    const QColor zero(lfp::signed_colour(lfp::signed_colours(theme), 0.0F, 1.0F));
    QVERIFY(std::abs(zero.red() - theme.zero.red()) <= 2);
    QVERIFY(std::abs(zero.green() - theme.zero.green()) <= 2);
    QVERIFY(std::abs(zero.blue() - theme.zero.blue()) <= 2);
  }
}

void ColourMapTest::every_choice_of_colours_keeps_the_order_of_sizes() {
  for (const Theme::Scales scales : every_choice) {
    const Theme bright = Theme::make(Theme::Kind::light, 1.0, scales);
    const Theme night = Theme::make(Theme::Kind::dark, 1.0, scales);
    QCOMPARE(trend(lfp::signed_colours(bright), 0, 127), 1);
    QCOMPARE(trend(lfp::signed_colours(bright), 128, 255), -1);
    QCOMPARE(trend(lfp::signed_colours(night), 0, 127), -1);
    QCOMPARE(trend(lfp::signed_colours(night), 128, 255), 1);
    QCOMPARE(trend(lfp::unsigned_colours(bright), 0, 255), -1);
    QCOMPARE(trend(lfp::unsigned_colours(night), 0, 255), 1);
  }
}

void ColourMapTest::signs_differ_for_every_kind_of_colour_vision() {
  // A just noticeable difference is about 2; these are told apart at a glance.
  constexpr double at_half_of_the_range = 25.0;
  for (const Theme::Scales scales : every_choice)
    for (const Theme::Kind kind : {Theme::Kind::light, Theme::Kind::dark})
      for (const Vision& vision : {protanopia, deuteranopia, tritanopia}) {
        const ColourTable& table = lfp::signed_colours(Theme::make(kind, 1.0, scales));
        const double difference = distance(seen(table[64], vision), seen(table[191], vision));
        QVERIFY2(difference > at_half_of_the_range, qPrintable(QString::number(difference)));
      }
}

void ColourMapTest::range_is_the_97th_percentile() {
  std::vector<float> values;
  for (int value = 1; value <= 100; ++value) values.push_back(value % 2 == 0 ? float(value) : -float(value));
  QCOMPARE(lfp::symmetric_range(values), 97.0F);
  QCOMPARE(lfp::symmetric_range({}), 0.0F);
}

void ColourMapTest::range_of_few_values_is_not_zero() {
  std::vector<float> values(1000, 0.0F);
  values[17] = -0.25F;
  QCOMPARE(lfp::symmetric_range(values), 0.25F);
  QCOMPARE(lfp::symmetric_range(std::vector<float>{2.0F}), 2.0F);
}

void ColourMapTest::range_ignores_what_is_not_finite() {
  QCOMPARE(lfp::symmetric_range(std::vector<float>{not_a_number, 1.0F, infinity, -3.0F}), 3.0F);
  QCOMPARE(lfp::symmetric_range(std::vector<float>{not_a_number}), 0.0F);
}

void ColourMapTest::steady_range_changes_at_most_twice_a_second() {
  lfp::SteadyRange range;
  QCOMPARE(range.update(1.0F, 1000), 1.0F);
  QCOMPARE(range.update(2.0F, 1400), 1.0F);
  QCOMPARE(range.update(3.0F, 1500), 3.0F);
  QCOMPARE(range.update(0.5F, 1999), 3.0F);
  QCOMPARE(range.update(0.5F, 2000), 0.5F);
}

void ColourMapTest::steady_range_grows_at_once_from_zero() {
  lfp::SteadyRange range;
  QCOMPARE(range.update(0.0F, 0), 0.0F);
  QCOMPARE(range.update(4.0F, 1), 4.0F);
  range.reset();
  QCOMPARE(range.value(), 0.0F);
  QCOMPARE(range.update(5.0F, 2), 5.0F);
}

}  // namespace lfp::test::colour_map_test

LFPLAB_QT_TEST(colour_map_test, ColourMapTest)
#include "colour_map_test.moc"
