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

void add_test(Curve& curve, CurveTopic topic, std::int64_t step, double accuracy, double loss) {
  curve.x.push_back(static_cast<double>(step));
  curve.y.push_back(topic.kind == CurveKind::accuracy ? accuracy : loss);
}

Curve logged_tests(const RunHistory& history, CurveTopic topic, std::int64_t last_step) {
  Curve curve;
  if (!is_tested(topic)) return curve;
  for (const auto& row : history.log)
    if (row->step <= last_step) add_test(curve, topic, row->step, row->test_accuracy, row->test_loss);
  return curve;
}

Curve test_curve(const Snapshot& snapshot, const RunSnapshot& run, CurveTopic topic) {
  const std::int64_t now = snapshot.position.step;
  Curve curve = logged_tests(run.history, topic, now);
  if (!is_tested(topic)) return curve;
  const bool is_newer = now > 0 && (curve.empty() || static_cast<double>(now) > curve.x.back());
  if (is_newer && !snapshot.running && run.tested_step == now && !run.divergence)
    add_test(curve, topic, now, run.test_accuracy, run.test_loss);
  return curve;
}

Curve batch_curve(const TimelineView& steps, std::size_t layers, CurveTopic topic, std::int64_t last_step) {
  Curve curve;
  if (steps.empty()) return curve;
  const std::size_t column = column_of(topic, layers);
  curve.half_bin = static_cast<double>(steps.bin_width() - 1) / 2.0;
  curve.x.reserve(steps.rows());
  curve.y.reserve(steps.rows());
  for (std::size_t row = 0; row < steps.rows(); ++row) {
    curve.x.push_back(static_cast<double>(steps.first_step(row)) + curve.half_bin);
    curve.y.push_back(static_cast<double>(steps.at(row, column)));
  }
  // The last bin may not be full yet.
  const auto end = static_cast<double>(std::max(last_step, steps.first_step(steps.rows() - 1)));
  curve.x.back() = std::min(curve.x.back(), end);
  return curve;
}

/// The part of `whole` after `now`, beginning with the last value of the present.
Curve rest_of(const Curve& whole, const Curve& present, std::int64_t now) {
  Curve rest;
  rest.half_bin = whole.half_bin;
  const auto first =
      std::upper_bound(whole.x.begin(), whole.x.end(), static_cast<double>(now)) - whole.x.begin();
  if (first == std::ssize(whole.x)) return rest;
  if (!present.empty()) {
    rest.x.push_back(present.x.back());
    rest.y.push_back(present.y.back());
  }
  rest.x.insert(rest.x.end(), whole.x.begin() + first, whole.x.end());
  rest.y.insert(rest.y.end(), whole.y.begin() + first, whole.y.end());
  return rest;
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

/// The rows of a run, or of a run less another one, after the cells that they begin with.
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

const Curve& RunCurves::main_of(const MeasuredCurves& curves) const {
  return is_tested(topic) ? curves.test : curves.batch;
}

bool RunCurves::has_thin() const {
  return is_tested(topic);
}

const Curve& RunCurves::read_at(std::int64_t at) const {
  return at > step && !main_ahead().empty() ? main_ahead() : main();
}

std::optional<CurveValue> RunCurves::value(std::optional<std::int64_t> at) const {
  if (!at && present) return present;
  const Curve& curve = at ? read_at(*at) : main();
  if (curve.empty()) return std::nullopt;
  const auto index = at ? curve.at(static_cast<double>(*at)) : curve.x.size() - 1;
  if (!index) return std::nullopt;
  const double x = curve.x[*index];
  const bool is_of_bin = at && std::abs(x - static_cast<double>(*at)) <= curve.half_bin;
  return CurveValue{curve.y[*index], is_of_bin ? *at : std::llround(x + curve.half_bin)};
}

RunCurves run_curves(const Snapshot& snapshot, std::size_t run, CurveTopic topic) {
  const RunSnapshot& source = snapshot.runs[run];
  const std::int64_t now = snapshot.position.step;
  RunCurves curves{.topic = topic,
                   .now = {.test = test_curve(snapshot, source, topic), .batch = {}},
                   .ahead = {},
                   .step = now,
                   .present = present_value(snapshot, run, topic)};
  if (!has_layer(source, topic)) return curves;
  const std::size_t layers = source.layers.size();
  curves.now.batch = batch_curve(source.history.steps, layers, topic, now);
  if (!source.ahead) return curves;
  const auto& [history, last_step] = *source.ahead;
  curves.ahead.test = rest_of(logged_tests(history, topic, last_step), curves.now.test, now);
  curves.ahead.batch = rest_of(batch_curve(history.steps, layers, topic, last_step), curves.now.batch, now);
  return curves;
}

RunCurves curve_difference(const RunCurves& a, const RunCurves& b) {
  const auto less = [](const MeasuredCurves& one, const MeasuredCurves& other) {
    return MeasuredCurves{.test = difference_of(one.test, other.test),
                          .batch = difference_of(one.batch, other.batch)};
  };
  RunCurves result{.topic = a.topic,
                   .now = less(a.now, b.now),
                   .ahead = less(a.ahead, b.ahead),
                   .step = a.step,
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
