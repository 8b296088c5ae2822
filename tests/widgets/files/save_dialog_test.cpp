#include "widgets/files/save_dialog.h"

#include "tests/support/qt_test.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <functional>

namespace lfp::test::save_dialog_test {

namespace {

const QList<SaveKind> kinds = {{QStringLiteral("Session"), QStringLiteral("lfplab")},
                               {QStringLiteral("Experiment"), QStringLiteral("json")}};

/// Does `action` as soon as a window of that kind is the modal one.
template <class Dialog>
void once_open(const std::function<void(Dialog&)>& action) {
  auto* looks = new QTimer(qApp);
  QObject::connect(looks, &QTimer::timeout, looks, [=] {
    auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
    if (dialog == nullptr || !dialog->isVisible()) return;
    looks->stop();
    looks->deleteLater();
    action(*dialog);
  });
  looks->start(10);
}

QLineEdit& name_of(QFileDialog& dialog) {
  return *dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
}

void type(QFileDialog& dialog, const QString& name) {
  name_of(dialog).selectAll();
  QTest::keyClicks(&name_of(dialog), name);
}

}  // namespace

class SaveDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    folder_ = std::make_unique<QTemporaryDir>();
  }

  void points_in_a_name_stay() {
    QCOMPARE(with_ending("spirals lr 0.1", kinds, 0), "spirals lr 0.1.lfplab");
    QCOMPARE(with_ending("v1.2.json", kinds, 1), "v1.2.json");
    QCOMPARE(with_ending("v1.2.JSON", kinds, 1), "v1.2.JSON");
    QCOMPARE(with_ending("name.", kinds, 1), "name.json");
  }

  void another_kind_s_ending_gives_way() {
    QCOMPARE(with_ending("a.b.json", kinds, 0), "a.b.lfplab");
    QCOMPARE(with_ending("a.csv", kinds, 0), "a.csv.lfplab");
  }

  void a_typed_name_gets_the_ending_of_its_kind() {
    once_open<QFileDialog>([](QFileDialog& dialog) {
      type(dialog, "lr 0.1");
      QTest::keyClick(&name_of(dialog), Qt::Key_Return);
    });
    const auto target = ask_where_to_save(nullptr, "Save", place("old.lfplab"), kinds);
    QVERIFY(target);
    QCOMPARE(target->file, place("lr 0.1.lfplab"));
    QCOMPARE(target->kind, 0);
  }

  void a_typed_ending_chooses_its_kind_and_shows_it() {
    QString shown;
    once_open<QFileDialog>([&shown](QFileDialog& dialog) {
      type(dialog, "mine.json");
      shown = dialog.selectedNameFilter();
      QTest::keyClick(&name_of(dialog), Qt::Key_Return);
    });
    const auto target = ask_where_to_save(nullptr, "Save", place("old.lfplab"), kinds);
    QVERIFY(target);
    QCOMPARE(target->file, place("mine.json"));
    QCOMPARE(target->kind, 1);
    QVERIFY2(shown.startsWith("Experiment"), qPrintable(shown));
  }

  void a_file_that_is_there_is_replaced_only_if_a_person_says_so() {
    write("there.lfplab");
    once_open<QFileDialog>([this](QFileDialog& dialog) {
      once_open<QMessageBox>([this](QMessageBox& box) {
        QVERIFY(box.text().contains("there.lfplab"));
        once_open<QFileDialog>([this](QFileDialog& again) {
          once_open<QMessageBox>([](QMessageBox& second) {
            QTest::mouseClick(second.button(QMessageBox::Save), Qt::LeftButton);
          });
          type(again, "there");
          QTest::keyClick(&name_of(again), Qt::Key_Return);
        });
        QTest::mouseClick(box.button(QMessageBox::Cancel), Qt::LeftButton);
      });
      type(dialog, "there");
      QTest::keyClick(&name_of(dialog), Qt::Key_Return);
    });
    const auto target = ask_where_to_save(nullptr, "Save", place("old.lfplab"), kinds);
    QVERIFY(target);
    QCOMPARE(target->file, place("there.lfplab"));
  }

  void nothing_is_saved_where_a_person_gives_up() {
    once_open<QFileDialog>([](QFileDialog& dialog) { QTest::keyClick(&dialog, Qt::Key_Escape); });
    QVERIFY(!ask_where_to_save(nullptr, "Save", place("old.lfplab"), kinds));
  }

 private:
  QString place(const char* name) const { return folder_->filePath(QString::fromUtf8(name)); }
  void write(const char* name) const {
    QFile file(place(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
  }

  std::unique_ptr<QTemporaryDir> folder_;
};

}  // namespace lfp::test::save_dialog_test

LFPLAB_QT_TEST(save_dialog_test, SaveDialogTest)
#include "save_dialog_test.moc"
