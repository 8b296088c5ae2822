#include "widgets/views/invitation.h"

#include "tests/support/make_snapshot.h"
#include "tests/support/qt_test.h"
#include "widgets/views/focus.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <memory>
#include <variant>
#include <vector>

namespace lfp::test::invitation_test {

/// What views say before training, and that their button trains.
class InvitationTest : public QObject {
  Q_OBJECT

 private slots:
  void empty_views_invite_and_train_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"raster", "curves", "flips"}) QTest::newRow(name) << QString::fromLatin1(name);
  }

  void empty_views_invite_and_train() {
    QFETCH(QString, name);
    const auto entry = std::ranges::find(view_entries(), name, &ViewEntry::name);
    QVERIFY(entry != view_entries().end());
    Focus focus;
    const std::unique_ptr<View> view(entry->make(focus, nullptr));
    std::vector<Command> commands;
    connect(view.get(), &View::command_issued, [&](const Command& command) { commands.push_back(command); });
    view->resize(500, 240);
    view->show();
    view->set_snapshot(make_snapshot({.steps = 0}));
    auto* invitation = view->findChild<Invitation*>();
    QTRY_VERIFY(invitation != nullptr && invitation->isVisible());
    QCOMPARE(invitation->geometry(), view->rect());
    QVERIFY(invitation->findChild<QLabel*>()->text().startsWith("Once trained: "));
    view->resize(420, 200);
    QTRY_COMPARE(invitation->geometry(), view->rect());
    auto* train = invitation->findChild<QPushButton*>();
    QVERIFY(invitation->rect().contains(train->geometry()));
    QTest::mouseClick(train, Qt::LeftButton);
    QCOMPARE(commands.size(), std::size_t{1});
    QVERIFY(std::holds_alternative<command::NextEpoch>(commands[0]));
    view->set_snapshot(make_snapshot({.steps = 40}));
    QTRY_VERIFY(invitation->isHidden());
  }

  void views_with_something_to_show_do_not_invite() {
    for (const ViewEntry& entry : view_entries()) {
      Focus focus;
      const std::unique_ptr<View> view(entry.make(focus, nullptr));
      view->resize(500, 240);
      view->show();
      view->set_snapshot(make_snapshot());
      const auto* invitation = view->findChild<Invitation*>();
      QVERIFY2(invitation == nullptr || invitation->isHidden(), qPrintable(entry.name));
    }
  }
};

}  // namespace lfp::test::invitation_test

LFPLAB_QT_TEST(invitation_test, InvitationTest)
#include "invitation_test.moc"
