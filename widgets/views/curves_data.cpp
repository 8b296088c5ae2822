#include "widgets/views/curves_data.h"

#include "core/exchange/csv_text.h"

#include <QStringList>
#include <algorithm>
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

std::optional<double> present_value(const RunSnapshot& run, CurveTopic topic) {
  if (!has_layer(run, topic)) return std::nullopt;
  switch (topic.kind) {
    case CurveKind::accuracy:
      return run.test_accuracy;
    case CurveKind::loss:
      return run.test_loss;
    case CurveKind::feedback_norm:
      return run.layers[topic.layer].feedback_norm;
    case CurveKind::flips:
      return static_cast<double>(run.layers[topic.layer].flipped);
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
  for (const auto& row : run.history.log) push(row->step, row->test_accuracy, row->test_loss);
  const std::int64_t now = snapshot.position.step;
  const bool is_newer = now > 0 && (curve.empty() || static_cast<double>(now) > curve.x.back());
  if (is_newer && !snapshot.running && !run.divergence) push(now, run.test_accuracy, run.test_loss);
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

void append_batches(QStringList& lines, const RunSnapshot& run) {
  const TimelineView& steps = run.history.steps;
  for (std::size_t row = 0; row < steps.rows(); ++row) {
    QStringList cells{QString::fromStdString(csv_field(run.name)), QStringLiteral("batch"),
                      QString::number(steps.first_step(row)), QString::number(steps.bin_width())};
    for (const float value : steps.row(row)) cells << number(value);
    lines << cells.join(QLatin1Char(','));
  }
}

void append_epochs(QStringList& lines, const RunSnapshot& run) {
  for (const auto& row : run.history.log) {
    QStringList cells{QString::fromStdString(csv_field(run.name)),
                      QStringLiteral("epoch"),
                      QString::number(row->step),
                      QStringLiteral("1"),
                      number(row->test_accuracy),
                      number(row->test_loss),
                      number(row->mean_feedback)};
    for (const double norm : row->feedback_norm) cells << number(norm);
    for (const std::int64_t flips : row->flips) cells << QString::number(flips);
    lines << cells.join(QLatin1Char(','));
  }
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

std::optional<double> RunCurves::value(std::optional<std::int64_t> step) const {
  if (!step && present) return present;
  const Curve& curve = main();
  if (curve.empty()) return std::nullopt;
  if (!step) return curve.y.back();
  const auto index = curve.at(static_cast<double>(*step));
  return index ? std::optional(curve.y[*index]) : std::nullopt;
}

RunCurves run_curves(const Snapshot& snapshot, std::size_t run, CurveTopic topic) {
  const RunSnapshot& source = snapshot.runs[run];
  return {.topic = topic,
          .test = test_curve(snapshot, source, topic),
          .batch = batch_curve(snapshot, source, topic),
          .present = snapshot.position.step > 0 ? present_value(source, topic) : std::nullopt};
}

QString curves_csv(const Snapshot& snapshot) {
  if (snapshot.runs.empty()) return {};
  QStringList lines{csv_header(snapshot.runs.front().layers.size()).join(QLatin1Char(','))};
  for (const RunSnapshot& run : snapshot.runs) {
    append_batches(lines, run);
    append_epochs(lines, run);
  }
  if (lines.size() == 1) return {};
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace lfp
