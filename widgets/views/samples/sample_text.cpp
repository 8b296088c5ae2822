#include "widgets/views/samples/sample_text.h"

#include "core/files/csv_text.h"
#include "widgets/controls/run_badge.h"
#include "widgets/style/number_text.h"
#include "widgets/views/export/csv_number.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace lfp {
namespace {

struct SampleTextWords {
  Q_DECLARE_TR_FUNCTIONS(SampleView)
};

constexpr std::int64_t most_features = 6;  // a row of the table

QString field(const QString& text) {
  return QString::fromStdString(csv_field(text.toStdString()));
}

QString joined(const std::vector<double>& values) {
  QStringList texts;
  for (const double value : values) texts << number_text(value);
  return texts.join(QStringLiteral(", "));
}

QString or_dash(const QString& text) {
  return text.isEmpty() ? QStringLiteral("–") : text;
}

}  // namespace

SampleText::SampleText(const Snapshot& snapshot, const SampleList& list, const RunChooser& runs)
    : list_(list),
      chooser_(runs),
      answer_(snapshot.experiment && snapshot.experiment->autoencode ? Answer::reproductions
              : learns_values(snapshot)                              ? Answer::values
                                                                     : Answer::classes),
      classes_(class_names(snapshot)),
      is_difference_(runs.is_difference()) {
  for (const RunSnapshot& run : snapshot.runs) run_names_ << QString::fromStdString(run.name);
}

std::vector<std::size_t> SampleText::runs() const {
  return is_difference_ ? std::vector<std::size_t>{0, 1} : chooser_.shown();
}

QString SampleText::label(std::int64_t sample) const {
  const Samples& samples = list_.set();
  const auto index = static_cast<std::size_t>(sample);
  if (index >= samples.labels.size()) return joined(list_.targets(sample));
  const std::int32_t label = samples.labels[index];
  return label < classes_.size() ? classes_[label] : QString::number(label);
}

QString SampleText::short_answer(std::size_t run, std::int64_t sample) const {
  if (answer_ != Answer::classes) {
    const auto error = list_.error(run, sample);
    return error ? QString::number(std::abs(*error), 'f', 2) : QString();
  }
  const auto predicted = list_.predicted(run, sample);
  if (!predicted) return {};
  return *predicted < classes_.size() ? classes_[*predicted].left(3) : QString::number(*predicted);
}

QString SampleText::widest_tile_words() const {
  if (answer_ == Answer::classes) return {};
  QString words = QStringLiteral("MM");
  for (std::size_t run = 0; run < runs().size(); ++run) words += QStringLiteral(" 0.00");
  return words;
}

/// "7 98.1 %", the values, or a dash.
QString SampleText::answer(std::size_t run, std::int64_t sample) const {
  if (answer_ == Answer::values) return or_dash(joined(list_.values(run, sample)));
  const auto predicted = list_.predicted(run, sample);
  if (!predicted) return QStringLiteral("–");
  return QStringLiteral("%1 %2").arg(classes_.value(*predicted),
                                     percent_text(static_cast<double>(*list_.probability(run, sample))));
}

QString SampleText::error(std::size_t run, std::int64_t sample) const {
  const auto error = list_.error(run, sample);
  if (!error) return QStringLiteral("–");
  return answer_ == Answer::values && list_.set().outputs == 1 ? signed_text(*error) : number_text(*error);
}

/// "7, +3.2 pt", or "7, not 1"; of values the difference, of reproductions that of the errors.
QString SampleText::difference(std::int64_t sample) const {
  if (answer_ == Answer::values) {
    const auto a = list_.values(0, sample);
    const auto b = list_.values(1, sample);
    QStringList texts;
    for (std::size_t output = 0; output < std::min(a.size(), b.size()); ++output)
      texts << signed_text(a[output] - b[output]);
    return or_dash(texts.join(QStringLiteral(", ")));
  }
  if (answer_ == Answer::reproductions) {
    const auto a = list_.error(0, sample);
    const auto b = list_.error(1, sample);
    return a && b ? signed_text(*a - *b) : QStringLiteral("–");
  }
  const auto a = list_.predicted(0, sample);
  const auto b = list_.predicted(1, sample);
  if (!a || !b) return QStringLiteral("–");
  if (*a != *b) return SampleTextWords::tr("%1, not %2").arg(classes_.value(*a), classes_.value(*b));
  return QStringLiteral("%1, %2").arg(classes_.value(*a), points_text(*list_.certainty_difference(sample)));
}

std::vector<SampleColumn> SampleText::column_titles() const {
  std::vector<SampleColumn> titles{
      {SampleTextWords::tr("sample")},
      {list_.set().labels.empty() ? SampleTextWords::tr("target") : SampleTextWords::tr("label")}};
  if (is_difference_) {
    titles.push_back({SampleTextWords::tr("A − B")});
  } else {
    for (const std::size_t run : chooser_.shown()) {
      const QString letter = run_letter(static_cast<int>(run));
      if (answer_ != Answer::reproductions) titles.push_back({letter, run});
      if (answer_ != Answer::classes) titles.push_back({SampleTextWords::tr("%1 error").arg(letter), run});
    }
  }
  const std::int64_t features = std::min(most_features, list_.dataset()->shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature)
    titles.push_back({SampleTextWords::tr("x%1").arg(feature + 1)});
  return titles;
}

