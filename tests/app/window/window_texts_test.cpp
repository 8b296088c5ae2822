#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "app/documents/study_desk.h"
#include "app/window/appearance.h"
#include "app/window/main_window.h"
#include "tests/support/painted_texts.h"
#include "tests/support/qt_test.h"
#include "tests/support/window_fixture.h"
#include "widgets/panels/study/study_panel.h"
#include "widgets/views/study/study_focus.h"

#include <QTest>

namespace lfp::test::window_texts_test {

/// No text of the whole window lies over another one, is cut off or shortened: in every perspective, on a
/// small and on a large screen, and in front of a class.
class WindowTextsTest : public QObject, protected WindowTest {
  Q_OBJECT

 private slots:
  void init() { QVERIFY(starts(small)); }
  void cleanup() { window_.reset(); }

  void lie_apart_and_are_whole_data() {
    QTest::addColumn<QString>("example");
    QTest::addColumn<int>("steps");
    QTest::newRow("spirals") << QStringLiteral("two_spirals") << 60;
    QTest::newRow("maps") << QStringLiteral("digits_lenet") << 2;
    QTest::newRow("values") << QStringLiteral("sine") << 60;
    QTest::newRow("images") << QStringLiteral("autoencoder") << 4;
    QTest::newRow("by hand") << QStringLiteral("xor_by_hand") << 4;
    QTest::newRow("four runs") << QStringLiteral("three_spirals") << 40;
  }

  void lie_apart_and_are_whole() {
    QFETCH(QString, example);
    QFETCH(int, steps);
    const std::uint64_t before = newest(*window_).generation;
    QVERIFY(window_->files().open(QStringLiteral("example:") + example));
    QVERIFY(comes_true([&] { return newest(*window_).generation != before; }));
    QVERIFY(trains_to(*window_, steps));
    QStringList problems;
    for (const QSize size : {small, large})
      for (std::size_t index = 0; index < perspectives().size(); ++index) {
        window_->resize(size);
        window_->perspectives().show(static_cast<int>(index));
        note_problems(perspectives()[index].name, problems);
      }
    window_->focus().set_item(InspectedItem{.layer = 1, .unit = 0, .input = 1});
    for (const QSize size : {small, large})
      for (const PerspectiveKind kind : {PerspectiveKind::train, PerspectiveKind::microscope}) {
        window_->perspectives().show(static_cast<int>(kind));
        window_->perspectives().present(true);
        window_->appearance().start_presenting(size);
        window_->resize(size);
        note_problems(QStringLiteral("presenter, ") + perspectives()[static_cast<std::size_t>(kind)].name,
                      problems);
        window_->appearance().stop_presenting();
        window_->perspectives().present(false);
      }
    QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\n") + problems.join(QLatin1Char('\n'))));
  }

  void lie_apart_and_are_whole_in_a_study() {
    const int explore = static_cast<int>(perspectives().size()) - 1;
    window_->perspectives().show(explore);
    StudyDesk& studies = window_->studies();
    auto& panel = *window_->findChild<StudyPanel*>();
    Study study = *panel.study();
    study.experiment.stop = {.epochs = {}, .steps = 4};
    for (Axis& axis : study.axes) axis.range->steps = 3;
    Axis rules{.path = "runs[0].rule.name", .label = "Rule", .range = {}};
    for (const char* name : {"epsilon", "z_plus_z_minus"})
      rules.values.push_back({.label = name, .changes = rules.changes_to('"' + std::string(name) + '"')});
    study.axes.push_back(rules);
    panel.show_study(study);
    studies.run();
    QVERIFY(comes_true([&] { return studies.work() != nullptr && studies.work()->is_done(); }));
    window_->focus().study().choose_cell(4);
    QStringList problems;
    for (const QSize size : {small, large}) {
      window_->resize(size);
      note_problems(perspectives()[static_cast<std::size_t>(explore)].name, problems);
    }
    QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("\n") + problems.join(QLatin1Char('\n'))));
  }

 private:
  /// What is left after a moment: on a busy machine a view's numbers, and with them its layout, come late.
  void note_problems(const QString& place, QStringList& problems) {
    QVERIFY(frames_pass(window_->bridge(), 2));
    QVERIFY(comes_to_rest());
    QStringList found;
    const auto has_none = [&] {
      found = window_text_problems(*window_);
      return found.isEmpty();
    };
    constexpr int moment = 3000;  // milliseconds
    static_cast<void>(QTest::qWaitFor(has_none, moment));
    for (const QString& problem : found)
      problems << QStringLiteral("%1 at %2 × %3: %4")
                      .arg(place)
                      .arg(window_->width())
                      .arg(window_->height())
                      .arg(problem);
  }

  static constexpr QSize small{1280, 800};
  static constexpr QSize large{1920, 1080};
};

}  // namespace lfp::test::window_texts_test

LFPLAB_QT_TEST(window_texts_test, WindowTextsTest)
#include "window_texts_test.moc"
