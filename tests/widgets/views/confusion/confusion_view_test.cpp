#include "widgets/views/confusion/confusion_view.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/confusion/confusion_picture.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <cmath>
#include <memory>

namespace lfp::test::confusion_view_test {

namespace {

/// Ten classes; row 3 is told here: 81 right, 16 taken for 5, 3 for 8.
SnapshotPointer ten_classes() {
  auto snapshot =
      std::make_shared<lfp::Snapshot>(*make_snapshot({.sizes = {64, 4, 10}, .steps = 20, .raster = false}));
  lfp::Table& table = snapshot->runs[0].confusion;
  for (std::size_t column = 0; column < 10; ++column) table.values[30 + column] = 0.0F;
  table.values[33] = 81.0F;
  table.values[35] = 16.0F;
  table.values[38] = 3.0F;
  return snapshot;
}

double contrast(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& colour) {
    const auto linear = [](double part) {
      return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
  };
  const double high = std::max(luminance(a), luminance(b));
  const double low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

}  // namespace

class ConfusionViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cells_are_coloured_by_the_root_of_their_rows_part_data();
  void cells_are_coloured_by_the_root_of_their_rows_part();
  void counts_stand_out_in_every_cell();
  void counts_hide_where_there_is_no_room();
  void the_pointer_tells_the_count_and_its_part();
  void without_a_test_set_there_is_a_sentence();
  void the_table_has_a_line_for_every_pair();
  void figures_have_title_axes_and_scale();

 private:
  std::unique_ptr<ConfusionView> shown(const SnapshotPointer& snapshot, QSize size,
                                       Theme::Kind kind = Theme::Kind::light);
  static QRect cell(const ConfusionView& view, int label, int predicted) {
    return lfp::confusion_cell(view.cells()[0].square, view.snapshot()->runs[0].confusion, label, predicted);
  }

  std::unique_ptr<Focus> focus_;
};

void ConfusionViewTest::init() {
  focus_ = std::make_unique<Focus>();
}

std::unique_ptr<ConfusionView> ConfusionViewTest::shown(const SnapshotPointer& snapshot, QSize size,
                                                        Theme::Kind kind) {
  auto view = std::make_unique<ConfusionView>(*focus_);
  apply_theme(*view, Theme::make(kind));
  view->resize(size);
  view->show();
  view->set_snapshot(snapshot);
  QCoreApplication::processEvents();
  return view;
}

void ConfusionViewTest::cells_are_coloured_by_the_root_of_their_rows_part_data() {
  QTest::addColumn<bool>("is_dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

void ConfusionViewTest::cells_are_coloured_by_the_root_of_their_rows_part() {
  QFETCH(bool, is_dark);
  const auto view = shown(ten_classes(), QSize(560, 288), is_dark ? Theme::Kind::dark : Theme::Kind::light);
  const QImage image = view->grab().toImage();
  const lfp::ColourTable& colours = lfp::unsigned_colours(view->theme());
  const auto expect = [&](int predicted, double part) {
    const QColor colour =
        QColor::fromRgb(colours[static_cast<std::size_t>(std::lround(255.0 * std::sqrt(part)))]);
    QCOMPARE(image.pixelColor(cell(*view, 3, predicted).topLeft() + QPoint(1, 1)), colour);
  };
  expect(3, 0.81);
  expect(5, 0.16);
  expect(8, 0.03);
  expect(0, 0.0);
}

void ConfusionViewTest::counts_stand_out_in_every_cell() {
  for (const Theme::Kind kind : {Theme::Kind::light, Theme::Kind::dark}) {
    const auto view = shown(ten_classes(), QSize(900, 480), kind);
    const QImage image = view->grab().toImage();
    for (const int predicted : {3, 5, 8}) {
      const QRect area = cell(*view, 3, predicted);
      const QColor background = image.pixelColor(area.topLeft() + QPoint(2, 2));
      double best = 1.0;
      for (int y = area.top(); y < area.bottom(); ++y) {
        for (int x = area.left(); x < area.right(); ++x)
          best = std::max(best, contrast(image.pixelColor(x, y), background));
      }
      QVERIFY2(best >= 4.5, qPrintable(QString::number(best)));
    }
  }
}

void ConfusionViewTest::counts_hide_where_there_is_no_room() {
  const auto view = shown(ten_classes(), QSize(200, 130));
  const QImage image = view->grab().toImage();
  const QRect area = cell(*view, 3, 3).adjusted(0, 0, -1, -1);
  for (int y = area.top(); y < area.bottom(); ++y) {
    for (int x = area.left(); x < area.right(); ++x)
      QCOMPARE(image.pixelColor(x, y), image.pixelColor(area.topLeft()));
  }
}

void ConfusionViewTest::the_pointer_tells_the_count_and_its_part() {
  const auto view = shown(ten_classes(), QSize(560, 288));
  move_mouse(*view, cell(*view, 3, 5).center());
  const QString tip = QToolTip::text();
  QVERIFY2(tip.contains("<b>3 taken for 5</b>"), qPrintable(tip));
  QVERIFY(tip.contains("16 of 100 samples"));
  QVERIFY(tip.contains(lfp::percent_text(0.16)));
}

void ConfusionViewTest::without_a_test_set_there_is_a_sentence() {
  auto snapshot = std::make_shared<lfp::Snapshot>(*ten_classes());
  auto dataset = std::make_shared<lfp::Dataset>(*snapshot->dataset);
  dataset->test = {};
  snapshot->dataset = dataset;
  for (auto& run : snapshot->runs) run.confusion = {};
  const auto view = shown(snapshot, QSize(560, 288));
  QVERIFY(view->cells().empty());
  QVERIFY(view->csv().isEmpty());
  const QImage image = view->grab().toImage();
  QVERIFY(image != [&] {
    QImage blank(image.size(), image.format());
    blank.fill(view->theme().base);
    return blank;
  }());
}

void ConfusionViewTest::the_table_has_a_line_for_every_pair() {
  const auto view = shown(ten_classes(), QSize(560, 288));
  const QStringList lines = view->csv().split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.size(), 1 + 2 * 100);
  QCOMPARE(lines[0], QStringLiteral("run,label,predicted,count"));
  QVERIFY(lines.contains("LFP-ε,3,5,16"));
  QVERIFY(lines.contains("LFP-ε,3,8,3"));
}

void ConfusionViewTest::figures_have_title_axes_and_scale() {
  ConfusionView view(*focus_);  // never shown
  view.set_snapshot(ten_classes());
  const QTemporaryDir folder;
  lfp::save_figure(view, folder.filePath("confusion.svg"), QSize(800, 460));
  QFile file(folder.filePath("confusion.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString svg = QString::fromUtf8(file.readAll());
  for (const char* words :
       {"Confusion on the test set", "prediction", "label", "LFP-", ">81<", "square root scale"}) {
    QVERIFY2(svg.contains(QString::fromUtf8(words)), words);
  }
}

}  // namespace lfp::test::confusion_view_test

LFPLAB_QT_TEST(confusion_view_test, ConfusionViewTest)
#include "confusion_view_test.moc"
