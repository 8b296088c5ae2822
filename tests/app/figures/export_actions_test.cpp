#include "app/figures/export_actions.h"

#include "app/docks/docks.h"
#include "app/documents/experiment_files.h"
#include "app/figures/export_figure_dialog.h"
#include "core/base/error.h"
#include "core/exchange/weight_formats.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/figure_file.h"

#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QImage>
#include <QImageReader>
#include <QProgressDialog>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <thread>

namespace lfp::test::export_actions_test {

namespace {

bool are_equal(const NamedArrays& left, const NamedArrays& right) {
  return std::ranges::equal(left, right, [](const NamedArray& a, const NamedArray& b) {
    return a.name == b.name && a.shape == b.shape && a.values == b.values;
  });
}

/// Width and height of the only page, in points.
QSizeF page_size(const QByteArray& pdf) {
  static const QRegularExpression box(R"(/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\])");
  const QRegularExpressionMatch match = box.match(QString::fromLatin1(pdf));
  return {match.captured(1).toDouble(), match.captured(2).toDouble()};
}

/// How many pixels differ from the one in the corner.
int marks(const QImage& image) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
  }
  return count;
}

}  // namespace

class ExportTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1600, 1000}));
    window_->bridge().send(command::Run{.until_step = 20, .until_epoch = {}, .until_test_accuracy = {}});
    QVERIFY(comes_true([this] {
      const SnapshotPointer& now = window_->bridge().snapshot();
      return !now->running && now->position.step == 20;
    }));
  }

  void cleanup() { window_.reset(); }

  void weights_read_back_as_they_are_in_the_engine() {
    for (const char* format : {"npz", "json"}) {
      const QString file = path(QStringLiteral("weights.%1").arg(QLatin1String(format)));
      QVERIFY(window_->exports().save_weights(1, file));
      QVERIFY(are_equal(read_weights(file.toStdString()), window_->bridge().weights(1)));
      QVERIFY(!are_equal(read_weights(file.toStdString()), window_->bridge().weights(0)));
    }
  }

  void weights_as_a_table_have_a_line_for_every_number() {
    QVERIFY(window_->exports().save_weights(0, path("weights.csv")));
    qsizetype numbers = 0;
    for (const NamedArray& array : window_->bridge().weights(0))
      numbers += static_cast<qsizetype>(array.values.size());
    QCOMPARE(content(path("weights.csv")).count('\n'), numbers + 1);
  }

  void all_runs_get_a_file_each() {
    QVERIFY(window_->exports().save_all_weights(path("all.npz")));
    const QStringList files = QDir(folder_->path()).entryList({"all-*.npz"});
    QCOMPARE(files.size(), 2);
    for (const QString& file : files) QVERIFY(!read_weights(path(file).toStdString()).empty());
  }

  void the_log_has_the_agreed_columns_and_both_runs() {
    window_->bridge().send(command::Run{.until_step = {}, .until_epoch = 3, .until_test_accuracy = {}});
    QVERIFY(comes_true([this] {
      const SnapshotPointer& now = window_->bridge().snapshot();
      return !now->running && now->position.epoch == 3;
    }));
    QVERIFY(window_->exports().save_log(path("log.csv")));
    const QList<QByteArray> lines = content(path("log.csv")).trimmed().split('\n');
    QVERIFY(lines[0].startsWith(
        "run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback,feedback_norm_1"));
    QVERIFY(lines.size() >= 1 + 2 * 3);
    QVERIFY(lines.last().startsWith("Gradient,"));
  }

  void every_view_becomes_a_readable_figure_in_every_format() {
    const QSize size(600, 400);
    for (View* view : window_->docks().views()) {
      window_->bridge().attend(view);
      // With the first step the bridge asks for what the view needs, and the second one's snapshot has it.
      for (int step = 0; step < 2; ++step) {
        const std::int64_t now = newest(*window_).position.step;
        window_->bridge().send(command::NextBatch{});
        QVERIFY(reaches_step(*window_, now + 1));
      }
      const QString name = path(view->windowTitle());
      save_figure(*view, name + ".png", size);
      const QImage image(name + ".png");
      QCOMPARE(image.size(), size * 2);
      QVERIFY2(marks(image) > 1000, qPrintable(view->windowTitle() + " is empty as PNG"));

      save_figure(*view, name + ".svg", size);
      QVERIFY(content(name + ".svg").contains("viewBox=\"0 0 600 400\""));
      QImageReader reader(name + ".svg");
      reader.setScaledSize(size);
      const QImage drawn = reader.read();
      QVERIFY2(marks(drawn) > 500, qPrintable(view->windowTitle() + " is empty as SVG"));

      save_figure(*view, name + ".pdf", size);
      const QByteArray pdf = content(name + ".pdf");
      QVERIFY(pdf.startsWith("%PDF-"));
      QCOMPARE(pdf.count("/Type /Page\n"), 1);
      const QSizeF page = page_size(pdf);
      QVERIFY(qAbs(page.width() - 450.0) < 1 && qAbs(page.height() - 300.0) < 1);
    }
  }

  void a_figure_that_cannot_be_written_leaves_nothing_behind() {
    View& view = *window_->docks().views().front();
    QVERIFY_EXCEPTION_THROWN(save_figure(view, path("nowhere/figure.png"), {300, 200}), Error);
    QVERIFY_EXCEPTION_THROWN(save_figure(view, path("figure.gif"), {300, 200}), Error);
    QVERIFY_EXCEPTION_THROWN(save_figure(view, path("figure.png"), {0, 200}), Error);
    QVERIFY(QDir(folder_->path()).isEmpty());
  }

  void a_failed_export_is_reported_with_the_file() {
    QSignalSpy done(&window_->exports(), &ExportActions::done);
    QString place;
    connect(&window_->exports(), &ExportActions::failed, this,
            [&place](const Error& error) { place = QString::fromStdString(error.place()); });
    QVERIFY(!window_->exports().save_weights(0, path("nowhere/weights.npz")));
    QVERIFY(place.contains("nowhere"));
    QVERIFY(!window_->exports().save_weights(0, path("weights.xyz")));
    QCOMPARE(done.count(), 0);
    QVERIFY(QDir(folder_->path()).isEmpty());
  }

  void the_dialog_writes_the_size_that_it_names() {
    ExportFigureDialog dialog(window_->bridge(), window_->docks().views(), *window_->docks().views().front(),
                              nullptr);
    const auto boxes = dialog.findChildren<QDoubleSpinBox*>();
    const auto combos = dialog.findChildren<QComboBox*>();
    QCOMPARE(boxes.size(), 2);
    boxes[0]->setValue(384);
    boxes[1]->setValue(192);
    QCOMPARE(dialog.figure_size(), QSize(384, 192));
    QComboBox* unit =
        *std::ranges::find_if(combos, [](QComboBox* box) { return box->findText("millimetres") >= 0; });
    unit->setCurrentIndex(1);
    QCOMPARE(boxes[0]->value(), 101.6);
    QCOMPARE(dialog.figure_size(), QSize(384, 192));
    QVERIFY(dialog.save(path("figure.png")));
    QCOMPARE(QImage(path("figure.png")).size(), (QSizeF(384, 192) * dialog.png_scale()).toSize());
  }

  void image_and_data_of_a_view_reach_the_clipboard() {
    View& network = *window_->docks().views().front();
    window_->exports().copy_image(network);
    QCOMPARE(QApplication::clipboard()->image().size(), network.size() * 2);
    window_->exports().copy_data(network);
    QCOMPARE(QApplication::clipboard()->text(), network.csv());
    QVERIFY(network.csv().contains(','));
  }

  void a_table_that_takes_long_can_be_cancelled() {
    struct EndlessTable : View {
      using View::View;
      void paint_figure(QPainter& /*painter*/, const QRect& /*area*/, const Theme& /*theme*/) override {}
      void refresh() override {}
      ExportWork table() const override {
        return [](Progress& progress) -> QByteArray {
          for (;; std::this_thread::yield()) progress.at(1, 2);
        };
      }
    };
    EndlessTable view(window_->focus());
    int clicks = 0;
    QTimer looks;
    connect(&looks, &QTimer::timeout, this, [&clicks] {
      const auto* dialog = qobject_cast<QProgressDialog*>(QApplication::activeModalWidget());
      if (dialog == nullptr) return;
      ++clicks;
      QTest::mouseClick(dialog->findChild<QPushButton*>(), Qt::LeftButton);
    });
    looks.start(20);
    QSignalSpy done(&window_->exports(), &ExportActions::done);
    QApplication::clipboard()->setText("before");
    window_->exports().copy_data(view);
    QCOMPARE(clicks, 1);
    QCOMPARE(QApplication::clipboard()->text(), QString("before"));
    QVERIFY(!window_->exports().save_data(view, path("data.csv")));
    QCOMPARE(clicks, 2);
    QCOMPARE(done.count(), 0);
    QVERIFY(QDir(folder_->path()).isEmpty());
  }

  void an_image_too_large_is_refused_with_a_remedy() {
    View& view = *window_->docks().views().front();
    try {
      save_figure(view, path("figure.png"), {8000, 8000}, 6.25);
      QFAIL("50000 x 50000 pixels");
    } catch (const Error& error) {
      QVERIFY(QString::fromStdString(error.problem()).contains("50000 × 50000"));
      QVERIFY(QString::fromStdString(error.remedy()).contains("resolution"));
    }
    QVERIFY(QDir(folder_->path()).isEmpty());
  }

  void a_saved_experiment_opens_as_the_same_one() {
    const Experiment before = window_->editor().experiment();
    QVERIFY(window_->files().save_experiment(path("mine.json")));
    QVERIFY(window_->files().open(path("mine.json")));
    Experiment after = window_->editor().experiment();
    after.folder = before.folder;
    QCOMPARE(after, before);
    QCOMPARE(ExperimentFiles::recent().front(), path("mine.json"));
  }
};

}  // namespace lfp::test::export_actions_test

LFPLAB_QT_TEST(export_actions_test, ExportTest)
#include "export_actions_test.moc"
