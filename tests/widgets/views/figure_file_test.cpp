#include "widgets/views/figure_file.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "widgets/views/focus.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <memory>

namespace lfp::test::figure_file_test {

/// Figures of all views, as files.
class FigureFileTest : public QObject {
  Q_OBJECT

 private slots:
  void text_is_at_least_six_and_a_half_points_at_every_size_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("a column, 85 x 60 mm") << QSize(321, 227);
    QTest::newRow("a page, 180 x 110 mm") << QSize(680, 416);
    QTest::newRow("a slide") << QSize(1280, 720);
  }

  void text_is_at_least_six_and_a_half_points_at_every_size() {
    QFETCH(QSize, size);
    constexpr double points_per_pixel = 72.0 / 96.0;
    static const QRegularExpression font(QStringLiteral("<text[^>]* font-size=\"([^\"]*)\""));
    const QTemporaryDir folder;
    int texts = 0;
    for (const ViewEntry& entry : view_entries()) {
      for (const auto& sizes : {std::vector<std::int64_t>{2, 16, 16, 3}, {64, 8, 10}}) {
        Focus focus;
        const std::unique_ptr<View> view(entry.make(focus, nullptr));
        view->set_snapshot(make_snapshot({.sizes = sizes}));
        const QString path = folder.filePath(entry.name + ".svg");
        save_figure(*view, path, size);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (auto found = font.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext(); ++texts) {
          const double points = found.next().captured(1).toDouble() * points_per_pixel;
          QVERIFY2(points >= 6.5, qPrintable(QStringLiteral("%1: %2 pt").arg(entry.name).arg(points)));
        }
      }
    }
    QVERIFY(texts > 100);
  }

  void heatmaps_in_pdf_are_lossless() {
    const QTemporaryDir folder;
    for (const char* name : {"weights", "raster", "boundary", "tiles"}) {
      const auto entry = std::ranges::find(view_entries(), QString::fromLatin1(name), &ViewEntry::name);
      QVERIFY(entry != view_entries().end());
      Focus focus;
      const std::unique_ptr<View> view(entry->make(focus, nullptr));
      view->set_snapshot(make_snapshot({.sizes = {64, 40, 10}}));
      const QString path = folder.filePath(entry->name + ".pdf");
      save_figure(*view, path, QSize(600, 400));
      QFile file(path);
      QVERIFY(file.open(QIODevice::ReadOnly));
      const QByteArray pdf = file.readAll();
      QVERIFY2(!pdf.contains("/DCTDecode"), name);
      if (entry->name != QLatin1String("boundary")) QVERIFY2(pdf.contains("/Subtype /Image"), name);
    }
  }
};

}  // namespace lfp::test::figure_file_test

LFPLAB_QT_TEST(figure_file_test, FigureFileTest)
#include "figure_file_test.moc"
