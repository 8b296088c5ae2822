#include "app/documents/open_file.h"

#include "app/documents/experiment_files.h"
#include "core/data/dataset.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/preview/data_preview_dialog.h"

#include <QApplication>
#include <QDropEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

namespace lfp::test::open_file_test {

class OpenFileTest : public QObject, private WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1600, 1000})); }
  void cleanup() { window_.reset(); }

  void a_table_that_is_opened_is_shown_and_then_taken() {
    const QString table = path("trees.csv");
    QByteArray text("width;height;species\n");
    for (int row = 0; row < 20; ++row)
      text += QByteArray::number(row) + ",5;" + QByteArray::number(2 * row) +
              (row % 2 == 0 ? ";oak\n" : ";pine\n");
    write(table, text);

    window_ = std::make_unique<MainWindow>(WindowOptions{.file = table.toStdString()});
    QVERIFY(open(*window_));
    QVERIFY(comes_true([this] { return window_->findChild<DataPreviewDialog*>() != nullptr; }));
    auto* dialog = window_->findChild<DataPreviewDialog*>();
    QVERIFY(comes_true([&] { return dialog->isVisible(); }));
    QCOMPARE(newest(*window_).dataset->name, "Two spirals");  // nothing is taken before the answer
    QTest::mouseClick(dialog->findChild<QPushButton*>("preview.use"), Qt::LeftButton);
    QVERIFY(comes_true([this] {
      return newest(*window_).dataset->class_names == std::vector<std::string>{"oak", "pine"};
    }));
    QCOMPARE(newest(*window_).dataset->train.features, 2);
  }

  void every_example_without_files_opens() {
    for (const Example& example : examples()) {
      const Experiment experiment = open_experiment("example:" + example.name.toStdString());
      if (!missing_data_files(experiment).isEmpty()) continue;
      QVERIFY2(window_->files().open("example:" + example.name), qPrintable(example.name));
      QVERIFY2(comes_true([&] { return newest(*window_).experiment->name == experiment.name; }),
               qPrintable(example.name));
      QVERIFY(window_->windowTitle().startsWith(QString::fromStdString(experiment.name)));
      QVERIFY(window_->findChild<QMessageBox*>() == nullptr);
    }
  }

  void a_bad_experiment_file_names_the_key_and_changes_nothing() {
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 1));
    const Experiment before = window_->editor().experiment();
    const auto generation = newest(*window_).generation;
    write(path("bad.json"), R"({ "format": "lfplab-experiment", "version": 1, "nonsense": 3 })");
    QVERIFY(!window_->files().open(path("bad.json")));
    const QString message = answer_message(*window_);
    QVERIFY2(message.contains("bad.json") && message.contains("nonsense"), qPrintable(message));
    QVERIFY(!window_->files().open(path("missing.json")));
    QVERIFY(answer_message(*window_).contains("missing.json"));
    QCOMPARE(window_->editor().experiment(), before);
    QCOMPARE(newest(*window_).generation, generation);
    QCOMPARE(newest(*window_).position.step, 1);
  }

  void data_that_cannot_be_read_leave_the_experiment_before_in_place() {
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 1));
    const Experiment before = window_->editor().experiment();
    const QString file = small_images();
    write(path("small-images-idx3-ubyte"), QByteArray("\0\0\x08\x03 far too short", 18));
    window_->files().open(file);
    const QString message = answer_message(*window_);
    QVERIFY2(message.contains("small-images-idx3-ubyte"), qPrintable(message));
    QCOMPARE(window_->editor().experiment(), before);
    QCOMPARE(newest(*window_).position.step, 1);
    QTest::keyClick(window_.get(), Qt::Key_Slash);
    QVERIFY(reaches_step(*window_, 2));
  }

  void missing_data_files_are_asked_for_and_found_again() {
    const QString file = small_images();
    QVERIFY(QDir(folder_->path()).mkdir("elsewhere"));
    for (const char* name : {"small-images-idx3-ubyte", "small-labels-idx1-ubyte"}) {
      QVERIFY(QFile::rename(path(name), path(QStringLiteral("elsewhere/") + name)));
    }
    int asked = 0;
    window_->files().set_ask_for_folder([&](const QString& experiment, const QStringList& files) {
      ++asked;
      [&] {
        QCOMPARE(experiment, QString("Small images"));
        QCOMPARE(files.size(), 2);
        QVERIFY(files[0].endsWith("small-images-idx3-ubyte"));
      }();
      return asked == 1 ? std::nullopt : std::optional(path("elsewhere"));
    });
    QVERIFY(!window_->files().open(file));
    QCOMPARE(QString::fromStdString(window_->editor().experiment().name), QString("Two spirals"));
    QVERIFY(window_->files().open(file));
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "Small images"; }));
    QVERIFY(window_->files().open(file));
    QCOMPARE(asked, 2);
  }

  void a_missing_file_of_weights_is_asked_for() {
    QVERIFY(trains_to(*window_, 2));
    const QString trained = path("trained.lfplab");
    window_->files().save_session(trained);
    QVERIFY(comes_true([&] { return QFile::exists(trained); }));
    Experiment experiment = window_->editor().experiment();
    experiment.name = "From weights";
    experiment.network.weights.emplace();
    experiment.network.weights->file = "gone/trained.lfplab";
    write(path("from.json"), QByteArray::fromStdString(to_json(experiment)));
    int asked = 0;
    window_->files().set_ask_for_weights([&](const QString& name, const QString& missing,
                                             bool can_do_without) -> std::optional<WeightsAnswer> {
      ++asked;
      [&] {
        QCOMPARE(name, QString("From weights"));
        QCOMPARE(missing, path("gone/trained.lfplab"));
        QVERIFY(!can_do_without);
      }();
      if (asked == 1) return std::nullopt;
      return WeightsAnswer{.file = trained};
    });
    QVERIFY(!window_->files().open(path("from.json")));
    QVERIFY(window_->editor().experiment().name != "From weights");
    QVERIFY(window_->files().open(path("from.json")));
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "From weights"; }));
    QCOMPARE(asked, 2);
    QCOMPARE(window_->editor().experiment().network.weights->file, trained.toStdString());

    // A session that was trained on from them can do without.
    QVERIFY(trains_to(*window_, 3));
    const std::string signature = newest(*window_).signature;
    QVERIFY(saves_session(*window_, path("on.lfplab")));
    QVERIFY(QFile::rename(trained, path("elsewhere.lfplab")));
    window_->files().set_ask_for_weights([&](const QString&, const QString&, bool can_do_without) {
      ++asked;
      return can_do_without ? std::optional(WeightsAnswer{.file = "", .goes_without = true}) : std::nullopt;
    });
    QVERIFY(window_->files().open("example:blobs"));
    QVERIFY(reaches_step(*window_, 0));
    QVERIFY(window_->files().open(path("on.lfplab")));
    QCOMPARE(asked, 3);
    QVERIFY(reaches_step(*window_, 3));
    QCOMPARE(newest(*window_).signature, signature);
    QVERIFY(answer_message(*window_).contains("could only be opened in part"));
  }

  void a_file_dropped_on_the_window_opens() {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(small_images())});
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &drop);
    QVERIFY(comes_true([this] { return newest(*window_).experiment->name == "Small images"; }));
  }

 private:
};

}  // namespace lfp::test::open_file_test

LFPLAB_QT_TEST(open_file_test, OpenFileTest)
#include "open_file_test.moc"
