#include "app/bridge/application.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <clocale>
#include <cstdlib>

namespace lfp::test::application_test {

namespace {

/// Makes a locale whose numbers have a comma the system's, where the system's own tool can.
class GermanSystem {
 public:
  GermanSystem() {
    const QString locale = folder_.filePath(QStringLiteral("de_DE.UTF-8"));
    QProcess::execute(QStringLiteral("localedef"), {"-i", "de_DE", "-f", "UTF-8", locale});
    qputenv("LOCPATH", folder_.path().toLocal8Bit());
    qputenv("LC_ALL", "de_DE.UTF-8");
  }

 private:
  QTemporaryDir folder_;
};

}  // namespace

class ApplicationTest : public QObject {
  Q_OBJECT

 private slots:
  void numbers_have_a_point_whatever_the_locale() {
    QCOMPARE(std::strtod("0.5", nullptr), 0.5);
    QCOMPARE(QString(std::localeconv()->decimal_point), QString("."));
    std::setlocale(LC_NUMERIC, "");
    const QString usual(std::localeconv()->decimal_point);
    std::setlocale(LC_NUMERIC, "C");
    if (usual != ",") QSKIP("no locale with a comma can be made here");
  }
};

}  // namespace lfp::test::application_test

int application_test(int argc, char** argv);
int application_test(int argc, char** argv) {
  const lfp::test::application_test::GermanSystem system;
  const lfp::Application application(argc, argv);
  lfp::test::application_test::ApplicationTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "application_test.moc"
