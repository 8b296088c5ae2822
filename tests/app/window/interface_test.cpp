#include "app/docks/docks.h"
#include "app/docks/layouts.h"
#include "app/docks/perspective_switch.h"
#include "app/window/appearance.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/controls/dock_title.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/panels/transport/twin_readout.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>
#include <QTranslator>

namespace lfp::test::interface_test {
namespace {

constexpr QChar mark(0x27E6);  // a mathematical bracket, which no text of our own has

/// Another language: every text that asks for a translation gets a mark in front.
class MarkingTranslator : public QTranslator {
 public:
  using QTranslator::QTranslator;
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* text, const char* /*disambiguation*/,
                    int /*number*/) const override {
    return QLatin1String(context).startsWith(QLatin1Char('Q')) ? QString() : mark + QString::fromUtf8(text);
  }
};

/// Words, as opposed to numbers, symbols, letters of runs and units.
bool has_words(const QString& text) {
  int letters = 0;
  for (const QChar character : text) {
    letters = character.isLetter() && character.unicode() < 128 ? letters + 1 : 0;
    if (letters == 4) return true;
  }
  return false;
}

QString description(const QWidget& widget) {
  QString text = QString::fromLatin1(widget.metaObject()->className());
  for (const QObject* object = &widget; object != nullptr; object = object->parent())
    if (!object->objectName().isEmpty()) return text + " in " + object->objectName();
  return text;
}

/// What a widget says, in its face and in its tooltip.
QStringList texts_of(QWidget& widget) {
  QStringList texts{widget.toolTip()};
  if (const auto* label = qobject_cast<QLabel*>(&widget)) texts << label->text();
  if (const auto* button = qobject_cast<QAbstractButton*>(&widget)) texts << button->text();
  if (const auto* menu = qobject_cast<QMenu*>(&widget))
    for (const QAction* action : menu->actions()) texts << action->text() << action->toolTip();
  if (const auto* edit = qobject_cast<QLineEdit*>(&widget)) texts << edit->placeholderText();
  return texts;
}

/// How often docks' titles were asked to lay themselves out.
class LayoutCounter : public QObject {
 public:
  int count = 0;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::LayoutRequest && qobject_cast<DockTitle*>(watched) != nullptr) ++count;
    return false;
  }
};

void press(QWidget& widget, int key) {
  QTest::keyClick(&widget, static_cast<Qt::Key>(key));
}

}  // namespace

class InterfaceTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { OwnSettings::forget(); }

  void cleanup() { window_.reset(); }

  // First: what is registered takes its texts once.
  void every_text_can_be_translated() {
    MarkingTranslator translator;
    QCoreApplication::installTranslator(&translator);
    start();
    for (const QDockWidget* hidden : window_->docks().permanent())
      window_->docks().open(const_cast<QDockWidget&>(*hidden));
    QCoreApplication::processEvents();
    QStringList untranslated;
    for (QWidget* widget : window_->findChildren<QWidget*>())
      for (const QString& text : texts_of(*widget))
        if (has_words(text) && !text.contains(mark) && !is_a_name(text))
          untranslated << text + " [" + description(*widget) + "]";
    QCoreApplication::removeTranslator(&translator);
    untranslated.removeDuplicates();
    for (const QString& text : untranslated) qWarning().noquote() << text;
    QCOMPARE(untranslated.size(), 0);
  }

  void digits_choose_a_layer_wherever_the_keyboard_is() {
    start();
    window_->setFocus();
    press(*window_, Qt::Key_1);
    QCOMPARE(window_->focus().layer(), 0);
    press(*window_, Qt::Key_2);
    QCOMPARE(window_->focus().layer(), 1);
    press(*window_, Qt::Key_9);
    QCOMPARE(window_->focus().layer(), 1);
  }

  void a_pinned_view_keeps_its_layer_until_it_is_released() {
    start();
    window_->resize(1280, 800);
    window_->focus().set_layer(1);
    const QComboBox* layer = nullptr;
    for (const QComboBox* box : dock(*window_, "dock.weights")->findChildren<QComboBox*>())
      if (box->currentText() == QLatin1String("Layer 2")) layer = box;
    QVERIFY(layer != nullptr);
    QToolButton* pin = nullptr;
    for (QToolButton* button : dock(*window_, "dock.weights")->findChildren<QToolButton*>())
      if (button->accessibleName() == QLatin1String("Pin")) pin = button;
    QVERIFY(pin != nullptr);
    QTRY_VERIFY(pin->isVisible());
    QTest::mouseClick(pin, Qt::LeftButton);
    press(*window_, Qt::Key_1);
    QCOMPARE(window_->focus().layer(), 0);
    QCOMPARE(layer->currentText(), QString("Layer 2"));
    QTest::mouseClick(pin, Qt::LeftButton);
    QCOMPARE(layer->currentText(), QString("Layer 1"));
    press(*window_, Qt::Key_2);
    QCOMPARE(layer->currentText(), QString("Layer 2"));
  }

  void s_changes_the_colours_of_the_network_from_anywhere() {
    start();
    window_->setFocus();
    auto* view = qobject_cast<View*>(dock(*window_, "dock.network")->widget());
    const QComboBox* colours = nullptr;
    for (const QWidget* control : view->title_controls())
      if (control->accessibleName() == QLatin1String("Neurons show"))
        colours = qobject_cast<const QComboBox*>(control);
    QVERIFY(colours != nullptr);
    const int before = colours->currentIndex();
    press(*window_, Qt::Key_S);
    QVERIFY(colours->currentIndex() != before);
  }

  void the_pair_of_colours_is_chosen_in_the_menu_and_remembered() {
    start();
    auto* view = qobject_cast<View*>(dock(*window_, "dock.network")->widget());
    const QColor before = view->theme().positive;
    QAction* purple = nullptr;
    for (QMenu* menu : window_->menuBar()->findChildren<QMenu*>())
      for (QAction* action : menu->actions())
        if (action->text() == QLatin1String("Green and purple")) purple = action;
    QVERIFY(purple != nullptr);
    purple->trigger();
    QVERIFY(purple->isChecked());
    QVERIFY(view->theme().positive != before);
    QVERIFY(view->theme().positive.green() > view->theme().positive.red());
    window_.reset();
    start();
    QCOMPARE(window_->appearance().theme().scales, Theme::Scales::green_purple);
  }

  void a_window_at_rest_lays_nothing_out() {
    start();
    window_->resize(1280, 800);
    QVERIFY(comes_to_rest());
    LayoutCounter counter;
    qApp->installEventFilter(&counter);
    QVERIFY(frames_pass(window_->bridge(), 20));
    QVERIFY2(counter.count < 20, qPrintable(QString::number(counter.count)));
  }

  void the_presenter_is_as_large_on_the_wall_from_any_projector() {
    QCOMPARE(Appearance::presenter_zoom({1920, 1080}), 1.75);
    QCOMPARE(Appearance::presenter_zoom({3840, 2160}), 3.5);
    QVERIFY(Appearance::presenter_zoom({1280, 800}) < 1.35);
    QVERIFY(Appearance::presenter_zoom({800, 600}) >= 1.25);
  }

  void nothing_lies_over_anything_else_on_a_small_projector() {
    start();
    window_->resize(1280, 800);
    window_->appearance().start_presenting({1280, 800});
    press(*window_, Qt::Key_Space);
    QVERIFY(comes_true([this] { return window_->bridge().snapshot()->position.step > 20; }));
    press(*window_, Qt::Key_Space);
    for (int index = 0; index < static_cast<int>(perspectives().size()); ++index) {
      window_->perspectives().show(index);
      QVERIFY(comes_to_rest());
      QCOMPARE(window_->width(), 1280);
      QWidgetList docks;
      for (QDockWidget* dock : window_->docks().permanent())
        if (dock->isVisible() && !dock->visibleRegion().isEmpty()) docks.append(dock);
      check_apart(docks);
      // What it has no room for it would draw over itself.
      const auto& readout = *window_->findChild<TwinReadout*>();
      QVERIFY(readout.width() >= readout.sizeHint().width());
    }
  }

  void everything_that_takes_the_keyboard_has_a_name_in_every_perspective() {
    start();
    for (int index = 0; index < static_cast<int>(perspectives().size()); ++index) {
      window_->perspectives().show(index);
      QCoreApplication::processEvents();
      check_names();
    }
    for (const QDockWidget* hidden : window_->docks().permanent())
      window_->docks().open(const_cast<QDockWidget&>(*hidden));
    QCoreApplication::processEvents();
    check_names();
  }

 private:
  static void check_apart(const QWidgetList& parts) {
    QVERIFY(parts.size() > 1);
    for (const QWidget* one : parts)
      for (const QWidget* other : parts) {
        if (one == other || !one->isVisible() || !other->isVisible()) continue;
        QVERIFY2(!one->geometry().intersects(other->geometry()),
                 qPrintable(description(*one) + " over " + description(*other)));
      }
  }

  void start() {
    window_ = std::make_unique<MainWindow>(WindowOptions{});
    QVERIFY(open(*window_));
  }

  void check_names() {
    for (QWidget* widget : window_->findChildren<QWidget*>()) {
      const bool takes_keys = (widget->focusPolicy() & Qt::TabFocus) != 0;
      if (!widget->isVisible() || !takes_keys || widget->objectName().startsWith("qt_")) continue;
      // The field within a box that has the name itself.
      if (qobject_cast<QComboBox*>(widget->parentWidget()) ||
          qobject_cast<QAbstractSpinBox*>(widget->parentWidget()))
        continue;
      const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
      QVERIFY2(face != nullptr, qPrintable(description(*widget)));
      QVERIFY2(!face->text(QAccessible::Name).isEmpty(), qPrintable(description(*widget)));
      QVERIFY2(face->role() != QAccessible::NoRole, qPrintable(description(*widget)));
    }
  }

  /// Names that are the user's: of the experiment and its runs.
  bool is_a_name(const QString& text) const {
    const Experiment& experiment = window_->editor().experiment();
    if (text == QString::fromStdString(experiment.name)) return true;
    return std::ranges::any_of(experiment.runs,
                               [&](const auto& run) { return text == QString::fromStdString(run.name); });
  }

  OwnSettings own_settings_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace lfp::test::interface_test

LFPLAB_QT_TEST(interface_test, InterfaceTest)
#include "interface_test.moc"
