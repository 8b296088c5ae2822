#include "widgets/style/colour_map.h"
#include "widgets/style/number_text.h"
#include "widgets/views/names/score.h"
#include "widgets/views/names/unit_names.h"
#include "widgets/views/network/scene/network_scene_parts.h"

#include <QFontMetricsF>
#include <QRectF>
#include <algorithm>
#include <cmath>

namespace lfp::network_parts {
namespace {

/// Sizes in pixels at 100 %.
constexpr double bar_height = 6;
constexpr double probability_width = 48;
constexpr double feedback_width = 62;

/// Returns the numbers beside the outputs of one sample: probabilities, or the output values themselves.
std::vector<float> answers(const SceneRequest& request) {
  const SampleSnapshot* sample = shown_sample(request);
  if (!sample) return {};
  const bool of_values = learns_values(*request.snapshot);
  const auto of = [of_values](const SampleSnapshot& one) {
    if (of_values) return one.outputs;
    // The single output of two classes stands for class 1.
    if (one.outputs.size() == 1 && one.probabilities.size() == 2) return std::vector{one.probabilities[1]};
    return one.probabilities;
  };
  auto values = of(*sample);
  if (request.options.subtracted) {
    const auto& other = request.snapshot->runs[*request.options.subtracted].sample;
    const auto subtracted = other ? of(*other) : std::vector<float>{};
    if (subtracted.size() != values.size()) return {};
    std::transform(values.begin(), values.end(), subtracted.begin(), values.begin(), std::minus<>());
  }
  return values;
}

/// Writes the rows beside the outputs; their height determines how much each row shows.
class ReadOuts {
 public:
  ReadOuts(NetworkScene& scene, const SceneRequest& request)
      : scene_(scene),
        request_(request),
        theme_(request.theme),
        outputs_(scene.layout.outputs()),
        is_difference_(request.options.subtracted.has_value()),
        feedback_(unit_values(*request.snapshot, request.options, outputs_.layer, NeuronColour::feedback)),
        of_values_(learns_values(*request.snapshot)),
        answers_(answers(request)) {
    for (const float value : feedback_)
      if (std::isfinite(value)) largest_ = std::max(largest_, std::abs(value));
    row_height_ = outputs_.units > 1 ? outputs_.spacing : scene.size.height();
  }

  void add() {
    if (outputs_.kind != NetworkColumn::Kind::discs || row_height_ < theme_.px(12)) return;
    if (request_.options.one_sample && !feedback_.empty()) add_headings();
    for (std::int64_t unit = 0; unit < outputs_.units; ++unit) add_row(unit);
  }

 private:
  double left() const { return scene_.layout.read_out_left; }
  double right() const { return scene_.layout.read_out_right; }
  double probability_right() const { return right() - theme_.px(feedback_width + 8); }
  bool has_two_lines() const { return row_height_ >= theme_.px(30); }

  void add_headings() {
    const double y = std::min(scene_.layout.heading_y, outputs_.centre(0).y() - theme_.px(24));
    if (scene_.layout.has_answers)
      add_text(scene_, {probability_right(), y}, Qt::AlignRight,
               of_values_ ? Words::tr("output") : Words::tr("p"), theme_.small(), theme_.muted_text);
    add_text(scene_, {right(), y}, Qt::AlignRight, Words::tr("feedback R"), theme_.small(),
             theme_.muted_text);
  }

  void add_row(std::int64_t unit) {
    const double y = outputs_.centre(unit).y();
    if (request_.snapshot->dataset->is_planar() && !of_values_) {
      scene_.marks.push_back({.centre = {left() - theme_.px(14), y},
                              .size = 1.0 * theme_.px(11),
                              .class_index = outputs_.units == 1 ? 1 : static_cast<int>(unit)});
    }
    if (request_.options.one_sample)
      add_sample_row(unit, y);
    else
      add_mean_row(unit, y);
  }

  QString elided_name(std::int64_t unit, const QFont& font, double width) const {
    return QFontMetricsF(font).elidedText(output_name(*request_.snapshot, unit), Qt::ElideRight, width);
  }

  void add_mean_row(std::int64_t unit, double y) {
    const auto at = static_cast<std::size_t>(unit);
    const double half = has_two_lines() ? theme_.px(8) : 0.0;
    const QFont name_font = theme_.body();
    const QString name = elided_name(unit, name_font, right() - left());
    const double width = add_text(scene_, {left(), y - half}, Qt::AlignLeft, name, name_font, theme_.text);
    if (at >= feedback_.size()) return;
    const double x = has_two_lines() ? left() : left() + width + theme_.px(8);
    const QString prefix = is_difference_ ? Words::tr("ΔR %1") : Words::tr("R %1");
    if (has_two_lines() || row_height_ >= theme_.px(16))
      add_text(scene_, {x, y + half}, Qt::AlignLeft, prefix.arg(signed_compact_text(feedback_[at])),
               theme_.bold(), theme_.text);
  }

