#include "widgets/controls/slider_field.h"

#include "tests/support/qt_test.h"
#include "tests/support/shown_widget.h"
#include "widgets/controls/thin_slider.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <memory>

namespace lfp::test::slider_field_test {

namespace {

const Theme light = Theme::make(Theme::Kind::light);

SettingInfo noise() {
  return lfp::real_setting("noise", "Noise", "Spread of the points.", 0.1, 0.0, 1.0);
}

SettingInfo epsilon() {
  return lfp::real_setting("epsilon", "ε", "Stabiliser.", 1e-6, 0.0, 1.0, true);
}

SettingInfo samples() {
  return lfp::integer_setting("samples", "Samples", "How many points.", 300, 10, 1000);
}

lfp::ThinSlider& slider_of(const QWidget& field) {
  return *field.findChild<lfp::ThinSlider*>();
}

QLineEdit& edit_of(const QWidget& field) {
  return *field.findChild<QLineEdit*>();
}

}  // namespace

class SliderFieldTest : public QObject {
  Q_OBJECT

 private slots:
  void slider_jumps_to_the_click_and_commits_on_release();
  void slider_ignores_the_wheel_without_the_keyboard();
  void slider_shows_its_focus_frame_to_keyboard_users_only();
  void even_scale_has_round_steps();
  void logarithmic_scale_covers_decades_and_zero();
  void whole_scale_stays_whole();
  void seed_has_no_slider();
  void scale_positions_read_back();
  void slider_field_changes_while_dragged_and_commits_once();
  void slider_field_takes_typed_values_beyond_its_slider();
  void slider_field_refuses_what_is_out_of_range();
  void slider_field_understands_how_it_writes();
  void slider_field_gives_up_on_escape();
  void slider_field_shows_and_takes_the_word_for_zero();
  void slider_field_arrow_keys_commit_on_release();
  void slider_field_is_set_silently_and_never_under_the_hand();
};

void SliderFieldTest::slider_jumps_to_the_click_and_commits_on_release() {
  lfp::ThinSlider slider;
  slider.setRange(0, 100);
  slider.resize(114, 22);
  QSignalSpy ends(&slider, &lfp::ThinSlider::interaction_ended);
  QTest::mousePress(&slider, Qt::LeftButton, {}, {57, 11});
  QCOMPARE(slider.value(), 50);
  QTest::mouseMove(&slider, {82, 11});
  QCOMPARE(slider.value(), 75);
  QCOMPARE(ends.count(), 0);
  QTest::mouseRelease(&slider, Qt::LeftButton, {}, {82, 11});
  QCOMPARE(ends.count(), 1);
  QTest::mouseMove(&slider, {20, 11});
  QCOMPARE(slider.value(), 75);
}

void SliderFieldTest::slider_ignores_the_wheel_without_the_keyboard() {
  const auto parent = shown(std::make_unique<QWidget>(), {200, 60});
  lfp::ThinSlider slider(parent.get());
  slider.setRange(0, 100);
  slider.show();
  const auto turn = [&] {
    QWheelEvent event({10, 10}, slider.mapToGlobal(QPointF(10, 10)), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&slider, &event);
  };
  turn();
  QCOMPARE(slider.value(), 0);
  slider.setFocus();
  turn();
  QVERIFY(slider.value() > 0);
}

void SliderFieldTest::slider_shows_its_focus_frame_to_keyboard_users_only() {
  const auto slider = shown(std::make_unique<lfp::ThinSlider>(), {120, 22});
  const auto has_frame = [&] { return slider->grab().toImage().pixelColor(60, 1) == light.accent; };
  slider->clearFocus();
  slider->setFocus(Qt::MouseFocusReason);
  QVERIFY(!has_frame());
  slider->clearFocus();
  slider->setFocus(Qt::TabFocusReason);
  QVERIFY(has_frame());
}

void SliderFieldTest::even_scale_has_round_steps() {
  const lfp::SliderScale scale(noise());
  QCOMPARE(scale.value_at(0), 0.0);
  QCOMPARE(scale.value_at(scale.positions()), 1.0);
  QCOMPARE(scale.value_at(130), 0.13);
  QCOMPARE(scale.position_of(0.13), 130);
  const lfp::SliderScale odd(lfp::real_setting("a", "a", "", 0.9, 0.0, 0.999));
  QCOMPARE(odd.value_at(900), 0.9);
  QCOMPARE(odd.value_at(odd.positions()), 0.999);
}

void SliderFieldTest::logarithmic_scale_covers_decades_and_zero() {
  const lfp::SliderScale scale(epsilon());
  QCOMPARE(scale.value_at(0), 0.0);
  QCOMPARE(scale.value_at(scale.positions()), 1.0);
  QCOMPARE(scale.position_of(0.0), 0);
  QCOMPARE(scale.value_at(scale.position_of(1e-6)), 1e-6);
  QCOMPARE(scale.value_at(scale.position_of(1e-6) + scale.page()), 1e-5);
  const lfp::SliderScale rate(lfp::real_setting("learning_rate", "Learning rate", "", 0.1, 1e-9, 1e9, true));
  QCOMPARE(rate.value_at(0), 1e-5);
  QCOMPARE(rate.value_at(rate.positions()), 10.0);
}

void SliderFieldTest::whole_scale_stays_whole() {
  const lfp::SliderScale scale(lfp::integer_setting("n", "n", "", 1000, 10, 100000));
  for (int position = 0; position <= scale.positions(); ++position) {
    const double value = scale.value_at(position);
    QCOMPARE(value, std::round(value));
    QVERIFY(value >= 10 && value <= 100000);
  }
  const lfp::SliderScale classes(lfp::integer_setting("classes", "Classes", "", 2, 2, 6));
  QCOMPARE(classes.positions(), 4);
  QCOMPARE(classes.value_at(1), 3.0);
}

void SliderFieldTest::seed_has_no_slider() {
  const auto seed = lfp::integer_setting("seed", "Seed", "", 1, 0, 1'000'000'000);
  QVERIFY(!lfp::SliderScale(seed).is_useful());
  const lfp::SliderField field(seed);
  QVERIFY(slider_of(field).isHidden());
}

void SliderFieldTest::scale_positions_read_back() {
  for (const SettingInfo& info :
       {noise(), samples(), lfp::real_setting("clip", "Clip", "", 3.0, 0.0, 100.0, true)}) {
    const lfp::SliderScale scale(info);
    double before = -1;
    for (int position = 0; position <= scale.positions(); ++position) {
      const double value = scale.value_at(position);
      QVERIFY(value >= before);
      QVERIFY(std::abs(scale.position_of(value) - position) <= (info.logarithmic ? 2 : 0));
      before = value;
    }
  }
}

void SliderFieldTest::slider_field_changes_while_dragged_and_commits_once() {
  const auto field = shown(std::make_unique<lfp::SliderField>(noise()), {256, 30});
  QSignalSpy changes(field.get(), &lfp::SliderField::value_changed);
  QSignalSpy commits(field.get(), &lfp::SliderField::value_committed);
  lfp::ThinSlider& slider = slider_of(*field);
  const int middle = slider.width() / 2;
  QTest::mousePress(&slider, Qt::LeftButton, {}, {middle, 11});
  QTest::mouseMove(&slider, {middle + 20, 11});
  QTest::mouseMove(&slider, {slider.width() - 1, 11});
  QVERIFY(changes.count() >= 3);
  QCOMPARE(commits.count(), 0);
  QTest::mouseRelease(&slider, Qt::LeftButton, {}, {slider.width() - 1, 11});
  QCOMPARE(commits, (QList<QVariantList>{{1.0}}));
  QCOMPARE(edit_of(*field).text(), QString("1"));
}

void SliderFieldTest::slider_field_takes_typed_values_beyond_its_slider() {
  const auto field = shown(std::make_unique<lfp::SliderField>(epsilon()), {256, 30});
  QSignalSpy commits(field.get(), &lfp::SliderField::value_committed);
  type(edit_of(*field), "1e-12");
  QCOMPARE(field->value(), 1e-12);
  QCOMPARE(commits, (QList<QVariantList>{{1e-12}}));
  QCOMPARE(field->setting_value(), lfp::SettingValue(1e-12));
}

void SliderFieldTest::slider_field_refuses_what_is_out_of_range() {
  const auto field = shown(std::make_unique<lfp::SliderField>(samples()), {256, 60});
  QSignalSpy changes(field.get(), &lfp::SliderField::value_changed);
  for (const char* bad : {"5000", "2.5", "many", ""}) {
    type(edit_of(*field), bad);
    if (QString(bad).isEmpty()) {
      QTest::keyClick(&edit_of(*field), Qt::Key_Backspace);
      QTest::keyClick(&edit_of(*field), Qt::Key_Return);
    }
    QVERIFY2(field->message().contains("10") && field->message().contains("1000"), bad);
    QCOMPARE(field->value(), 300.0);
  }
  QCOMPARE(changes.count(), 0);
  QCOMPARE(edit_of(*field).accessibleDescription(), field->message());
  type(edit_of(*field), "500");
  QVERIFY(field->message().isEmpty());
  QCOMPARE(field->setting_value(), lfp::SettingValue(std::int64_t{500}));
}

void SliderFieldTest::slider_field_understands_how_it_writes() {
  const auto field = shown(std::make_unique<lfp::SliderField>(epsilon()), {256, 30});
  field->set_value(1e-4);
  const QString shown_text = edit_of(*field).text();
  QVERIFY(shown_text.contains(QChar(0x2212)));
  field->set_value(0.5);
  type(edit_of(*field), shown_text);
  QCOMPARE(field->value(), 1e-4);
  type(edit_of(*field), "0,25");
  QCOMPARE(field->value(), 0.25);
}

void SliderFieldTest::slider_field_shows_and_takes_the_word_for_zero() {
  const auto shown_field = shown(std::make_unique<SliderField>(lfp::integer_setting(
                                     "classes", "Classes", "How many there are.", 0, 0, 256)),
                                 QSize(260, 60));
  const SliderField& field = *shown_field;
  QLineEdit& edit = edit_of(field);
  QCOMPARE(edit.text(), QString("automatic"));
  QVERIFY(edit.fontMetrics().horizontalAdvance(edit.text()) < edit.width());
  type(edit, "12");
  QCOMPARE(edit.text(), QString("12"));
  QCOMPARE(field.setting_value(), SettingValue(std::int64_t{12}));
  type(edit, "Automatic");
  QCOMPARE(edit.text(), QString("automatic"));
  QCOMPARE(field.setting_value(), SettingValue(std::int64_t{0}));
  // Where 0 is a number it is shown as one.
  const SliderField seed(lfp::integer_setting("seed", "Seed", "Of chance.", 0, 0, 256));
  QCOMPARE(edit_of(seed).text(), QString("0"));
}

void SliderFieldTest::slider_field_gives_up_on_escape() {
  const auto field = shown(std::make_unique<lfp::SliderField>(noise()), {256, 60});
  type(edit_of(*field), "7");
  QVERIFY(!field->message().isEmpty());
  QTest::keyClick(&edit_of(*field), Qt::Key_Escape);
  QVERIFY(field->message().isEmpty());
  QCOMPARE(edit_of(*field).text(), QString("0.1"));
}

void SliderFieldTest::slider_field_arrow_keys_commit_on_release() {
  const auto field = shown(std::make_unique<lfp::SliderField>(noise()), {256, 30});
  QSignalSpy commits(field.get(), &lfp::SliderField::value_committed);
  lfp::ThinSlider& slider = slider_of(*field);
  slider.setFocus();
  QTest::keyPress(&slider, Qt::Key_Right);
  QCOMPARE(field->value(), 0.11);
  QCOMPARE(commits.count(), 0);
  QTest::keyRelease(&slider, Qt::Key_Right);
  QCOMPARE(commits.count(), 1);
  QTest::keyClick(&slider, Qt::Key_End);
  QCOMPARE(field->value(), 1.0);
}

void SliderFieldTest::slider_field_is_set_silently_and_never_under_the_hand() {
  const auto field = shown(std::make_unique<lfp::SliderField>(noise()), {256, 30});
  QSignalSpy changes(field.get(), &lfp::SliderField::value_changed);
  QSignalSpy commits(field.get(), &lfp::SliderField::value_committed);
  field->set_value(0.4);
  QCOMPARE(changes.count() + commits.count(), 0);
  QTest::mousePress(&slider_of(*field), Qt::LeftButton, {}, {slider_of(*field).width() - 1, 11});
  field->set_value(0.2);
  QCOMPARE(field->value(), 1.0);
  QTest::mouseRelease(&slider_of(*field), Qt::LeftButton, {}, {slider_of(*field).width() - 1, 11});
  field->set_value(0.2);
  QCOMPARE(field->value(), 0.2);
  edit_of(*field).setFocus();
  edit_of(*field).selectAll();
  QTest::keyClicks(&edit_of(*field), "0.7");
  field->set_value(0.3);
  QCOMPARE(edit_of(*field).text(), QString("0.7"));
}

}  // namespace lfp::test::slider_field_test

LFPLAB_QT_TEST(slider_field_test, SliderFieldTest)
#include "slider_field_test.moc"
