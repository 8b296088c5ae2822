#include "widgets/controls/marks.h"

#include "tests/support/qt_test.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/scale_bar.h"

#include <QTest>
#include <functional>

namespace lfp::test::marks_test {

namespace {

const Theme light = Theme::make(Theme::Kind::light);

/// Pixels of exactly this colour.
int count_of(const QImage& image, const QColor& colour) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour ? 1 : 0;
  return count;
}

QImage painted(QSize size, const QColor& paper, const std::function<void(QPainter&)>& paint) {
  QImage image(size, QImage::Format_RGB32);
  image.fill(paper);
  QPainter painter(&image);
  paint(painter);
  return image;
}

}  // namespace

class MarksTest : public QObject {
  Q_OBJECT

 private slots:
  void badge_shows_letter_on_the_run_s_colour();
  void dashed_line_has_gaps();
  void diamond_is_magenta_and_only_in_its_box();
  void class_marks_differ_in_shape();
  void hatching_continues_over_neighbouring_cells();
  void scale_bar_runs_from_blue_to_orange();
  void scale_ends_have_two_digits();
};

void MarksTest::badge_shows_letter_on_the_run_s_colour() {
  QCOMPARE(lfp::run_letter(0), QString("A"));
  QCOMPARE(lfp::run_letter(3), QString("D"));
  for (int run = 0; run < 4; ++run) {
    const QImage image = painted({18, 18}, Qt::white, [&](QPainter& painter) {
      lfp::paint_badge(painter, QRect(0, 0, 18, 18), run, light);
    });
    QVERIFY(count_of(image, light.run[std::size_t(run)]) > 150);
    QVERIFY(image.pixelColor(0, 0) != light.run[std::size_t(run)]);
  }
}

void MarksTest::dashed_line_has_gaps() {
  const auto inked = [](int run) {
    const QImage image = painted({110, 10}, Qt::white, [&](QPainter& painter) {
      lfp::paint_line_sample(painter, QRectF(0, 0, 110, 10), run, light);
    });
    return count_of(image, light.run[std::size_t(run)]);
  };
  QCOMPARE(inked(0), 220);
  QCOMPARE(inked(1), 140);
}

void MarksTest::diamond_is_magenta_and_only_in_its_box() {
  const QImage image = painted({40, 40}, Qt::white, [](QPainter& painter) {
    lfp::paint_diamond(painter, {20, 20}, 12, light);
  });
  QCOMPARE(image.pixelColor(20, 20), light.flip);
  QCOMPARE(image.pixelColor(15, 15), QColor(Qt::white));
  QCOMPARE(image.pixelColor(20, 13), QColor(Qt::white));
  QCOMPARE(image.pixelColor(20, 16), light.flip);
}

void MarksTest::class_marks_differ_in_shape() {
  QList<QImage> shapes;
  for (int index = 0; index < 6; ++index) {
    Theme one_colour = light;
    one_colour.class_point.fill(Qt::black);
    const QImage image = painted({30, 30}, Qt::white, [&](QPainter& painter) {
      lfp::paint_class_mark(painter, {15, 15}, 20, index, one_colour);
    });
    QVERIFY(count_of(image, Qt::black) > 60);
    QVERIFY(!shapes.contains(image));
    shapes << image;
  }
  const auto mark = [](int index) {
    return painted({30, 30}, Qt::white, [&](QPainter& painter) {
      lfp::paint_class_mark(painter, {15, 15}, 20, index, light);
    });
  };
  QCOMPARE(mark(6), mark(0));
  const QImage hollow = painted({30, 30}, Qt::white, [](QPainter& painter) {
    lfp::paint_class_mark(painter, {15, 15}, 20, 0, light, lfp::MarkFill::hollow);
  });
  QCOMPARE(hollow.pixelColor(15, 15), QColor(Qt::white));
}

void MarksTest::hatching_continues_over_neighbouring_cells() {
  const QImage whole = painted({80, 40}, Qt::white, [](QPainter& painter) {
    lfp::paint_hatching(painter, QRectF(0, 0, 80, 40), light);
  });
  const QImage halves = painted({80, 40}, Qt::white, [](QPainter& painter) {
    lfp::paint_hatching(painter, QRectF(0, 0, 37, 40), light);
    lfp::paint_hatching(painter, QRectF(37, 0, 43, 40), light);
  });
  QCOMPARE(halves, whole);
  QVERIFY(count_of(whole, light.alternate_base) > 200);
}

void MarksTest::scale_bar_runs_from_blue_to_orange() {
  const QImage image = painted({300, 20}, Qt::white, [](QPainter& painter) {
    lfp::paint_colour_bar(painter, QRect(0, 0, 300, 20), lfp::signed_colours(light), light);
  });
  QCOMPARE(image.pixelColor(1, 10).rgb(), lfp::signed_colours(light).front());
  QCOMPARE(image.pixelColor(298, 10).rgb(), lfp::signed_colours(light).back());
  QCOMPARE(image.pixelColor(150, 0), light.control_border);
  int right = 0;
  painted({400, 20}, Qt::white, [&](QPainter& painter) {
    right = lfp::paint_signed_scale(painter, QRect(10, 0, 390, 20), 0.09F, light);
  });
  QCOMPARE(right, 10 + lfp::signed_scale_width(light) - 1);
}

void MarksTest::scale_ends_have_two_digits() {
  QCOMPARE(lfp::scale_end_text(0.093F), QString("+0.09"));
  QCOMPARE(lfp::scale_end_text(-1.5F), QString(QChar(0x2212)) + "1.5");
  QCOMPARE(lfp::scale_end_text(12.3F), QString("+12"));
  QCOMPARE(lfp::scale_end_text(0.0F), QString("0"));
}

}  // namespace lfp::test::marks_test

LFPLAB_QT_TEST(marks_test, MarksTest)
#include "marks_test.moc"
