#include "widgets/views/curves/curves_data.h"

#include "core/files/csv_text.h"
#include "widgets/views/names/score.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <string>

namespace lfp {

namespace {

std::size_t column_of(CurveTopic topic, std::size_t layers) {
  switch (topic.kind) {
    case CurveKind::accuracy:
      return StepColumns::batch_accuracy;
    case CurveKind::loss:
      return StepColumns::batch_loss;
    case CurveKind::mean_feedback:
      return StepColumns::mean_feedback;
    case CurveKind::feedback_norm:
      return StepColumns::feedback_norm(topic.layer);
    case CurveKind::flips:
      return StepColumns::flips(topic.layer, layers);
  }
  return 0;
}

bool is_tested(CurveTopic topic) {
  return topic.kind == CurveKind::accuracy || topic.kind == CurveKind::loss;
}

bool has_layer(const RunSnapshot& run, CurveTopic topic) {
  const bool is_per_layer = topic.kind == CurveKind::feedback_norm || topic.kind == CurveKind::flips;
  return !is_per_layer || topic.layer < run.layers.size();
}

std::optional<CurveValue> present_value(const Snapshot& snapshot, std::size_t index, CurveTopic topic) {
  const RunSnapshot& run = snapshot.runs[index];
  const std::int64_t now = snapshot.position.step;
  if (!has_layer(run, topic) || now == 0) return std::nullopt;
  const auto tested = tested_step(snapshot, index);
  switch (topic.kind) {
    case CurveKind::accuracy:
      return tested ? std::optional(CurveValue{run.test_accuracy, *tested}) : std::nullopt;
    case CurveKind::loss:
      return tested ? std::optional(CurveValue{run.test_loss, *tested}) : std::nullopt;
    case CurveKind::feedback_norm:
      return CurveValue{run.layers[topic.layer].feedback_norm, now};
    case CurveKind::flips:
      return CurveValue{static_cast<double>(run.layers[topic.layer].flipped), now};
    case CurveKind::mean_feedback:
      break;
  }
  return std::nullopt;
}

Curve test_curve(const Snapshot& snapshot, const RunSnapshot& run, CurveTopic topic) {
  Curve curve;
  if (!is_tested(topic)) return curve;
  const auto push = [&](std::int64_t step, double accuracy, double loss) {
    curve.x.push_back(static_cast<double>(step));
    curve.y.push_back(topic.kind == CurveKind::accuracy ? accuracy : loss);
  };
  const std::int64_t now = snapshot.position.step;
  for (const auto& row : run.history.log)
    if (row->step <= now) push(row->step, row->test_accuracy, row->test_loss);
  const bool is_newer = now > 0 && (curve.empty() || static_cast<double>(now) > curve.x.back());
  if (is_newer && !snapshot.running && run.tested_step == now && !run.divergence)
    push(now, run.test_accuracy, run.test_loss);
  return curve;
}

Curve batch_curve(const Snapshot& snapshot, const RunSnapshot& run, CurveTopic topic) {
  Curve curve;
  const TimelineView& steps = run.history.steps;
  if (!has_layer(run, topic) || steps.empty()) return curve;
  const std::size_t column = column_of(topic, run.layers.size());
  curve.half_bin = static_cast<double>(steps.bin_width() - 1) / 2.0;
  curve.x.reserve(steps.rows());
  curve.y.reserve(steps.rows());
  for (std::size_t row = 0; row < steps.rows(); ++row) {
    curve.x.push_back(static_cast<double>(steps.first_step(row)) + curve.half_bin);
    curve.y.push_back(static_cast<double>(steps.at(row, column)));
  }
  // The last bin may not be full yet.
  const auto now = static_cast<double>(std::max(snapshot.position.step, steps.first_step(steps.rows() - 1)));
  curve.x.back() = std::min(curve.x.back(), now);
  return curve;
}

template <class Number>
QString number(Number value) {
  return QString::fromStdString(shortest(value));
}

QStringList csv_header(std::size_t layers) {
  QStringList header{QStringLiteral("run"),          QStringLiteral("kind"),     QStringLiteral("step"),
                     QStringLiteral("steps"),        QStringLiteral("accuracy"), QStringLiteral("loss"),
                     QStringLiteral("mean_feedback")};
  for (const char* name : {"feedback_norm_%1", "flips_%1"}) {
    for (std::size_t layer = 1; layer <= layers; ++layer) header << QString::fromLatin1(name).arg(layer);
  }
  return header;
}

/// Rows of a run, or of a run less another one, by what they begin with.
class CsvRows {
 public:
  CsvRows(QStringList& lines, const RunSnapshot& run, const RunSnapshot* less)
      : lines_(lines), run_(run), less_(less) {
    name_ =
        less ? QCoreApplication::translate("Heatmaps", "A − B") : QString::fromStdString(csv_field(run.name));
  }

