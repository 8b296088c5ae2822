#include "widgets/editing/study_settings.h"

#include "core/base/error.h"
#include "core/study/study_file.h"
#include "tests/support/qt_test.h"
#include "tests/support/small_experiment.h"

#include <QSet>
#include <QTest>

namespace lfp::test::study_settings_test {

class StudySettingsTest : public QObject {
  Q_OBJECT

 private slots:
  void everything_that_is_offered_can_be_studied() {
    Experiment experiment = small_experiment();
    experiment.stop.epochs = 2;
    const auto settings = study_settings(experiment);
    QVERIFY(settings.size() > 15);
    QSet<QString> seen;
    for (const StudySetting& setting : settings) {
      const QString path = QString::fromStdString(setting.path);
      QVERIFY2(!seen.contains(path), qPrintable(path + " is offered twice"));
      seen.insert(path);
      Axis axis{.path = setting.path, .label = setting.title().toStdString(), .range = {}};
      if (setting.is_numeric()) axis.range = setting.range;
      for (const std::string& name : setting.names)
        axis.values.push_back({.label = name, .changes = {{.path = setting.path, .value = name}}});
      Study study;
      study.experiment = experiment;
      study.axes = {axis};
      try {
        QCOMPARE(parse_study(to_json(study), {.name = "study"}).axes[0].count(), axis.count());
      } catch (const Error& error) {
        QFAIL(error.what());
      }
    }
  }

  void what_all_runs_have_comes_first() {
    const auto settings = study_settings(small_experiment());
    QCOMPARE(settings.front().path, std::string("runs[*].optimiser.learning_rate"));
    Experiment single = small_experiment();
    single.runs.resize(1);
    QCOMPARE(study_settings(single).front().path, std::string("runs[0].optimiser.learning_rate"));
  }
};

}  // namespace lfp::test::study_settings_test

LFPLAB_QT_TEST(study_settings_test, StudySettingsTest)
#include "study_settings_test.moc"