std::vector<SampleColumn> SampleText::columns(std::int64_t sample) const {
  std::vector<SampleColumn> columns{{count_text(sample + 1)}, {label(sample)}};
  if (is_difference_) {
    columns.push_back({difference(sample)});
  } else {
    for (const std::size_t run : chooser_.shown()) {
      if (answer_ != Answer::reproductions) columns.push_back({answer(run, sample), run});
      if (answer_ != Answer::classes) columns.push_back({error(run, sample), run});
    }
  }
  const auto input = list_.set().input(sample);
  const std::int64_t features = std::min(most_features, list_.dataset()->shape.size());
  for (std::int64_t feature = 0; feature < features; ++feature)
    columns.push_back({number_text(static_cast<double>(input[static_cast<std::size_t>(feature)]))});
  return columns;
}

QString SampleText::tip_title(std::int64_t sample) const {
  const QString number = count_text(sample + 1);
  return list_.is_from_test() ? SampleTextWords::tr("Test sample %1").arg(number)
                              : SampleTextWords::tr("Training sample %1").arg(number);
}

QString SampleText::tip_line(std::size_t run, std::int64_t sample) const {
  const QString letter = run_letter(static_cast<int>(run));
  if (answer_ == Answer::reproductions)
    return list_.error(run, sample) ? SampleTextWords::tr("%1: error %2").arg(letter, error(run, sample))
                                    : QString();
  if (answer_ == Answer::values)
    return list_.error(run, sample) ? SampleTextWords::tr("%1 predicts %2, error %3")
                                          .arg(letter, answer(run, sample), error(run, sample))
                                    : QString();
  const auto predicted = list_.predicted(run, sample);
  if (!predicted) return {};
  return SampleTextWords::tr("%1 predicts %2, %3")
      .arg(letter, classes_.value(*predicted),
           percent_text(static_cast<double>(*list_.probability(run, sample))));
}

QStringList SampleText::tip_lines(std::int64_t sample) const {
  QStringList lines;
  lines << (list_.set().labels.empty() ? SampleTextWords::tr("target %1") : SampleTextWords::tr("label %1"))
               .arg(label(sample));
  for (const std::size_t run : runs())
    if (const QString line = tip_line(run, sample); !line.isEmpty()) lines << line;
  if (is_difference_) lines << SampleTextWords::tr("A − B: %1").arg(difference(sample));
  return lines;
}

QString SampleText::table_heading() const {
  QString text = answer_ == Answer::values ? QStringLiteral("sample,target") : QStringLiteral("sample,label");
  for (const std::size_t run : runs()) {
    const QString name = run_names_.value(static_cast<qsizetype>(run));
    if (answer_ != Answer::reproductions) text += QLatin1Char(',') + field(name);
    text += QLatin1Char(',') + field(name + (answer_ == Answer::classes ? QStringLiteral(" probability")
                                                                        : QStringLiteral(" error")));
  }
  return is_difference_ ? text + QLatin1Char(',') + SampleTextWords::tr("A − B") : text;
}

/// A run's answer and how sure it is or how far off, each after a comma.
QString SampleText::table_cells(std::size_t run, std::int64_t sample) const {
  if (answer_ == Answer::classes) {
    const auto predicted = list_.predicted(run, sample);
    return predicted ? QStringLiteral(",%1,%2").arg(field(classes_.value(*predicted)),
                                                    csv_number(*list_.probability(run, sample)))
                     : QStringLiteral(",,");
  }
  QStringList values;
  for (const double value : list_.values(run, sample)) values << csv_number(static_cast<float>(value));
  const auto error = list_.error(run, sample);
  const QString cell = QLatin1Char(',') + (error ? csv_number(static_cast<float>(*error)) : QString());
  return answer_ == Answer::values ? QLatin1Char(',') + field(values.join(QLatin1Char(' '))) + cell : cell;
}

QString SampleText::table() const {
  QString text = table_heading() + QLatin1Char('\n');
  const auto shown = runs();
  for (const std::int64_t sample : list_.indices()) {
    text += QString::number(sample + 1) + QLatin1Char(',') + field(label(sample));
    for (const std::size_t run : shown) text += table_cells(run, sample);
    if (is_difference_ && answer_ == Answer::classes) {
      const auto difference = list_.certainty_difference(sample);
      text += QLatin1Char(',') + (difference ? csv_number(static_cast<float>(*difference)) : QString());
    } else if (is_difference_) {
      text += QLatin1Char(',') + field(difference(sample));
    }
    text += QLatin1Char('\n');
  }
  return text;
}

}  // namespace lfp