  void add_sample_row(std::int64_t unit, double y) {
    const auto at = static_cast<std::size_t>(unit);
    const SampleSnapshot* sample = shown_sample(request_);
    const bool is_predicted = sample && is_answer(sample->prediction, unit) && !is_difference_;
    if (is_predicted) add_highlight(y);
    const QFont font = theme_.bold();
    const double room =
        probability_right() - left() - (scene_.layout.has_answers ? theme_.px(probability_width) : 0);
    const bool is_label = sample && is_answer(sample->label, unit) && has_two_lines();
    add_text(scene_, {left(), is_label ? y - theme_.px(6) : y}, Qt::AlignLeft, elided_name(unit, font, room),
             font, theme_.text);
    if (is_label)
      add_text(scene_, {left(), y + theme_.px(8)}, Qt::AlignLeft, Words::tr("label"), theme_.small(),
               theme_.muted_text);
    const QFont numbers = is_predicted ? theme_.bold() : theme_.small();
    const double text_y = has_two_lines() ? y - theme_.px(6) : y;
    if (at < answers_.size() && scene_.layout.has_answers) {
      const QString text = of_values_       ? compact_text(answers_[at])
                           : is_difference_ ? points_text(answers_[at])
                                            : percent_text(answers_[at]);
      add_text(scene_, {probability_right(), text_y}, Qt::AlignRight, text, numbers, theme_.text);
      if (has_two_lines() && !is_difference_ && !of_values_) add_probability_bar(answers_[at], y);
    }
    if (at < feedback_.size()) {
      add_text(scene_, {right(), text_y}, Qt::AlignRight, signed_compact_text(feedback_[at]), numbers,
               theme_.text);
      if (has_two_lines()) add_feedback_bar(feedback_[at], y);
    }
  }

  /// Returns whether the output stands for that class.
  bool is_answer(std::int64_t label, std::int64_t unit) const {
    if (of_values_) return false;
    return outputs_.units == 1 ? label == 1 : label == unit;
  }

  void add_highlight(double y) {
    const double height = std::min(row_height_ - 2.0, 1.0 * theme_.px(38));
    const double from = outputs_.area.right() + theme_.px(4);
    const QRectF row(from, y - height / 2.0, scene_.size.width() - theme_.px(4) - from, height);
    scene_.boxes.push_back({row, theme_.selection});
    scene_.boxes.push_back({QRectF(row.left(), row.top(), theme_.px(3), height), theme_.accent});
  }

  QRectF bar(double x, double y, double width) const {
    return {x, y + theme_.px(5), width, 1.0 * theme_.px(bar_height)};
  }

  void add_probability_bar(float probability, double y) {
    const double width = theme_.px(probability_width - 6);
    const QRectF track = bar(probability_right() - width, y, width);
    // With high contrast, separators have the colour of the bar itself.
    const bool is_alike = theme_.separator == theme_.muted_text;
    scene_.boxes.push_back({track, is_alike ? blended(theme_.text, theme_.base, 0.25) : theme_.separator});
    const double part = std::clamp<double>(probability, 0.0, 1.0);
    scene_.boxes.push_back(
        {QRectF(track.left(), track.top(), width * part, track.height()), theme_.muted_text});
  }

  void add_feedback_bar(float feedback, double y) {
    const double half = theme_.px(feedback_width - 8) / 2.0;
    const QRectF track = bar(right() - 2.0 * half, y, 2.0 * half);
    const double middle = std::round(track.center().x());
    const double length = largest_ > 0.0F && std::isfinite(feedback)
                              ? half * static_cast<double>(std::abs(feedback) / largest_)
                              : 0.0;
    const double start = feedback < 0.0F ? middle - length : middle;
    const ColourTable& table = signed_colours(theme_);
    scene_.boxes.push_back(
        {QRectF(start, track.top(), length, track.height()), QColor(table[feedback < 0.0F ? 64 : 191])});
    scene_.boxes.push_back({track.adjusted(half - 0.5, -1.0, 0.5 - half, 1.0), theme_.control_border});
  }

  NetworkScene& scene_;
  const SceneRequest& request_;
  const Theme& theme_;
  const NetworkColumn& outputs_;
  bool is_difference_;
  std::vector<float> feedback_;
  bool of_values_;
  std::vector<float> answers_;
  float largest_ = 0.0F;
  double row_height_ = 0.0;
};

}  // namespace

void add_read_outs(NetworkScene& scene, const SceneRequest& request) {
  ReadOuts(scene, request).add();
}

}  // namespace lfp::network_parts
