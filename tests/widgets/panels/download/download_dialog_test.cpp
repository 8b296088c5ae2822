#include "widgets/panels/download/download_dialog.h"

#include "core/data/dataset.h"
#include "tests/support/http_server.h"
#include "tests/support/qt_test.h"
#include "tests/support/screen.h"
#include "tests/support/shown_widget.h"

#include <QCryptographicHash>
#include <QLabel>
#include <QNetworkProxyFactory>
#include <QProgressBar>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

namespace lfp::test::download_dialog_test {

namespace {

/// A dialog that offers one small set from a server on this computer.
struct Offered {
  Offered() {
    server.files[QStringLiteral("/points")] = content;
    open();
  }
  void open() {
    dialog = lfp::test::shown(std::make_unique<DownloadDialog>(folder.path(), QList<DownloadSet>{set()}),
                              {560, 300});
    QObject::connect(dialog.get(), &DownloadDialog::chosen,
                     [this](const lfp::Choice& choice) { chosen = choice; });
  }
  DownloadSet set() const {
    DownloadSet points{.title = "Points",
                       .summary = "A few points.",
                       .licence = "free",
                       .home = QUrl("https://example.org/points"),
                       .files = {{"points/points.csv", server.url("/points"), content.size(),
                                  QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()}},
                       .dataset = {.name = "csv", .settings = {}}};
    points.dataset.settings.set("file", std::string("points/points.csv"));
    return points;
  }
  QPushButton* button(const QString& accessible_name) const {
    for (auto* each : dialog->findChildren<QPushButton*>())
      if (each->accessibleName() == accessible_name) return each;
    return nullptr;
  }
  QString state() const {
    for (const auto* label : dialog->findChildren<QLabel*>())
      if (label->accessibleName() == "State of the download") return label->text().remove(QChar(0x200B));
    return {};
  }
  bool shows_progress() const { return dialog->findChild<QProgressBar*>()->isVisible(); }

  QByteArray content = "x,y,kind\n1,2,a\n2,3,b\n3,4,a\n4,5,b\n";
  HttpServer server;
  QTemporaryDir folder;
  std::unique_ptr<DownloadDialog> dialog;
  std::optional<lfp::Choice> chosen;
};

}  // namespace

class DownloadDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QNetworkProxyFactory::setUseSystemConfiguration(false); }

  void data_are_fetched_and_then_used() {
    Offered at;
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.button("Use Points"));
    QCOMPARE(at.state(), "Points is on this computer now");
    QVERIFY(!at.shows_progress());
    QVERIFY(!at.chosen);
    QTest::mouseClick(at.button("Use Points"), Qt::LeftButton);
    QVERIFY(at.chosen);
    QVERIFY(!at.dialog->isVisible());
    const auto dataset = lfp::load_dataset(*at.chosen, {.seed = 1, .folder = at.folder.path().toStdString()});
    QCOMPARE(dataset->train.count() + dataset->test.count(), 4);
  }

  void data_that_are_there_can_be_used_at_once() {
    Offered at;
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.button("Use Points"));
    at.open();
    QVERIFY(at.button("Use Points"));
    QVERIFY(!at.button("Download Points"));
  }

  void progress_is_shown_and_can_be_cancelled() {
    Offered at;
    at.server.hold_after = 10;
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY2(at.state().startsWith("points/points.csv: 10 bytes of 33 bytes"), qPrintable(at.state()));
    QVERIFY(at.shows_progress());
    QVERIFY(!at.button("Download Points")->isEnabled());
    QTest::mouseClick(at.button("Cancel the download"), Qt::LeftButton);
    QVERIFY(at.state().startsWith("Cancelled"));
    QVERIFY(!at.shows_progress());
    at.server.hold_after.reset();
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.button("Use Points"));
    QCOMPARE(at.server.asked, QList<QByteArray>({"/points", "/points bytes=10-"}));
  }

  void problems_are_told_and_it_can_be_tried_again() {
    Offered at;
    at.server.failure = "500 Internal Server Error";
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.state().contains("500 Internal Server Error"));
    QVERIFY(!at.shows_progress());
    QVERIFY(at.button("Download Points")->isEnabled());
    at.server.failure.reset();
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.button("Use Points"));
  }

  void closing_stops() {
    Offered at;
    at.server.hold_after = 10;
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.state().contains("10 bytes"));
    at.dialog->close();
    at.server.hold_after.reset();
    QVERIFY(!QFile::exists(at.folder.filePath("points/points.csv")));
    at.open();
    QTest::mouseClick(at.button("Download Points"), Qt::LeftButton);
    QTRY_VERIFY(at.button("Use Points"));
    QCOMPARE(at.server.asked, QList<QByteArray>({"/points", "/points bytes=10-"}));
  }

  void everything_has_a_name() {
    const Offered at;
    for (const auto* each : at.dialog->findChildren<QPushButton*>())
      QVERIFY(!each->accessibleName().isEmpty() || !each->text().isEmpty());
    QVERIFY(!at.dialog->findChild<QProgressBar*>()->accessibleName().isEmpty());
  }

  void the_catalogue_is_complete_and_fits_the_kinds_of_data() {
    QStringList titles;
    QSet<QString> names;
    for (const DownloadSet& set : lfp::download_sets()) {
      titles << set.title;
      QVERIFY(!set.summary.isEmpty() && !set.licence.isEmpty() && set.home.isValid());
      for (const lfp::DownloadFile& file : set.files) {
        QVERIFY2(!names.contains(file.name), qPrintable(file.name));
        names.insert(file.name);
        QVERIFY(file.url.isValid() && file.url.scheme().startsWith("http"));
        QVERIFY(file.url.path().endsWith(file.name.section('/', -1)));
        QVERIFY(file.size > 0);
        QCOMPARE(QByteArray::fromHex(file.sha256).size(), 32);
        QCOMPARE(QByteArray::fromHex(file.sha256).toHex(), file.sha256);
      }
      // The settings are those of the kind, and every path in them is one of the files.
      const auto& entry = lfp::find_entry(lfp::dataset_entries(), set.dataset.name, "kind");
      const lfp::Settings settings = lfp::checked(entry.info, set.dataset.settings, "dataset");
      for (const auto& info : entry.info.settings)
        if (info.kind == lfp::SettingKind::path)
          QVERIFY(names.contains(QString::fromStdString(settings.text(info.name))));
    }
    QCOMPARE(titles, QStringList({"MNIST", "Fashion-MNIST", "CIFAR-10", "Iris"}));
  }
};

}  // namespace lfp::test::download_dialog_test

LFPLAB_QT_TEST(download_dialog_test, DownloadDialogTest)
#include "download_dialog_test.moc"
