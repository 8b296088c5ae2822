#include "widgets/controls/wrapped_label.h"

#include "tests/support/qt_test.h"

#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QVBoxLayout>

namespace lfp::test::wrapped_label_test {

class WrappedLabelTest : public QObject {
  Q_OBJECT

 private slots:
  /// Without its least height the words would be cut, or what stands around them squeezed.
  void in_a_column_that_scrolls_all_words_are_seen() {
    QScrollArea scroll;
    scroll.setWidgetResizable(true);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    auto* words = new WrappedLabel(page);
    auto* below = new QPushButton(QStringLiteral("Below"), page);
    column->addWidget(words);
    column->addWidget(below);
    scroll.setWidget(page);
    scroll.resize(200, 80);
    scroll.show();
    QVERIFY(QTest::qWaitForWindowExposed(&scroll));
    words->setText(QStringLiteral("weights ").repeated(40));
    QTRY_VERIFY(words->height() > 80);
    QTRY_VERIFY(words->height() >= words->heightForWidth(words->width()));
    QVERIFY(below->height() >= below->minimumSizeHint().height());
    const int tall = words->height();
    scroll.resize(500, 80);
    QTRY_VERIFY(words->height() < tall);
    QCOMPARE(words->height(), words->heightForWidth(words->width()));
  }
};

}  // namespace lfp::test::wrapped_label_test

LFPLAB_QT_TEST(wrapped_label_test, WrappedLabelTest)
#include "wrapped_label_test.moc"