  void append_batches() {
    const TimelineView& steps = run_.history.steps;
    const TimelineView* others = less_ ? &less_->history.steps : nullptr;
    const std::size_t rows = others ? std::min(steps.rows(), others->rows()) : steps.rows();
    for (std::size_t row = 0; row < rows; ++row) {
      QStringList cells{name_, QStringLiteral("batch"), QString::number(steps.first_step(row)),
                        QString::number(steps.bin_width())};
      for (std::size_t column = 0; column < steps.row(row).size(); ++column)
        cells << number(steps.at(row, column) - (others ? others->at(row, column) : 0.0F));
      lines_ << cells.join(QLatin1Char(','));
    }
  }

  void append_epochs() {
    const auto& log = run_.history.log;
    const std::size_t rows = less_ ? std::min(log.size(), less_->history.log.size()) : log.size();
    for (std::size_t row = 0; row < rows; ++row)
      append_epoch(*log[row], less_ ? less_->history.log[row].get() : nullptr);
  }

 private:
  void append_epoch(const LogRow& row, const LogRow* other) {
    const auto value = [&](double LogRow::*of) { return number(row.*of - (other ? other->*of : 0.0)); };
    QStringList cells{name_,
                      QStringLiteral("epoch"),
                      QString::number(row.step),
                      QStringLiteral("1"),
                      value(&LogRow::test_accuracy),
                      value(&LogRow::test_loss),
                      value(&LogRow::mean_feedback)};
    for (std::size_t layer = 0; layer < row.feedback_norm.size(); ++layer)
      cells << number(row.feedback_norm[layer] - (other ? other->feedback_norm[layer] : 0.0));
    for (std::size_t layer = 0; layer < row.flips.size(); ++layer)
      cells << QString::number(row.flips[layer] - (other ? other->flips[layer] : 0));
    lines_ << cells.join(QLatin1Char(','));
  }

  QStringList& lines_;
  const RunSnapshot& run_;
  const RunSnapshot* less_;
  QString name_;
};

QString csv_text(const QStringList& lines) {
  return lines.size() == 1 ? QString() : lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

Curve difference_of(const Curve& a, const Curve& b) {
  Curve curve;
  curve.half_bin = a.half_bin;
  for (std::size_t at = 0; at < a.x.size(); ++at) {
    const auto other = b.at(a.x[at]);
    if (!other) continue;
    curve.x.push_back(a.x[at]);
    curve.y.push_back(a.y[at] - b.y[*other]);
  }
  return curve;
}

}  // namespace

std::optional<std::size_t> Curve::at(double step) const {
  const auto after = std::upper_bound(x.begin(), x.end(), step + half_bin);
  if (after == x.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - x.begin()) - 1;
}

const Curve& RunCurves::main() const {
  return is_tested(topic) ? test : batch;
}

std::optional<CurveValue> RunCurves::value(std::optional<std::int64_t> step) const {
  if (!step && present) return present;
  const Curve& curve = main();
  if (curve.empty()) return std::nullopt;
  const auto index = step ? curve.at(static_cast<double>(*step)) : curve.x.size() - 1;
  if (!index) return std::nullopt;
  const double x = curve.x[*index];
  const bool is_of_bin = step && std::abs(x - static_cast<double>(*step)) <= curve.half_bin;
  return CurveValue{curve.y[*index], is_of_bin ? *step : std::llround(x + curve.half_bin)};
}

RunCurves run_curves(const Snapshot& snapshot, std::size_t run, CurveTopic topic) {
  const RunSnapshot& source = snapshot.runs[run];
  return {.topic = topic,
          .test = test_curve(snapshot, source, topic),
          .batch = batch_curve(snapshot, source, topic),
          .present = present_value(snapshot, run, topic)};
}

RunCurves curve_difference(const RunCurves& a, const RunCurves& b) {
  RunCurves result{.topic = a.topic,
                   .test = difference_of(a.test, b.test),
                   .batch = difference_of(a.batch, b.batch),
                   .present = std::nullopt};
  if (a.present && b.present && a.present->step == b.present->step)
    result.present = CurveValue{a.present->value - b.present->value, a.present->step};
  return result;
}

QString curves_csv(const Snapshot& snapshot, const std::vector<bool>& shown) {
  if (snapshot.runs.empty()) return {};
  QStringList lines{csv_header(snapshot.runs.front().layers.size()).join(QLatin1Char(','))};
  for (std::size_t run = 0; run < snapshot.runs.size(); ++run) {
    if (run < shown.size() && !shown[run]) continue;
    CsvRows rows(lines, snapshot.runs[run], nullptr);
    rows.append_batches();
    rows.append_epochs();
  }
  return csv_text(lines);
}

QString curve_difference_csv(const Snapshot& snapshot) {
  if (snapshot.runs.size() < 2) return {};
  QStringList lines{csv_header(snapshot.runs.front().layers.size()).join(QLatin1Char(','))};
  CsvRows rows(lines, snapshot.runs[0], &snapshot.runs[1]);
  rows.append_batches();
  rows.append_epochs();
  return csv_text(lines);
}

}  // namespace lfp
