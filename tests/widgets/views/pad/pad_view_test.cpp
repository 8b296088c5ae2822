#include "widgets/views/pad/pad_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/pad/pad_input.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <memory>

namespace lfp::test::pad_view_test {

namespace {

constexpr std::int64_t side = 28;

SnapshotPointer images() {
  return make_snapshot({.sizes = {side * side, 4, 10}, .steps = 20, .samples = 20, .raster = false});
}

/// Both runs are sure of class 3, B less so.
SnapshotPointer answered(const PadView& view) {
  auto snapshot = std::make_shared<lfp::Snapshot>(*images());
  for (std::size_t run = 0; run < 2; ++run) {
    lfp::SampleSnapshot drawn;
    drawn.input = *view.input();
    drawn.prediction = 3;
    drawn.probabilities.assign(10, run == 0 ? 0.01F : 0.05F);
    drawn.probabilities[3] = run == 0 ? 0.91F : 0.55F;
    drawn.input_feedback.assign(side * side, 0.1F);
    snapshot->runs[run].drawn = drawn;
  }
  return snapshot;
}

}  // namespace

class PadViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void a_drawing_is_asked_about_while_it_is_drawn();
  void a_drawing_is_scaled_and_centred_like_the_data();
  void strokes_are_taken_back_one_by_one();
  void a_click_on_a_class_makes_it_the_label();
  void every_class_fits_into_a_small_dock();
  void bars_are_as_long_as_the_probabilities();
  void a_pixel_tells_its_input_and_with_a_label_its_feedback();
  void as_sample_it_is_what_all_views_show();
  void vectors_cannot_be_drawn();
  void tables_and_figures_hold_the_answer();

 private:
  std::unique_ptr<PadView> shown(const SnapshotPointer& snapshot);
  static void draw(PadView& view, QPointF from, QPointF to) {
    const QRect canvas = view.canvas_area();
    const auto at = [&](QPointF part) {
      return QPointF(canvas.left() + part.x() * canvas.width(), canvas.top() + part.y() * canvas.height());
    };
    drag_mouse(view, at(from), at(to));
  }

  std::unique_ptr<Focus> focus_;
};

void PadViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<PadView> PadViewTest::shown(const SnapshotPointer& snapshot) {
  auto view = std::make_unique<PadView>(*focus_);
  view->resize(640, 320);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void PadViewTest::a_drawing_is_asked_about_while_it_is_drawn() {
  const auto view = shown(images());
  Interest interest;
  view->add_interest(interest);
  QVERIFY(interest.drawn == nullptr);
  const QPointF start = view->canvas_area().center();
  QMouseEvent press(QEvent::MouseButtonPress, start, view->mapToGlobal(start), Qt::LeftButton, Qt::LeftButton,
                    Qt::NoModifier);
  QApplication::sendEvent(view.get(), &press);
  view->add_interest(interest);
  QVERIFY2(interest.drawn != nullptr, "before the pen is lifted");
  const auto first = interest.drawn;
  move_mouse(*view, start + QPointF(0, 30), Qt::LeftButton);
  view->add_interest(interest);
  QVERIFY(interest.drawn != first);
  QCOMPARE(interest.drawn->size(), std::size_t{side * side});
  QCOMPARE(interest.drawn_label, -1);
}

void PadViewTest::a_drawing_is_scaled_and_centred_like_the_data() {
  const auto view = shown(images());
  draw(*view, {0.1, 0.1}, {0.1, 0.4});
  draw(*view, {0.1, 0.4}, {0.25, 0.4});
  const auto& dataset = *view->snapshot()->dataset;
  double sum = 0.0;
  double sum_x = 0.0;
  double sum_y = 0.0;
  int top = side;
  int bottom = -1;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const auto at = static_cast<std::size_t>(y * side + x);
      const auto raw = static_cast<double>(dataset.normalisation.raw((*view->input())[at], at));
      QVERIFY(raw >= -1e-6 && raw <= 1.0 + 1e-6);
      sum += raw;
      sum_x += raw * x;
      sum_y += raw * y;
      if (raw > 0.05) {
        top = std::min(top, y);
        bottom = std::max(bottom, y);
      }
    }
  }
  QVERIFY(std::abs(sum_x / sum - (side - 1) / 2.0) <= 0.6);
  QVERIFY(std::abs(sum_y / sum - (side - 1) / 2.0) <= 0.6);
  QVERIFY2(std::abs(bottom - top + 1 - 20) <= 1, qPrintable(QString::number(bottom - top + 1)));
}

void PadViewTest::strokes_are_taken_back_one_by_one() {
  const auto view = shown(images());
  draw(*view, {0.2, 0.2}, {0.2, 0.8});
  const std::vector<float> first = *view->input();
  draw(*view, {0.2, 0.8}, {0.8, 0.8});
  QVERIFY(*view->input() != first);
  QTest::keyClick(view.get(), Qt::Key_Backspace);
  QCOMPARE(*view->input(), first);
  draw(*view, {0.2, 0.8}, {0.8, 0.8});
  QTest::keyClick(view.get(), Qt::Key_Delete);
  QVERIFY(view->input() == nullptr);
}

