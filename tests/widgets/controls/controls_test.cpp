#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "widgets/controls/health_chip.h"
#include "widgets/controls/run_badge.h"
#include "widgets/controls/run_button.h"
#include "widgets/controls/section.h"
#include "widgets/controls/segmented_control.h"
#include "widgets/controls/settings_form.h"
#include "widgets/controls/stepper.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QVBoxLayout>
#include <memory>

namespace lfp::test::controls_test {

namespace {

const Theme light = Theme::make(Theme::Kind::light);

QAbstractButton& segment(const lfp::SegmentedControl& control, const QString& text) {
  for (auto* button : control.findChildren<QAbstractButton*>())
    if (button->text() == text) return *button;
  qFatal("there is no such segment");
}

}  // namespace

class ControlsTest : public QObject {
  Q_OBJECT

 private slots:
  void segments_are_chosen_by_click();
  void segments_are_chosen_by_arrow_keys();
  void segments_are_set_silently();
  void chosen_segment_is_ink_in_every_theme();
  void section_folds_by_click_and_key();
  void run_button_shows_its_run_s_colour_when_checked();
  void health_chip_keeps_its_width();
  void health_chip_is_a_button();
  void controls_have_accessible_names();
  void controls_follow_the_zoom();
};

void ControlsTest::segments_are_chosen_by_click() {
  lfp::SegmentedControl control({"A", "B", "A − B"});
  QSignalSpy changes(&control, &lfp::SegmentedControl::current_changed);
  QCOMPARE(control.current(), 0);
  QTest::mouseClick(&segment(control, "A − B"), Qt::LeftButton);
  QCOMPARE(control.current(), 2);
  QTest::mouseClick(&segment(control, "A − B"), Qt::LeftButton);
  QCOMPARE(changes, (QList<QVariantList>{{2}}));
}

void ControlsTest::segments_are_chosen_by_arrow_keys() {
  const auto control =
      shown(std::make_unique<lfp::SegmentedControl>(QStringList{"Image", "Feedback", "Both"}), {300, 30});
  segment(*control, "Image").setFocus(Qt::TabFocusReason);
  QTest::keyClick(&segment(*control, "Image"), Qt::Key_Right);
  QCOMPARE(control->current(), 1);
  QVERIFY(segment(*control, "Feedback").hasFocus());
  QTest::keyClick(&segment(*control, "Feedback"), Qt::Key_Left);
  QCOMPARE(control->current(), 0);
}

void ControlsTest::segments_are_set_silently() {
  lfp::SegmentedControl control({"A", "B"});
  QSignalSpy changes(&control, &lfp::SegmentedControl::current_changed);
  control.set_current(1);
  QCOMPARE(control.current(), 1);
  QVERIFY(segment(control, "B").isChecked());
  control.set_labels({"Weights", "Feedback", "Flips"});
  QCOMPARE(control.count(), 3);
  QCOMPARE(control.current(), 0);
  QCOMPARE(changes.count(), 0);
}

void ControlsTest::chosen_segment_is_ink_in_every_theme() {
  lfp::SegmentedControl control({"A", "B"});
  for (const auto kind : {Theme::Kind::light, Theme::Kind::dark, Theme::Kind::high_contrast_dark}) {
    const Theme theme = Theme::make(kind);
    apply_theme(control, theme);
    control.resize(control.sizeHint());
    QAbstractButton& chosen = segment(control, "A");
    QCOMPARE(control.grab().toImage().pixelColor(3, 11), theme.accent);
    QCOMPARE(control.grab().toImage().pixelColor(chosen.width() + 3, 11), theme.base);
  }
}

void ControlsTest::section_folds_by_click_and_key() {
  auto made = std::make_unique<lfp::Section>("Data");
  auto* content = new QLabel("content");
  made->content()->addWidget(content);
  const auto section = shown(std::move(made), {276, 100});
  auto* header = section->findChild<QAbstractButton*>();
  QVERIFY(content->isVisible());
  QTest::mouseClick(header, Qt::LeftButton);
  QVERIFY(!content->isVisible());
  QVERIFY(!section->is_open());
  header->setFocus();
  QTest::keyClick(header, Qt::Key_Space);
  QVERIFY(content->isVisible());
}

void ControlsTest::run_button_shows_its_run_s_colour_when_checked() {
  lfp::RunButton button(1, "Gradient");
  button.resize(120, 26);
  QCOMPARE(button.grab().toImage().pixelColor(60, 0), light.control_border);
  QTest::mouseClick(&button, Qt::LeftButton);
  QCOMPARE(button.grab().toImage().pixelColor(60, 0), light.run[1]);
  QCOMPARE(button.grab().toImage().pixelColor(60, 1), light.run[1]);
}

void ControlsTest::health_chip_keeps_its_width() {
  lfp::HealthChip chip;
  const QSize quiet = chip.sizeHint();
  chip.set_health(lfp::Health::warning, "Feedback × 40 at layer 2 and some more words");
  QCOMPARE(chip.sizeHint(), quiet);
  QCOMPARE(chip.minimumSizeHint(), quiet);
  QCOMPARE(chip.toolTip(), QString("Feedback × 40 at layer 2 and some more words"));
  chip.resize(chip.sizeHint());
  QCOMPARE(chip.grab().toImage().pixelColor(4, 16), light.warning_fill);
  chip.set_health(lfp::Health::error, "Diverged");
  QCOMPARE(chip.grab().toImage().pixelColor(60, 0), light.error);
}

void ControlsTest::health_chip_is_a_button() {
  const auto chip = shown(std::make_unique<lfp::HealthChip>(), {140, 32});
  QSignalSpy clicks(chip.get(), &QAbstractButton::clicked);
  QTest::mouseClick(chip.get(), Qt::LeftButton);
  chip->setFocus();
  QTest::keyClick(chip.get(), Qt::Key_Space);
  QCOMPARE(clicks.count(), 2);
  QCOMPARE(chip->accessibleName(), QString("Health: Stable"));
}

void ControlsTest::controls_have_accessible_names() {
  lfp::SettingsForm form;
  form.set_settings({lfp::real_setting("noise", "Noise", "", 0.1, 0.0, 1.0),
                     lfp::flag_setting("shuffle", "Shuffle", "", true),
                     lfp::choice_setting("kind", "Kind", "", {"plain", "fancy"}),
                     lfp::path_setting("images", "Images", "")},
                    {});
  lfp::Stepper stepper(1, 5);
  stepper.set_name("Units of layer 1");
  lfp::Section section("Data");
  lfp::SegmentedControl segments({"A", "B"});
  for (const QWidget* parent : std::initializer_list<const QWidget*>{&form, &stepper, &section, &segments}) {
    for (const auto* button : parent->findChildren<QAbstractButton*>())
      QVERIFY(!button->accessibleName().isEmpty() || !button->text().isEmpty());
    for (const auto* slider : parent->findChildren<QSlider*>()) QVERIFY(!slider->accessibleName().isEmpty());
    for (const auto* edit : parent->findChildren<QLineEdit*>()) QVERIFY(!edit->accessibleName().isEmpty());
    for (const auto* combo : parent->findChildren<QComboBox*>()) QVERIFY(!combo->accessibleName().isEmpty());
  }
}

void ControlsTest::controls_follow_the_zoom() {
  QWidget panel;
  auto* layout = new QVBoxLayout(&panel);
  auto* segments = new lfp::SegmentedControl({"A", "B"});
  auto* badge = new lfp::RunBadge(0);
  auto* stepper = new lfp::Stepper(1, 9);
  auto* chip = new lfp::HealthChip;
  for (QWidget* control : std::initializer_list<QWidget*>{segments, badge, stepper, chip})
    layout->addWidget(control);
  lfp::apply_theme(panel, Theme::make(Theme::Kind::dark, 1.75));
  QCOMPARE(segments->height(), 39);
  QCOMPARE(badge->sizeHint().height(), 35);
  QCOMPARE(stepper->height(), 46);
  QCOMPARE(chip->sizeHint().height(), 56);
}

}  // namespace lfp::test::controls_test

LFPLAB_QT_TEST(controls_test, ControlsTest)
#include "controls_test.moc"
