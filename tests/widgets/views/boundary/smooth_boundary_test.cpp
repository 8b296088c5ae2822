#include "widgets/views/boundary/smooth_boundary.h"

#include "tests/support/qt_test.h"

#include <QTest>
#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace lfp::test::smooth_boundary_test {

namespace {

constexpr int side = 8;

/// One class everywhere, as sure as that.
BoundarySnapshot everywhere(std::uint8_t label, std::uint8_t certainty) {
  return {.resolution = side,
          .x_low = -1,
          .x_high = 1,
          .y_low = -1,
          .y_high = 1,
          .predicted = std::vector<std::uint8_t>(side * side, label),
          .certainty = std::vector<std::uint8_t>(side * side, certainty)};
}

std::ptrdiff_t cells_of(const BoundarySnapshot& boundary, std::uint8_t label) {
  return std::ranges::count(boundary.predicted, label);
}

}  // namespace

class SmoothBoundaryTest : public QObject {
  Q_OBJECT

 private slots:
  void the_first_picture_is_exact() {
    SmoothBoundary smooth;
    const auto first = smooth.follow(everywhere(2, 200), 3, 5000);
    QCOMPARE(cells_of(first, 2), std::ptrdiff_t{side * side});
    QCOMPARE(int{first.certainty.front()}, 200);
  }

  void what_turns_over_for_a_step_does_not_turn_the_picture() {
    SmoothBoundary smooth;
    for (int now = 0; now < 600; now += 100) smooth.follow(everywhere(0, 230), 2, now);
    QCOMPARE(cells_of(smooth.follow(everywhere(1, 230), 2, 600), 1), std::ptrdiff_t{0});
    QCOMPARE(cells_of(smooth.follow(everywhere(0, 230), 2, 700), 1), std::ptrdiff_t{0});
  }

  void what_stays_is_shown_within_a_third_of_a_second() {
    SmoothBoundary smooth;
    for (int now = 0; now < 600; now += 100) smooth.follow(everywhere(0, 230), 2, now);
    BoundarySnapshot shown;
    for (int now = 600; now <= 800; now += 100) shown = smooth.follow(everywhere(1, 230), 2, now);
    QCOMPARE(cells_of(shown, 1), std::ptrdiff_t{side * side});
  }

  void after_a_reset_the_picture_is_exact_again() {
    SmoothBoundary smooth;
    smooth.follow(everywhere(0, 230), 2, 0);
    smooth.reset();
    QCOMPARE(cells_of(smooth.follow(everywhere(1, 200), 2, 10), 1), std::ptrdiff_t{side * side});
  }
};

}  // namespace lfp::test::smooth_boundary_test

LFPLAB_QT_TEST(smooth_boundary_test, SmoothBoundaryTest)
#include "smooth_boundary_test.moc"
