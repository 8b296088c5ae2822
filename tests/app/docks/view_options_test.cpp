#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/controls/dock_title.h"
#include "widgets/views/focus.h"
#include "widgets/views/heat/heat_range.h"
#include "widgets/views/network/network_view.h"
#include "widgets/views/raster/feedback_raster.h"
#include "widgets/views/runs/run_chooser.h"
#include "widgets/views/weights/weight_view.h"

#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace lfp::test::view_options_test {

/// What the "..." menu of a view sets: its layer and the range of its colours.
class ViewOptionsTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    OwnSettings::forget();
    start();
  }
  void cleanup() { window_.reset(); }

  void a_layer_from_the_menu_pins_the_view_to_it() {
    window_->focus().set_layer(0);
    QVERIFY(comes_true([&] { return inputs_shown() == 2; }));
    QVERIFY(choose("dock.weights", {"Layer", "Layer 2"}));
    QVERIFY(comes_true([&] { return inputs_shown() == 16; }));
    QCOMPARE(window_->focus().layer(), 0);
    QVERIFY(title("dock.weights")->is_pinned());
    QVERIFY(choose("dock.weights", {"Layer", "As chosen elsewhere"}));
    QVERIFY(comes_true([&] { return inputs_shown() == 2; }));
    QVERIFY(!title("dock.weights")->is_pinned());
  }

  void a_pin_goes_where_another_network_has_no_such_layer() {
    QVERIFY(choose("dock.weights", {"Layer", "Output"}));
    QVERIFY(title("dock.weights")->is_pinned());
    QVERIFY(window_->files().open("example:xor"));
    QVERIFY(comes_true([this] { return now().experiment->network.layers.size() == 2; }));
    QVERIFY(comes_true([this] { return !title("dock.weights")->is_pinned(); }));
  }

  void fixed_colours_stay_while_the_numbers_change() {
    auto* network = view<NetworkView>("dock.network");
    const float before = network->stage().scene.legend.range;
    QVERIFY(before > 0.0F);
    QVERIFY(choose("dock.network", {"Colour scale", "Fixed"}));
    step();
    step();
    QCOMPARE(network->stage().scene.legend.range, before);
    QVERIFY(choose("dock.network", {"Colour scale", "Automatic"}));
    QVERIFY(network->stage().scene.legend.range != before);
  }

  void a_range_can_be_typed_and_nonsense_is_asked_again() {
    QStringList asked;
    QTimer answers;
    connect(&answers, &QTimer::timeout, this, [&] {
      auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
      if (dialog == nullptr) return;
      auto* edit = dialog->findChild<QLineEdit*>();
      asked << dialog->labelText();
      edit->selectAll();
      QTest::keyClicks(edit, asked.size() == 1 ? QStringLiteral("-3") : QStringLiteral("0,25"));
      QTest::keyClick(edit, Qt::Key_Return);
    });
    answers.start(50);
    QVERIFY(choose("dock.network", {"Colour scale", "Fix range"}));
    answers.stop();
    QCOMPARE(asked.size(), 2);
    QVERIFY2(asked[1].contains("“-3” is not a number above 0"), qPrintable(asked[1]));
    QCOMPARE(view<NetworkView>("dock.network")->stage().scene.legend.range, 0.25F);
  }

  void shared_colours_reach_equally_far_in_both_views() {
    auto* raster = view<FeedbackRaster>("dock.raster");
    auto* network = view<NetworkView>("dock.network");
    dock(*window_, "dock.raster")->show();
    dock(*window_, "dock.raster")->raise();
    step();
    QVERIFY(comes_true([&] { return raster->picture().range() > 0.0F; }));
    QVERIFY(raster->picture().range() != network->stage().scene.legend.range);
    const float largest = std::max(raster->picture().range(), network->stage().scene.legend.range);
    QVERIFY(choose("dock.raster", {"Colour scale", "Shared"}));
    QVERIFY(choose("dock.network", {"Colour scale", "Shared"}));
    QVERIFY(comes_true([&] { return raster->picture().range() == largest; }));
    QCOMPARE(network->stage().scene.legend.range, largest);
    dock(*window_, "dock.network")->close();
    QVERIFY(comes_true([&] { return raster->picture().range() > 0.0F; }));
  }

  void a_run_or_the_difference_is_chosen_in_the_menu() {
    auto* weights = view<WeightView>("dock.weights");
    QVERIFY(comes_true([&] { return weights->picture().layout().panes().size() == 2; }));
    QVERIFY(choose("dock.weights", {"Runs", "A − B"}));
    QVERIFY(weights->picture().is_difference());
    QVERIFY(choose("dock.weights", {"Runs", "B"}));
    QCOMPARE(weights->picture().run(0), std::size_t{1});
    QVERIFY(choose("dock.weights", {"Runs", "All"}));
    QCOMPARE(weights->picture().layout().panes().size(), std::size_t{2});
  }

  void all_of_it_comes_back_with_the_layout() {
    QVERIFY(choose("dock.weights", {"Layer", "Layer 2"}));
    QVERIFY(choose("dock.network", {"Colour scale", "Fixed"}));
    const float range = view<NetworkView>("dock.network")->stage().scene.legend.range;
    QVERIFY(choose("dock.raster", {"Colour scale", "Shared"}));
    QVERIFY(choose("dock.weights", {"Runs", "A − B"}));
    const QByteArray layout = window_->perspectives().layout();
    window_->close();
    start();
    const auto is_back = [&] {
      return title("dock.weights")->is_pinned() && inputs_shown() == 16 &&
             view<WeightView>("dock.weights")->picture().is_difference() &&
             view<NetworkView>("dock.network")->stage().scene.legend.range == range &&
             mode("dock.raster") == HeatRange::Mode::shared;
    };
    QVERIFY(comes_true(is_back));
    window_->perspectives().reset();
    QVERIFY(!title("dock.weights")->is_pinned());
    QVERIFY(mode("dock.raster") == HeatRange::Mode::automatic);
    window_->perspectives().set_layout(layout);
    QVERIFY(comes_true(is_back));
  }

  void the_run_in_a_title_comes_back_with_the_layout() {
    const auto of_title = [this](const char* name) {
      return qobject_cast<View*>(dock(*window_, name)->widget())->run_chooser();
    };
    QVERIFY(of_title("dock.network")->choose_by_key(Qt::Key_B));
    QVERIFY(of_title("dock.raster")->choose_by_key(Qt::Key_D));
    window_->close();
    start();
    QVERIFY(comes_true([&] { return of_title("dock.network")->run() == 1; }));
    QVERIFY(comes_true([&] { return of_title("dock.raster")->is_difference(); }));
    window_->perspectives().reset();
    QCOMPARE(of_title("dock.network")->run(), std::size_t{0});
    QVERIFY(!of_title("dock.raster")->is_difference());
  }

  void each_perspective_has_its_own() {
    const int here = window_->perspectives().current();
    QVERIFY(choose("dock.weights", {"Layer", "Layer 2"}));
    window_->perspectives().show(2);
    QVERIFY(!title("dock.weights")->is_pinned());
    window_->perspectives().show(here);
    QVERIFY(title("dock.weights")->is_pinned());
  }

 private:
  void start() {
    QVERIFY(opens({1600, 1000}, {.file = "example:two_spirals"}));
    step();
  }

  void step() {
    const std::int64_t before = now().position.step;
    window_->bridge().send(command::NextBatch{});
    QVERIFY(comes_true([&] { return now().position.step > before && !now().running; }));
  }

  bool choose(const char* dock_name, const QStringList& path) {
    return choose_in_menu(*dock(*window_, dock_name), path);
  }

  DockTitle* title(const char* name) { return &title_of(*dock(*window_, name)); }
  template <class Kind>
  Kind* view(const char* name) {
    return qobject_cast<Kind*>(dock(*window_, name)->widget());
  }
  /// 0 while the weights are on their way.
  std::int64_t inputs_shown() {
    const WeightPicture& picture = view<WeightView>("dock.weights")->picture();
    return picture.is_empty() ? 0 : picture.weights(0).weight.columns;
  }
  HeatRange::Mode mode(const char* name) { return view<View>(name)->colour_ranges().front()->mode(); }
  const Snapshot& now() const { return *window_->bridge().snapshot(); }
};

}  // namespace lfp::test::view_options_test

LFPLAB_QT_TEST(view_options_test, ViewOptionsTest)
#include "view_options_test.moc"
