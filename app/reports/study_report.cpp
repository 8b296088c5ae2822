#include "app/reports/study_report.h"

#include "app/reports/measure_text.h"
#include "app/reports/study_figures.h"
#include "app/reports/study_findings.h"
#include "app/reports/study_layers.h"
#include "app/reports/study_pictures.h"
#include "app/reports/study_tables.h"
#include "core/study/study_file.h"

#include <QSysInfo>
#include <algorithm>
#include <iterator>

namespace lfp {
namespace {

QString axis_text(const Axis& axis) {
  if (axis.range) {
    return QStringLiteral("%1 to %2 in %3 steps, %4")
        .arg(from_core(axis.at(0).label), from_core(axis.at(axis.count() - 1).label))
        .arg(axis.count())
        .arg(axis.range->logarithmic ? QStringLiteral("logarithmic") : QStringLiteral("linear"));
  }
  QStringList labels;
  for (std::int64_t index = 0; index < axis.count(); ++index) labels << axis_value_text(axis, index);
  return labels.join(QStringLiteral(", "));
}

QString stop_text(const StopSpec& stop) {
  if (stop.epochs) return QStringLiteral("%1 epochs").arg(*stop.epochs);
  return QStringLiteral("%1 steps").arg(stop.steps.value_or(0));
}

std::vector<std::pair<QString, QString>> facts_of(const StudyOutcome& outcome, const StoreInfo& info) {
  const Study& study = outcome.study;
  const std::int64_t missing = study.trainings() - outcome.summary.done() - outcome.summary.failed();
  QStringList seeds;
  for (const std::uint64_t seed : study.seeds) seeds << QString::number(seed);
  QStringList runs;
  for (const std::string& run : outcome.summary.runs()) runs << from_core(run);
  std::vector<std::pair<QString, QString>> facts;
  for (const Axis& axis : study.axes)
    facts.emplace_back(QStringLiteral("Axis: %1").arg(from_core(axis.title())), axis_text(axis));
  facts.emplace_back(QStringLiteral("Runs"), runs.join(QStringLiteral(", ")));
  facts.emplace_back(QStringLiteral("Data"), from_core(study.experiment.dataset.name));
  facts.emplace_back(QStringLiteral("Seeds"), seeds.join(QStringLiteral(", ")));
  if (study.seeds.size() > 1 && study.seeds.size() <= most_few_seeds)
    facts.emplace_back(
        QStringLiteral("Intervals"),
        QStringLiteral("by bootstrap over the seeds; with only %1, they are too narrow and cover "
                       "the true mean less often than in 95 % of cases")
            .arg(study.seeds.size()));
  facts.emplace_back(QStringLiteral("Stop"), stop_text(study.experiment.stop));
  facts.emplace_back(QStringLiteral("Target"), QStringLiteral("test accuracy %1").arg(study.target));
  facts.emplace_back(QStringLiteral("Trainings"), QStringLiteral("%1 done, %2 failed, %3 missing")
                                                      .arg(outcome.summary.done())
                                                      .arg(outcome.summary.failed())
                                                      .arg(missing));
  facts.emplace_back(QStringLiteral("Program"), QStringLiteral("LFP Lab %1").arg(from_core(info.program)));
  facts.emplace_back(QStringLiteral("Hash of the study"), from_core(info.hash));
  facts.emplace_back(
      QStringLiteral("System"),
      QStringLiteral("%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()));
  return facts;
}

}  // namespace

Report study_report(const StoreReader& store, const Study& study) {
  const StudySummary summary(study, store.since(0));
  const StudyOutcome outcome{.study = study, .summary = summary, .layout = layout_of(study)};
  std::vector<ReportFigure> figures = figures_of(outcome, store);
  std::ranges::move(pictures_of(outcome), std::back_inserter(figures));
  return {.title = from_core(study.name),
          .question = from_core(study.question),
          .findings = findings_of(outcome),
          .facts = facts_of(outcome, store.info()),
          .figures = std::move(figures),
          .tables = tables_of(outcome, layer_tables(outcome, store)),
          .commands = {QStringLiteral("lfplab study study.json --out again")},
          .settings = from_core(to_json(study))};
}

}  // namespace lfp
