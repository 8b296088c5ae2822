#include "app/documents/session_slot.h"

#include "app/documents/window_look.h"
#include "core/sessions/session_file.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "tests/support/window_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

namespace lfp::test::session_slot_test {

/// Which file a window keeps its work in, among others of longer and of shorter training.
class SessionSlotTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    hour_ = 0;
  }

  void the_last_work_is_continued() {
    keep("window-1", 5);
    keep("window-2", 100);
    QCOMPARE(name_of(SessionSlot(folder_->path(), SessionSlot::Wanted::last)), QString("window-2"));
  }

  void other_work_gets_a_slot_of_its_own() {
    keep("window-1", 5);
    keep("window-2", 5);
    const SessionSlot slot(folder_->path(), SessionSlot::Wanted::free);
    QCOMPARE(name_of(slot), QString("window-3"));
    QVERIFY(!slot.has_session());
    QCOMPARE(kept().size(), 2);
  }

  void of_many_short_works_the_oldest_makes_room() {
    keep("window-1", 100);
    for (int number = 2; number <= 10; ++number) keep(QStringLiteral("window-%1").arg(number), 5);
    const SessionSlot slot(folder_->path(), SessionSlot::Wanted::free);
    QCOMPARE(name_of(slot), QString("window-2"));
    QVERIFY(!slot.has_session());
    QCOMPARE(kept().size(), 9);
    QVERIFY(kept().contains("window-1.lfplab"));
  }

  void what_is_open_makes_no_room() {
    for (int number = 1; number <= 9; ++number) keep(QStringLiteral("window-%1").arg(number), 5);
    const SessionSlot oldest(QDir(folder_->path()).filePath("window-1.lfplab"));
    const SessionSlot slot(folder_->path(), SessionSlot::Wanted::free);
    QCOMPARE(name_of(slot), QString("window-10"));
    QCOMPARE(kept().size(), 9);
  }

 private:
  /// A later one than those before.
  void keep(const QString& name, double trained_seconds) {
    const Experiment experiment = small_experiment();
    WindowLook look;
    look.trained_seconds = trained_seconds;
    const SessionContent content{.experiment = experiment,
                                 .state = std::make_shared<const LockstepState>(start(experiment).state()),
                                 .program = "test",
                                 .look = to_json(look)};
    const QString path = QDir(folder_->path()).filePath(name + ".lfplab");
    write(path, QByteArray::fromStdString(session_bytes(content)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QDateTime first(QDate(2026, 1, 1), QTime(0, 0));
    QVERIFY(file.setFileTime(first.addSecs(3600 * ++hour_), QFileDevice::FileModificationTime));
  }

  QStringList kept() const { return QDir(folder_->path()).entryList({"*.lfplab"}, QDir::Files); }
  static QString name_of(const SessionSlot& slot) { return QFileInfo(slot.file()).completeBaseName(); }

  std::unique_ptr<QTemporaryDir> folder_;
  int hour_ = 0;
};

}  // namespace lfp::test::session_slot_test

LFPLAB_QT_TEST(session_slot_test, SessionSlotTest)
#include "session_slot_test.moc"
