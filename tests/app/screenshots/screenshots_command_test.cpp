#include "tests/support/program.h"
#include "tests/support/qt_test.h"

#include <QImage>

namespace lfp::test::screenshots_command_test {

class ScreenshotsCommandTest : public QObject {
  Q_OBJECT

 private slots:
  void screenshots_show_what_is_asked_for_in_both_themes();
  void other_names_are_answered_with_those_that_there_are();
};

void ScreenshotsCommandTest::screenshots_show_what_is_asked_for_in_both_themes() {
  Program program;
  const auto result = program.run({"screenshots", "--out", "shots", "--only", "regression,presenter"});
  QCOMPARE(result.status, 0);
  const QStringList names = program.names("shots");
  QCOMPARE(names, QStringList({"presenter-dark.png", "presenter-light.png", "regression-dark.png",
                               "regression-light.png"}));
  qint64 bytes = 0;
  for (const QString& name : names) {
    const QImage picture(program.path("shots/" + name));
    QCOMPARE(picture.size(), name.contains("1280x800")      ? QSize(1280, 800)
                             : name.startsWith("presenter") ? QSize(1920, 1080)
                                                            : QSize(1600, 1000));
    QVERIFY2(picture.colorCount() > 100, qPrintable(name + " is blank"));
    QCOMPARE(picture.pixelColor(picture.width() / 2, 20).lightness() < 128, name.contains("dark"));
    bytes += program.read("shots/" + name).size();
  }
  QVERIFY2(bytes < 5'000'000, "too much for a repository");
}

void ScreenshotsCommandTest::other_names_are_answered_with_those_that_there_are() {
  Program program;
  const auto result = program.run({"screenshots", "--out", "shots", "--only", "tram"});
  QCOMPARE(result.status, 2);
  for (const char* name : {"tram", "train", "microscope", "spiking"})
    QVERIFY2(result.err.contains(name), qPrintable(result.err));
  QVERIFY(!program.exists("shots"));
}

}  // namespace lfp::test::screenshots_command_test

LFPLAB_QT_TEST(screenshots_command_test, ScreenshotsCommandTest)
#include "screenshots_command_test.moc"