void PadViewTest::a_click_on_a_class_makes_it_the_label() {
  const auto view = shown(images());
  draw(*view, {0.2, 0.2}, {0.3, 0.8});
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->class_area(7).center());
  Interest interest;
  view->add_interest(interest);
  QCOMPARE(interest.drawn_label, 7);
  QTest::keyClick(view.get(), Qt::Key_Up);
  view->add_interest(interest);
  QCOMPARE(interest.drawn_label, 6);
}

void PadViewTest::every_class_fits_into_a_small_dock() {
  const auto view = shown(images());
  view->resize(413, 194);
  QCoreApplication::processEvents();
  for (int label = 0; label < 10; ++label) {
    const QRect area = view->class_area(label);
    QVERIFY2(!area.isEmpty() && view->rect().contains(area), qPrintable(QString::number(label)));
    QVERIFY(area.height() >= QFontMetrics(view->theme().small()).ascent());
  }
}

void PadViewTest::bars_are_as_long_as_the_probabilities() {
  const auto view = shown(images());
  draw(*view, {0.2, 0.2}, {0.3, 0.8});
  view->set_snapshot(answered(*view));
  const QImage image = view->grab().toImage();
  const auto length = [&](int label, std::size_t run) {
    const int y = view->class_area(label).center().y();
    int pixels = 0;
    for (int x = view->class_area(label).left(); x < image.width(); ++x)
      if (image.pixelColor(x, y) == view->theme().run[run]) ++pixels;
    return pixels;
  };
  QVERIFY(length(3, 0) > 20);
  const double ratio = length(3, 1) / static_cast<double>(length(3, 0));
  QVERIFY2(std::abs(ratio - 0.55 / 0.91) < 0.05, qPrintable(QString::number(ratio)));
  QVERIFY(length(5, 0) <= 2);
}

void PadViewTest::a_pixel_tells_its_input_and_with_a_label_its_feedback() {
  const auto view = shown(images());
  draw(*view, {0.2, 0.2}, {0.3, 0.8});
  view->set_snapshot(answered(*view));
  const QRect picture = view->seen_area(1);
  const QPoint first = picture.topLeft() + QPoint(2, 2);
  move_mouse(*view, first);
  QVERIFY2(QToolTip::text().contains("<b>B</b>"), qPrintable(QToolTip::text()));
  QVERIFY2(QToolTip::text().contains("row 1, column 1"), qPrintable(QToolTip::text()));
  QVERIFY(!QToolTip::text().contains("feedback"));
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->class_area(7).center());
  move_mouse(*view, picture.bottomRight() - QPoint(2, 2));
  QVERIFY2(QToolTip::text().contains("row 28, column 28"), qPrintable(QToolTip::text()));
  QVERIFY2(QToolTip::text().contains("feedback +0.100"), qPrintable(QToolTip::text()));
  move_mouse(*view, view->canvas_area().center());
  QTRY_VERIFY(!QToolTip::isVisible());
}

void PadViewTest::as_sample_it_is_what_all_views_show() {
  const auto view = shown(images());
  auto* button = [&]() -> QToolButton* {
    for (auto* one : view->findChildren<QToolButton*>())
      if (one->text() == "As sample") return one;
    return nullptr;
  }();
  QVERIFY(button != nullptr && !button->isEnabled());
  draw(*view, {0.2, 0.2}, {0.3, 0.8});
  QVERIFY(view->rect().contains(button->geometry()));
  QVERIFY(!button->geometry().intersects(view->canvas_area()));
  QTest::mouseClick(button, Qt::LeftButton);
  QVERIFY(focus_->drawing() && focus_->drawing()->input == view->input());
  QCOMPARE(focus_->drawing()->label, -1);
  Interest interest;
  focus_->name_sample(interest);
  QVERIFY(interest.sample_input == view->input());
  // It follows the pen, and the label.
  draw(*view, {0.2, 0.8}, {0.8, 0.8});
  QVERIFY(focus_->drawing()->input == view->input());
  QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->class_area(7).center());
  QCOMPARE(focus_->drawing()->label, 7);
  // Until another sample is chosen, or nothing is left of it.
  focus_->set_sample(focus_->sample());
  QVERIFY(!focus_->drawing() && !button->isChecked());
  QTest::mouseClick(button, Qt::LeftButton);
  QVERIFY(focus_->drawing());
  view->clear();
  QVERIFY(!focus_->drawing() && !button->isChecked());
}

void PadViewTest::vectors_cannot_be_drawn() {
  const auto view = shown(make_snapshot());
  drag_mouse(*view, {100, 100}, {150, 150});
  QVERIFY(view->input() == nullptr);
  QVERIFY(view->csv().isEmpty());
}

void PadViewTest::tables_and_figures_hold_the_answer() {
  const auto view = shown(images());
  draw(*view, {0.2, 0.2}, {0.3, 0.8});
  view->set_snapshot(answered(*view));
  const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.size(), 21);
  QVERIFY(lines.contains("LFP-ε,3,0.91"));
  const QTemporaryDir folder;
  lfp::save_figure(*view, folder.filePath("pad.svg"), QSize(800, 400));
  QFile file(folder.filePath("pad.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(QString::fromUtf8(file.readAll()).contains("A drawing"));
}

}  // namespace lfp::test::pad_view_test

LFPLAB_QT_TEST(pad_view_test, PadViewTest)
#include "pad_view_test.moc"
