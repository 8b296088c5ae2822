#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "tests/support/painted_texts.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/controls/elided_label.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>
#include <memory>

namespace lfp::test::window_texts_test {

namespace {

bool has_mnist() {
  return QFile::exists(qEnvironmentVariable("LFPLAB_DATA") + "/t10k-images-idx3-ubyte.gz") ||
         QFile::exists(qEnvironmentVariable("LFPLAB_DATA") + "/t10k-images-idx3-ubyte");
}

QString place_of(const QWidget& widget) {
  for (const QObject* object = &widget; object != nullptr; object = object->parent())
    if (!object->objectName().isEmpty()) return object->objectName();
  return {};
}

/// Less room than the words ask for.
bool is_squeezed(const QLabel& label) {
  constexpr int spare = 2;
  if (label.text().isEmpty() || qobject_cast<const ElidedLabel*>(&label) != nullptr) return false;
  if (label.wordWrap()) return label.heightForWidth(label.width()) > label.height() + spare;
  const QSize wanted = label.sizeHint();
  return wanted.width() > label.width() + spare || wanted.height() > label.height() + spare;
}

bool is_squeezed(const QAbstractButton& button) {
  if (button.text().isEmpty()) return false;
  const QFontMetrics metrics(button.font());
  const QString text = QString(button.text()).remove(QLatin1Char('&'));
  return metrics.horizontalAdvance(text) > button.width() || metrics.ascent() > button.height();
}

/// Words of labels and buttons that have less room than they need, and what is wrong with all painted texts.
QStringList problems_of(MainWindow& window) {
  QStringList problems = text_problems(window);
  const auto look = [&](const auto& widgets) {
    for (const auto* widget : widgets)
      if (widget->isVisible() && !widget->visibleRegion().isEmpty() && is_squeezed(*widget))
        problems << QStringLiteral("“%1” has too little room in %2: %3 × %4")
                        .arg(widget->text(), place_of(*widget))
                        .arg(widget->width())
                        .arg(widget->height());
  };
  look(window.findChildren<QLabel*>());
  look(window.findChildren<QAbstractButton*>());
  return problems;
}

}  // namespace

/// No text of the whole window lies over another one, is cut off or shortened, in any perspective.
class WindowTextsTest : public QObject {
  Q_OBJECT

 private slots:
  void lie_apart_and_are_whole_data() {
    QTest::addColumn<QString>("example");
    QTest::addColumn<int>("steps");
    QTest::addColumn<QSize>("size");
    const auto rows = [](const char* example, int steps) {
      for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
        QTest::addRow("%s at %d × %d", example, size.width(), size.height())
            << QString::fromLatin1(example) << steps << size;
    };
    rows("two_spirals", 40);
    rows("digits_lenet", 2);
    rows("sine", 40);
    rows("autoencoder", 3);
    if (!has_mnist()) return;
    rows("mnist", 6);
    rows("mnist_spiking", 1);
  }

  void lie_apart_and_are_whole() {
    QFETCH(QString, example);
    QFETCH(int, steps);
    QFETCH(QSize, size);
    OwnSettings::forget();
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    window_->resize(size);
    QVERIFY(open(*window_));
    QVERIFY(window_->files().open(QStringLiteral("example:") + example));
    QVERIFY(trains_to(*window_, steps));
    QStringList problems;
    for (int index = 0; index < static_cast<int>(perspectives().size()); ++index) {
      window_->perspectives().show(index);
      QVERIFY(frames_pass(window_->bridge(), 6));
      QVERIFY(comes_true([this] { return newest(*window_).evaluated; }));
      QVERIFY(comes_to_rest());
      QCOMPARE(window_->size(), size);
      for (const QString& problem : problems_of(*window_))
        problems << perspectives()[static_cast<std::size_t>(index)].label + QStringLiteral(": ") + problem;
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\n") + problems.join(QLatin1Char('\n'))));
  }

  void cleanup() { window_.reset(); }

 private:
  const OwnSettings settings_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace lfp::test::window_texts_test

LFPLAB_QT_TEST(window_texts_test, WindowTextsTest)
#include "window_texts_test.moc"
