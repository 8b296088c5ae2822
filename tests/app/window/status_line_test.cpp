#include "app/window/status_line.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"

#include <QLabel>
#include <QTest>

namespace lfp::test::status_line_test {

class StatusLineTest : public QObject {
  Q_OBJECT

 private slots:
  void a_message_stands_alone() {
    auto* time = new QWidget;
    const auto line = shown(std::make_unique<StatusLine>(*time), QSize(900, 30));
    auto& state = state_of(*line);
    QVERIFY(state.isVisible() && time->isVisible());
    line->showMessage("Study started");
    QVERIFY(!state.isVisible() && !time->isVisible());
    // As a new layout does.
    state.show();
    time->show();
    QTRY_VERIFY(!state.isVisible() && !time->isVisible());
    line->clearMessage();
    QTRY_VERIFY(state.isVisible() && time->isVisible());
  }

 private:
  static QLabel& state_of(const StatusLine& line) {
    for (auto* label : line.findChildren<QLabel*>())
      if (label->accessibleName() == "State of training") return *label;
    qFatal("no state");
  }
};

}  // namespace lfp::test::status_line_test

LFPLAB_QT_TEST(status_line_test, StatusLineTest)
#include "status_line_test.moc"
