#include "app/documents/dropped_file.h"

#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"

#include <QTemporaryDir>
#include <QTest>

namespace lfp::test::dropped_file_test {

/// What is dropped on the window is taken for what it is.
class DroppedFileTest : public QObject {
  Q_OBJECT

 private slots:
  void experiments_sessions_and_share_strings_are_documents() {
    QCOMPARE(kind("a.json", "{}"), Dropped::Kind::document);
    QCOMPARE(kind("b.LFPLAB", "PK"), Dropped::Kind::document);
    QCOMPARE(classify_dropped("lfplab:1:abc").kind, Dropped::Kind::document);
  }

  void tables_are_data_by_their_endings() {
    for (const char* name : {"t.csv", "t.TSV", "t.txt", "t.csv.gz"}) {
      const Dropped dropped = drop(name, "a,b\n1,2\n");
      QCOMPARE(dropped.kind, Dropped::Kind::data);
      QCOMPARE(dropped.dataset.name, "csv");
      QCOMPARE(dropped.dataset.settings.text("file"), path(name).toStdString());
    }
  }

  void idx_images_bring_their_labels() {
    write_small_images(QDir(folder_.path()));
    for (const char* name : {"small-images-idx3-ubyte", "small-labels-idx1-ubyte"}) {
      const Dropped dropped = classify_dropped(path(name));
      QCOMPARE(dropped.kind, Dropped::Kind::data);
      QCOMPARE(dropped.dataset.name, "idx");
      QCOMPARE(dropped.dataset.settings.text("images"), path("small-images-idx3-ubyte").toStdString());
      QCOMPARE(dropped.dataset.settings.text("labels"), path("small-labels-idx1-ubyte").toStdString());
    }
  }

  void an_idx_file_is_known_by_its_beginning() {
    const Dropped dropped = drop("digits.bin", idx_bytes({1, 1, 1}, "x"));
    QCOMPARE(dropped.dataset.name, "idx");
    QVERIFY(!dropped.dataset.settings.has("labels"));
  }

  void a_folder_holds_images() {
    QVERIFY(QDir(folder_.path()).mkpath("animals/cat"));
    const Dropped dropped = classify_dropped(path("animals"));
    QCOMPARE(dropped.kind, Dropped::Kind::data);
    QCOMPARE(dropped.dataset.name, "images");
  }

  void batches_of_cifar_are_data() {
    const Dropped dropped = drop("data_batch_1.bin", QByteArray(3073, '\1'));
    QCOMPARE(dropped.kind, Dropped::Kind::data);
    QCOMPARE(dropped.dataset.name, "cifar");
    QCOMPARE(dropped.dataset.settings.text("path"), path("data_batch_1.bin").toStdString());
  }

  void weights_are_known_and_everything_else_is_not() {
    QCOMPARE(kind("w.npz", "PK"), Dropped::Kind::weights);
    QCOMPARE(kind("w.json", R"({"format": "lfplab-weights"})"), Dropped::Kind::weights);
    QCOMPARE(kind("song.mp3", "ID3"), Dropped::Kind::unknown);
  }

 private:
  QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }
  Dropped drop(const char* name, const QByteArray& content) const {
    write(path(name), content);
    return classify_dropped(path(name));
  }
  Dropped::Kind kind(const char* name, const QByteArray& content) const { return drop(name, content).kind; }

  QTemporaryDir folder_;
};

}  // namespace lfp::test::dropped_file_test

LFPLAB_QT_TEST(dropped_file_test, DroppedFileTest)
#include "dropped_file_test.moc"
