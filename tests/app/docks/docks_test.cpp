#include "app/docks/docks.h"

#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "tests/support/pointer.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/confusion/confusion_view.h"
#include "widgets/views/pad/pad_view.h"
#include "widgets/views/samples/sample_view.h"

#include <QAbstractButton>
#include <QTest>
#include <algorithm>

namespace lfp::test::docks_test {

/// Views that answer each other and the engine, in the real window.
class ViewDocksTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    QVERIFY(starts({1600, 1000}));
    const QDir folder(folder_->path());
    write_small_images(folder);
    write(folder.filePath("small.json"), small_images_experiment());
    QVERIFY(window_->files().open(folder.filePath("small.json")));
    QVERIFY(comes_true([this] { return now().experiment->name == "Small images"; }));
  }

  void cleanup() { window_.reset(); }

  void a_cell_of_the_confusion_opens_the_sample_browser() {
    auto* confusion = view<ConfusionView>("dock.confusion");
    QVERIFY(comes_true([&] { return confusion->isVisible() && !confusion->cells().empty(); }));
    QVERIFY(dock(*window_, "dock.samples")->isHidden());
    QTest::mouseClick(confusion, Qt::LeftButton, {}, confusion->cells()[0].square.center());
    QVERIFY(dock(*window_, "dock.samples")->isVisible());
    QVERIFY(!dock(*window_, "dock.samples")->isFloating());
    auto* samples = view<SampleView>("dock.samples");
    const Table& table = now().runs[0].confusion;
    QCOMPARE(static_cast<float>(samples->samples().size()), table.at(1, 1));
  }

  void the_training_set_is_tested_when_it_is_looked_at() {
    QVERIFY(now().runs[0].train_predictions == nullptr);
    dock(*window_, "dock.samples")->toggleViewAction()->trigger();
    auto* samples = view<SampleView>("dock.samples");
    QVERIFY(comes_true([&] { return !samples->samples().empty(); }));
    const auto sets = samples->title_controls().front()->findChildren<QAbstractButton*>();
    QTest::mouseClick(sets.last(), Qt::LeftButton);
    QVERIFY(comes_true([this] { return now().runs[0].train_predictions != nullptr; }));
    QCOMPARE(now().runs[0].train_predictions->predicted.size(), std::size_t{45});
  }

  void the_active_view_is_one_that_is_seen() {
    const auto is_seen = [this] { return !window_->docks().active_view()->visibleRegion().isEmpty(); };
    QTest::keyClick(window_.get(), Qt::Key_4, Qt::ControlModifier);
    QVERIFY(comes_true([this] { return dock(*window_, "dock.network")->isHidden(); }));
    QVERIFY(comes_true(is_seen));
    auto* confusion = view<ConfusionView>("dock.confusion");
    QVERIFY(comes_true([&] { return !confusion->visibleRegion().isEmpty(); }));
    QTest::mouseClick(confusion, Qt::LeftButton, {}, QPoint(2, 2));
    QCOMPARE(window_->docks().active_view(), static_cast<View*>(confusion));
    dock(*window_, "dock.confusion")->close();
    QVERIFY(window_->docks().active_view() != confusion);
    QVERIFY(is_seen());
  }

  void p_opens_the_pad_and_the_engine_answers_what_is_drawn() {
    QTest::keyClick(window_.get(), Qt::Key_P);
    QVERIFY(dock(*window_, "dock.pad")->isVisible());
    auto* pad = view<PadView>("dock.pad");
    QVERIFY(comes_true([&] { return pad->canvas_area().width() > 50; }));
    const QRect canvas = pad->canvas_area();
    test::drag_mouse(*pad, canvas.center() - QPoint(20, 20), canvas.center() + QPoint(20, 10));
    QVERIFY(pad->input() != nullptr);
    QVERIFY(comes_true([&] { return now().runs[1].drawn && now().runs[1].drawn->input == *pad->input(); }));
    QVERIFY(now().runs[0].drawn->input_feedback.empty());
    QTest::mouseClick(pad, Qt::LeftButton, {}, pad->class_area(2).center());
    QVERIFY(
        comes_true([this] { return now().runs[0].drawn && !now().runs[0].drawn->input_feedback.empty(); }));
    QCOMPARE(now().runs[0].drawn->label, 2);
  }

  void files_are_read_once_and_not_at_every_edit() {
    for (const char* name : {"small-images-idx3-ubyte", "small-labels-idx1-ubyte"})
      QVERIFY(QFile::remove(QDir(folder_->path()).filePath(name)));
    const auto data = now().dataset;
    window_->editor().set_units(0, 5);
    QVERIFY(comes_true([this] { return now().runs[0].layers[0].units == 5; }));
    QVERIFY(now().dataset == data);
    window_->bridge().send(command::NextBatch{});
    QVERIFY(comes_true([this] { return now().position.step == 1; }));
  }

  void compare_shows_the_flips_of_both_runs() {
    const auto& all = perspectives();
    const auto compare = std::ranges::find(all, QStringLiteral("compare"), &Perspective::name);
    window_->perspectives().show(static_cast<int>(compare - all.begin()));
    QVERIFY(dock(*window_, "dock.flips")->isVisible());
    QVERIFY(dock(*window_, "dock.weights")->isVisible());
    QVERIFY(dock(*window_, "dock.curves")->isVisible());
    QVERIFY(dock(*window_, "dock.setup")->isHidden());
  }

 private:
  const Snapshot& now() const { return *window_->bridge().snapshot(); }
  template <class Kind>
  Kind* view(const char* name) {
    return qobject_cast<Kind*>(dock(*window_, name)->widget());
  }
};

}  // namespace lfp::test::docks_test

LFPLAB_QT_TEST(docks_test, ViewDocksTest)
#include "docks_test.moc"
