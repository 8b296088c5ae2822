#include "app/documents/experiment_files.h"
#include "app/documents/session_keeper.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <memory>

namespace lfp::test::waiting_test {

/// What takes long and can be called off: getting ready, saving, closing.
class WaitingTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts({1280, 800})); }

  void cleanup() { window_.reset(); }

  void opening_that_is_cancelled_leaves_all_as_it_was() {
    QVERIFY(trains_to(20));
    QVERIFY(saves_session(*window_, path("mine.lfplab")));
    cancel_next_start();
    QVERIFY(window_->files().open("example:moons"));
    expect_the_spirals_at(20);
    QCOMPARE(window_->files().file(), path("mine.lfplab"));
    QVERIFY(trains_to(25));
    QVERIFY(window_->files().open("example:moons"));
    QVERIFY(comes_true([this] { return now().experiment->name == "Moons"; }));
  }

  void an_edit_that_is_cancelled_is_taken_back() {
    QVERIFY(trains_to(20));
    const Experiment before = window_->editor().experiment();
    cancel_next_start();
    window_->editor().set_units(0, 9);
    expect_the_spirals_at(20);
    QVERIFY(window_->editor().experiment() == before);
    QVERIFY(window_->findChild<QMessageBox*>() == nullptr);
  }

  void starting_anew_can_be_cancelled() {
    QVERIFY(trains_to(20));
    cancel_next_start();
    window_->bridge().send(command::Reset{});
    expect_the_spirals_at(20);
  }

  void closing_that_cannot_keep_the_work_asks() {
    QVERIFY(trains_to(20));
    const QString kept = SessionSlot::standard_folder();
    QVERIFY(QDir(kept).removeRecursively());
    write(kept, "in the way");

    answer_next(QMessageBox::Cancel);
    QVERIFY(!window_->close());
    QVERIFY(window_->isVisible());
    QVERIFY(asked_.contains("cannot be kept"));
    QVERIFY(trains_to(25));
    answer_next(QMessageBox::Close);
    QVERIFY(window_->close());
    QVERIFY(!window_->isVisible());
    QFile::remove(kept);
  }

 private:
  const Snapshot& now() const { return *window_->bridge().snapshot(); }

  bool trains_to(std::int64_t step) {
    window_->bridge().send(command::SetSpeed{});
    window_->bridge().send(command::Run{.until_step = step, .until_epoch = {}, .until_test_accuracy = {}});
    return comes_true([&] { return !now().running && now().position.step == step; });
  }

  /// As soon as the engine is asked, before it can have begun.
  void cancel_next_start() {
    connect(
        &window_->bridge(), &EngineBridge::loading_started, this,
        [](const std::weak_ptr<Progress>& loading) { loading.lock()->cancel(); }, Qt::SingleShotConnection);
  }

  void expect_the_spirals_at(std::int64_t step) {
    QSignalSpy cancelled(&window_->bridge(), &EngineBridge::cancelled);
    QVERIFY(comes_true([&] { return cancelled.count() == 1; }));
    QCOMPARE(window_->editor().experiment().name, std::string("Two spirals"));
    QCOMPARE(now().experiment->name, std::string("Two spirals"));
    QCOMPARE(now().position.step, step);
  }

  void answer_next(QMessageBox::StandardButton button) {
    auto* looks = new QTimer(this);
    connect(looks, &QTimer::timeout, this, [this, looks, button] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (box == nullptr) return;
      asked_ = box->text();
      looks->deleteLater();
      QTest::mouseClick(box->button(button), Qt::LeftButton);
    });
    looks->start(20);
  }

  QString asked_;
};

}  // namespace lfp::test::waiting_test

LFPLAB_QT_TEST(waiting_test, WaitingTest)
#include "waiting_test.moc"
