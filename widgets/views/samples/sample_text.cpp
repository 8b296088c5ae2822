#include "widgets/views/samples/sample_text.h"

#include "core/files/csv_text.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/csv_number.h"
#include "widgets/views/names/unit_names.h"

#include <QCoreApplication>
#include <algorithm>

namespace lfp {
namespace {

struct SampleTextWords {
  Q_DECLARE_TR_FUNCTIONS(SampleView)
};

constexpr std::int64_t most_features = 6;  // a row of the table

QString field(const QString& text) {
  return QString::fromStdString(csv_field(text.toStdString()));
}

}  // namespace

SampleText::SampleText(const Snapshot& snapshot, const SampleList& list, const RunChooser& runs)
    : list_(list), chooser_(runs), classes_(class_names(snapshot)), is_difference_(runs.is_difference()) {
  for (const RunSnapshot& run : snapshot.runs) run_names_ << QString::fromStdString(run.name);
}

std::vector<std::size_t> SampleText::runs() const {
  return is_difference_ ? std::vector<std::size_t>{0, 1} : chooser_.shown();
}

QString SampleText::label(std::int64_t sample) const {
  const Samples& samples = list_.set();
  const auto index = static_cast<std::size_t>(sample);
  if (index < samples.labels.size()) {
    const std::int32_t label = samples.labels[index];
    return label < classes_.size() ? classes_[label] : QString::number(label);
  }
  QStringList values;
  const auto outputs = static_cast<std::size_t>(samples.outputs);
  for (std::size_t output = 0; output < outputs; ++output)
    values << number_text(static_cast<double>(samples.targets[index * outputs + output]));
  return values.join(QStringLiteral(", "));
}

QString SampleText::short_answer(std::size_t run, std::int64_t sample) const {
  const auto predicted = list_.predicted(run, sample);
  if (!predicted) return {};
  return *predicted < classes_.size() ? classes_[*predicted].left(3) : QString::number(*predicted);
}

/// "7 98.1 %", or a dash.
QString SampleText::answer(std::size_t run, std::int64_t sample) const {
  const auto predicted = list_.predicted(run, sample);
  if (!predicted) return QStringLiteral("–");
  return QStringLiteral("%1 %2").arg(classes_.value(*predicted),
                                     percent_text(static_cast<double>(*list_.probability(run, sample))));
}

/// "7, +3.2 pt", or "7, not 1".
QString SampleText::difference(std::int64_t sample) const {
  const auto a = list_.predicted(0, sample);
  const auto b = list_.predicted(1, sample);
  if (!a || !b) return QStringLiteral("–");
  if (*a != *b) return SampleTextWords::tr("%1, not %2").arg(classes_.value(*a), classes_.value(*b));
  return QStringLiteral("%1, %2").arg(classes_.value(*a), points_text(*list_.certainty_difference(sample)));
}

QStringList SampleText::column_titles() const {
  QStringList titles{SampleTextWords::tr("sample"),
                     has_classes() ? SampleTextWords::tr("label") : SampleTextWords::tr("target")};
  if (has_classes() && is_difference_) {
    titles << SampleTextWords::tr("A − B");
  } else if (has_classes()) {
    for (const std::size_t run : chooser_.shown()) titles << run_letter(static_cast<int>(run));
  }
  const std::int64_t features = std::min(most_features, list_.dataset()->shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature)
    titles << SampleTextWords::tr("x%1").arg(feature + 1);
  return titles;
}

QStringList SampleText::columns(std::int64_t sample) const {
  QStringList columns{count_text(sample + 1), label(sample)};
  if (has_classes() && is_difference_) {
    columns << difference(sample);
  } else if (has_classes()) {
    for (const std::size_t run : chooser_.shown()) columns << answer(run, sample);
  }
  const auto input = list_.set().input(sample);
  const std::int64_t features = std::min(most_features, list_.dataset()->shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature)
    columns << number_text(static_cast<double>(input[static_cast<std::size_t>(feature)]));
  return columns;
}

QString SampleText::tip_title(std::int64_t sample) const {
  const QString number = count_text(sample + 1);
  return list_.is_from_test() ? SampleTextWords::tr("Test sample %1").arg(number)
                              : SampleTextWords::tr("Training sample %1").arg(number);
}

QStringList SampleText::tip_lines(std::int64_t sample) const {
  QStringList lines;
  lines << (has_classes() ? SampleTextWords::tr("label %1") : SampleTextWords::tr("target %1"))
               .arg(label(sample));
  for (const std::size_t run : runs()) {
    const auto predicted = list_.predicted(run, sample);
    if (!predicted) continue;
    lines << SampleTextWords::tr("%1 predicts %2, %3")
                 .arg(run_letter(static_cast<int>(run)), classes_.value(*predicted),
                      percent_text(static_cast<double>(*list_.probability(run, sample))));
  }
  if (is_difference_) lines << SampleTextWords::tr("A − B: %1").arg(difference(sample));
  return lines;
}

QString SampleText::table_heading() const {
  QString text = QStringLiteral("sample,label");
  for (const std::size_t run : runs()) {
    const QString name = run_names_.value(static_cast<qsizetype>(run));
    text += QStringLiteral(",%1,%2").arg(field(name), field(name + QStringLiteral(" probability")));
  }
  return is_difference_ ? text + QLatin1Char(',') + SampleTextWords::tr("A − B") : text;
}

QString SampleText::table() const {
  QString text = table_heading() + QLatin1Char('\n');
  const auto shown = runs();
  for (const std::int64_t sample : list_.indices()) {
    text += QString::number(sample + 1) + QLatin1Char(',') + field(label(sample));
    for (const std::size_t run : shown) {
      const auto predicted = list_.predicted(run, sample);
      text += predicted ? QStringLiteral(",%1,%2").arg(field(classes_.value(*predicted)),
                                                       csv_number(*list_.probability(run, sample)))
                        : QStringLiteral(",,");
    }
    if (is_difference_) {
      const auto difference = list_.certainty_difference(sample);
      text += QLatin1Char(',') + (difference ? csv_number(static_cast<float>(*difference)) : QString());
    }
    text += QLatin1Char('\n');
  }
  return text;
}

}  // namespace lfp
