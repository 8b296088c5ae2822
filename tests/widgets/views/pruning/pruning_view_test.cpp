#include "widgets/views/pruning/pruning_view.h"

#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/slider_field.h"
#include "widgets/plot/plot_panel.h"
#include "widgets/views/focus.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

namespace lfp::test::pruning_view_test {
namespace {

/// A view as in the window: what it sends is carried out.
class Pruned {
 public:
  Pruned() : lockstep_(test::start(test::small_experiment(), {.raster = false, .past = true})), view(focus) {
    QObject::connect(&view, &View::command_issued, &view, [this](const Command& command) {
      if (const auto* prune = std::get_if<command::Prune>(&command))
        lockstep_.intervene(prune->runs, prune->pruning);
      show();
    });
    view.resize(420, 420);
    view.show();
    show();
  }

  void show() { view.set_snapshot(lockstep_.snapshot({})); }
  void train(std::int64_t steps) {
    lockstep_.advance(steps);
    lockstep_.evaluate();
    show();
  }
  void type(const QString& percent) {
    auto* edit = view.findChild<SliderField*>()->findChild<QLineEdit*>();
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, percent);
    QTest::keyClick(edit, Qt::Key_Return);
  }
  /// As the window's undo does, past the view.
  void undo_removal() {
    lockstep_.intervene({0, 1}, Pruning{.by = "magnitude", .fraction = 0, .scope = "global"});
    show();
  }
  double shown_percent() const { return view.findChild<SliderField*>()->value(); }
  std::int64_t removed() const { return view.snapshot()->runs[0].removed_weights; }
  std::string signature() const { return lockstep_.signature(); }
  QString text(const char* name) const { return view.findChild<QLabel*>(QString::fromLatin1(name))->text(); }

 private:
  Lockstep lockstep_;

 public:
  Focus focus;
  PruningView view;
};

}  // namespace

class PruningViewTest : public QObject {
  Q_OBJECT

 private slots:
  void a_typed_fraction_removes_that_part_of_the_weights() {
    Pruned pruned;
    pruned.train(10);
    const auto all = pruned.view.snapshot()->runs[0].sign_changes.total;
    pruned.type(QStringLiteral("50"));
    QTRY_COMPARE(pruned.removed(), (all + 1) / 2);
    QCOMPARE(pruned.text("pruning.removed.0"),
             QStringLiteral("%1 of %2 weights removed").arg((all + 1) / 2).arg(all));
    QVERIFY(pruned.text("pruning.accuracy.0").contains(QStringLiteral("whole:")));
  }

  void after_an_undo_the_slider_shows_that_nothing_is_removed() {
    Pruned pruned;
    pruned.train(10);
    pruned.type(QStringLiteral("50"));
    QTRY_VERIFY(pruned.removed() > 0);
    QCOMPARE(pruned.shown_percent(), 50.0);
    pruned.undo_removal();
    QCOMPARE(pruned.removed(), std::int64_t{0});
    QCOMPARE(pruned.shown_percent(), 0.0);
  }

  void what_was_tried_is_plotted_for_all_runs() {
    Pruned pruned;
    pruned.train(10);
    for (const char* percent : {"20", "60", "90"}) {
      const auto before = pruned.removed();
      pruned.type(QString::fromLatin1(percent));
      QTRY_VERIFY(pruned.removed() != before);
    }
    const auto& lines = pruned.view.findChild<PlotPanel*>()->content().lines;
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0].x.size(), std::size_t{4});
    QCOMPARE(lines[0].x.front(), 0.0);
    QVERIFY(pruned.view.csv().startsWith(QStringLiteral("run,step,criterion,scope,removed,test_score\n")));
  }

  void restore_gives_all_back_to_the_bit() {
    Pruned pruned;
    pruned.train(10);
    const std::string before = pruned.signature();
    pruned.type(QStringLiteral("80"));
    QTRY_VERIFY(pruned.removed() > 0);
    QTest::mouseClick(pruned.view.findChild<QToolButton*>(), Qt::LeftButton);
    QTRY_COMPARE(pruned.removed(), std::int64_t{0});
    QCOMPARE(pruned.signature(), before);
  }

  void another_criterion_takes_the_place_of_the_first() {
    Pruned pruned;
    pruned.train(10);
    pruned.type(QStringLiteral("50"));
    QTRY_VERIFY(pruned.removed() > 0);
    const std::string by_magnitude = pruned.signature();
    auto* combo = pruned.view.findChild<ChoiceField*>()->combo();
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QTRY_VERIFY(pruned.signature() != by_magnitude);
    QCOMPARE(pruned.view.snapshot()->runs[0].removed_weights,
             (pruned.view.snapshot()->runs[0].sign_changes.total + 1) / 2);
  }
};

}  // namespace lfp::test::pruning_view_test

LFPLAB_QT_TEST(pruning_view_test, PruningViewTest)
#include "pruning_view_test.moc"
