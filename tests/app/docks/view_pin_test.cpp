#include "app/docks/docks.h"
#include "app/docks/layouts.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/views/focus.h"
#include "widgets/views/inspector/inspector_history.h"
#include "widgets/views/inspector/inspector_view.h"
#include "widgets/views/network/network_view.h"

#include <QTest>
#include <QToolButton>
#include <optional>

namespace lfp::test::view_pin_test {

namespace {

const InspectedItem first{.layer = 1, .unit = 3};
const InspectedItem second{.layer = 1, .unit = 5};
const InspectedItem weight{.layer = 1, .unit = 2, .input = 3};

}  // namespace

/// Two inspectors, one of them pinned.
class InspectorPinTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() {
    OwnSettings::forget();
    start();
  }
  void cleanup() { window_.reset(); }

  void the_pin_keeps_the_neuron_and_another_inspector_follows() {
    click_neuron(first);
    QVERIFY(comes_true([&] { return shows("dock.inspector", first); }));
    press_pin("dock.inspector");
    QVERIFY(title("dock.inspector").is_pinned());
    QVERIFY(choose_in_menu(*dock(*window_, "dock.inspector"), {"Duplicate"}));
    QVERIFY(comes_true([&] { return shows("dock.inspector#2", first); }));
    click_neuron(second);
    QVERIFY(comes_true([&] { return shows("dock.inspector#2", second); }));
    QVERIFY(shows("dock.inspector", first));
    QCOMPARE(inspector("dock.inspector").heading(), QString("Layer 2 · neuron 4"));
    QCOMPARE(inspector("dock.inspector#2").heading(), QString("Layer 2 · neuron 6"));
    press_pin("dock.inspector");
    QVERIFY(comes_true([&] { return shows("dock.inspector", second); }));
  }

  void both_go_on_with_the_training_and_have_their_histories() {
    window_->focus().set_item(weight);
    QVERIFY(comes_true([&] { return shows("dock.inspector", weight); }));
    press_pin("dock.inspector");
    QVERIFY(choose_in_menu(*dock(*window_, "dock.inspector"), {"Duplicate"}));
    const InspectedItem other{.layer = 0, .unit = 7, .input = 1};
    window_->focus().set_item(other);
    QVERIFY(comes_true([&] { return shows("dock.inspector#2", other); }));
    window_->bridge().send(command::Run{.until_step = 60, .until_epoch = {}, .until_test_accuracy = {}});
    QVERIFY(comes_true([&] { return now().position.step == 60 && !now().running; }));
    for (const char* name : {"dock.inspector", "dock.inspector#2"}) {
      const auto& history = *inspector(name).findChild<InspectorHistory*>();
      const auto is_whole = [&] {
        const auto lines = history.panel().content().lines;
        return lines.size() == 1 && lines.front().x.front() <= 0.5 && lines.front().x.back() == 60;
      };
      QVERIFY2(comes_true(is_whole), name);
    }
    QVERIFY(shows("dock.inspector", weight));
    QVERIFY(shows("dock.inspector#2", other));
  }

  void escape_releases_what_is_pinned() {
    click_neuron(first);
    QVERIFY(comes_true([&] { return shows("dock.inspector", first); }));
    press_pin("dock.inspector");
    click_neuron(second);
    QVERIFY(shows("dock.inspector", first));
    QTest::keyClick(&inspector("dock.inspector"), Qt::Key_Escape);
    QVERIFY(!title("dock.inspector").is_pinned());
    QVERIFY(comes_true([&] { return shows("dock.inspector", second); }));
  }

  void there_is_nothing_to_pin_before_something_is_chosen() {
    // The microscope has chosen by itself.
    window_->focus().set_item(std::nullopt);
    press_pin("dock.inspector");
    QVERIFY(!title("dock.inspector").is_pinned());
    QVERIFY(!choose_in_menu(*dock(*window_, "dock.inspector"), {"Keep showing this one"}));
    title("dock.inspector").menu()->close();
    click_neuron(first);
    QVERIFY(comes_true([&] { return shows("dock.inspector", first); }));
    QVERIFY(choose_in_menu(*dock(*window_, "dock.inspector"), {"Keep showing this one"}));
    QVERIFY(title("dock.inspector").is_pinned());
  }

  void enter_opens_an_inspector_that_is_not_pinned() {
    click_neuron(first);
    QVERIFY(comes_true([&] { return shows("dock.inspector", first); }));
    press_pin("dock.inspector");
    click_neuron(second);
    QTest::keyClick(&network(), Qt::Key_Return);
    QVERIFY(comes_true([&] { return dock(*window_, "dock.inspector#2") != nullptr; }));
    QVERIFY(comes_true([&] { return shows("dock.inspector#2", second); }));
    QTest::keyClick(&network(), Qt::Key_Return);
    QVERIFY2(dock(*window_, "dock.inspector#3") == nullptr, "one is enough");
    QVERIFY(shows("dock.inspector", first));
  }

  void it_comes_back_with_the_layout() {
    window_->focus().set_item(weight);
    QVERIFY(comes_true([&] { return shows("dock.inspector", weight); }));
    press_pin("dock.inspector");
    const QByteArray layout = window_->perspectives().layout();
    window_->close();
    start();
    QVERIFY(comes_true([&] { return shows("dock.inspector", weight); }));
    QVERIFY(title("dock.inspector").is_pinned());
    window_->perspectives().reset();
    QVERIFY(!title("dock.inspector").is_pinned());
    QVERIFY(inspector("dock.inspector").inspection() == nullptr);
    window_->perspectives().set_layout(layout);
    QVERIFY(comes_true([&] { return shows("dock.inspector", weight); }));
  }

  void it_is_released_where_another_network_has_no_such_item() {
    click_neuron(first);
    QVERIFY(comes_true([&] { return shows("dock.inspector", first); }));
    press_pin("dock.inspector");
    QVERIFY(window_->files().open("example:xor"));
    QVERIFY(comes_true([this] { return now().experiment->network.layers.size() == 2; }));
    QVERIFY(comes_true([this] { return !title("dock.inspector").is_pinned(); }));
  }

  void duplicates_make_the_window_no_larger_and_are_tabs_where_there_is_no_room_left() {
    for (const QSize size : {QSize(1280, 800), QSize(1100, 480)}) {
      window_->perspectives().reset();
      show_weight(size);
      duplicate("dock.inspector#2");
      QCOMPARE(window_->size(), size);
      QVERIFY2(is_seen("dock.inspector"), "there is room for two");
    }
    for (int number = 3; is_seen("dock.inspector") && number < 10; ++number) {
      duplicate(qPrintable(QStringLiteral("dock.inspector#%1").arg(number)));
      QCOMPARE(window_->size(), QSize(1100, 480));
    }
    QVERIFY2(!is_seen("dock.inspector"), "it is a tab below the last");
  }

  void a_duplicate_of_a_tab_is_a_tab_on_top() {
    show_weight({860, 480});
    QVERIFY2(!is_seen("dock.ledger"), "it is a tab below the inspector");
    duplicate("dock.inspector#2");
    QCOMPARE(window_->size(), QSize(860, 480));
    QVERIFY(!is_seen("dock.inspector") && !is_seen("dock.ledger"));
  }

  void two_stand_side_by_side_where_there_is_room() {
    show_weight({1920, 1080});
    duplicate("dock.inspector#2");
    QCOMPARE(window_->size(), QSize(1920, 1080));
    QVERIFY(is_seen("dock.inspector"));
  }

  void a_duplicate_has_the_theme_of_the_window() {
    window_.reset();
    start({.file = "example:two_spirals", .theme = ThemeChoice::dark});
    QVERIFY(choose_in_menu(*dock(*window_, "dock.inspector"), {"Duplicate"}));
    QVERIFY(comes_true([&] { return dock(*window_, "dock.inspector#2")->isVisible(); }));
    const auto colour = [this](const char* name) { return title(name).grab().toImage().pixelColor(2, 2); };
    QVERIFY(colour("dock.inspector").lightness() < 128);
    QCOMPARE(colour("dock.inspector#2"), colour("dock.inspector"));
  }

 private:
  void start(const WindowOptions& options = {.file = "example:two_spirals"}) {
    QVERIFY(opens({1600, 1000}, options));
    QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
    QVERIFY(comes_true([this] { return dock(*window_, "dock.inspector")->isVisible(); }));
    QVERIFY(comes_true([this] { return network().stage().scene.layout.columns.size() == 4; }));
  }

  void click_neuron(const InspectedItem& item) {
    const auto& columns = network().stage().scene.layout.columns;
    const auto column = static_cast<std::size_t>(item.layer + 1);
    QTest::mouseClick(&network(), Qt::LeftButton, {},
                      columns[column].centre(static_cast<int>(item.unit)).toPoint());
  }

  void show_weight(QSize size) {
    window_->resize(size);
    window_->focus().set_item(weight);
    QVERIFY(comes_true([&] { return shows("dock.inspector", weight); }));
    QVERIFY(comes_to_rest());
  }

  /// The copy of the inspector, which shows the same and lies on top.
  void duplicate(const char* name) {
    QVERIFY(choose_in_menu(*dock(*window_, "dock.inspector"), {"Duplicate"}));
    QVERIFY(comes_true([&] { return shows(name, weight); }));
    QVERIFY(comes_to_rest());
    QVERIFY2(is_seen(name), name);
  }

  bool is_seen(const char* name) { return !dock(*window_, name)->visibleRegion().isEmpty(); }

  void press_pin(const char* name) {
    for (QToolButton* button : title(name).findChildren<QToolButton*>())
      if (button->accessibleName() == QLatin1String("Pin")) QTest::mouseClick(button, Qt::LeftButton);
  }

  bool shows(const char* name, const InspectedItem& item) {
    const Inspection* shown = inspector(name).inspection();
    return shown != nullptr && shown->item == item;
  }

  InspectorView& inspector(const char* name) {
    return *qobject_cast<InspectorView*>(dock(*window_, name)->widget());
  }
  NetworkView& network() { return *qobject_cast<NetworkView*>(dock(*window_, "dock.network")->widget()); }
  DockTitle& title(const char* name) { return title_of(*dock(*window_, name)); }
  const Snapshot& now() const { return *window_->bridge().snapshot(); }
};

}  // namespace lfp::test::view_pin_test

LFPLAB_QT_TEST(view_pin_test, InspectorPinTest)
#include "view_pin_test.moc"
