#include "widgets/views/weight_matrix/weight_picture.h"

#include "widgets/style/number_text.h"
#include "widgets/views/names/layer_names.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {

namespace {

struct WeightPictureWords {
  Q_DECLARE_TR_FUNCTIONS(WeightView)
};

QRgb tinted(QRgb colour, QRgb tint, double part) {
  const auto mixed = [part](int from, int to) {
    return from + static_cast<int>(std::lround((to - from) * part));
  };
  return qRgb(mixed(qRed(colour), qRed(tint)), mixed(qGreen(colour), qGreen(tint)),
              mixed(qBlue(colour), qBlue(tint)));
}

QString quantity_key(WeightQuantity quantity) {
  if (quantity == WeightQuantity::weights) return QStringLiteral("weights");
  return quantity == WeightQuantity::feedback ? QStringLiteral("feedback of weights")
                                              : QStringLiteral("flips of weights");
}

/// A's weights less B's. Where their signs are unlike, the weight counts as flipped.
LayerWeights difference_of(const LayerWeights& a, const LayerWeights& b) {
  LayerWeights result;
  const auto subtract = [](std::vector<float> values, const std::vector<float>& others) {
    for (std::size_t i = 0; i < std::min(values.size(), others.size()); ++i) values[i] -= others[i];
    return values;
  };
  const auto subtracted = [&](const Table& one, const Table& other) {
    return Table{.rows = one.rows, .columns = one.columns, .values = subtract(one.values, other.values)};
  };
  result.weight = subtracted(a.weight, b.weight);
  result.feedback = subtracted(a.feedback, b.feedback);
  result.bias = subtract(a.bias, b.bias);
  const std::size_t count = a.weight.values.size();
  result.initial_sign.assign(count, 0);
  for (std::size_t i = 0; i < count; ++i)
    if (a.weight.values[i] * b.weight.values[i] < 0.0F)
      result.initial_sign[i] = result.weight.values[i] > 0.0F ? std::int8_t{-1} : std::int8_t{1};
  // Times and numbers of flips are not subtracted.
  for (auto* steps : {&result.flips, &result.last_flip_step, &result.first_flip_step})
    steps->assign(count, 0);
  return result;
}

}  // namespace

WeightPicture::WeightPicture(const WeightWish& wish, HeatRange& range)
    : title_(wish.title),
      quantity_(wish.quantity),
      step_(wish.snapshot.position.step),
      is_difference_(wish.is_difference) {
  if (!collect(wish)) panes_.clear();
  if (panes_.empty()) return;
  for (Pane& pane : panes_) pane.values = fitted(values_of(pane, wish));
  const bool is_when = quantity_ == WeightQuantity::first_flip && !is_difference_;
  range_ = is_when ? static_cast<float>(std::max<std::int64_t>(1, step_))
                   : range.follow(quantity_key(quantity_), wish.snapshot.running,
                                  [this, &wish] { return wanted_range(wish.snapshot); });
  const HeatScale scale =
      is_count() ? HeatScale::for_counts(wish.theme, range_) : HeatScale::for_signed(wish.theme, range_);
  number_width_ =
      QFontMetrics(wish.theme.small()).horizontalAdvance(number_text(-0.88, 2)) + wish.theme.px(4);
  for (Pane& pane : panes_) {
    colour(pane, scale);
    tint_flips(pane, wish.theme);
  }
}

bool WeightPicture::has_numbers() const {
  const bool is_number = quantity_ == WeightQuantity::weights || quantity_ == WeightQuantity::feedback;
  return is_number && !panes_.empty() && layout_.cell() >= number_width_;
}

/// A run that has diverged does not count: its numbers would make the others look blank.
float WeightPicture::wanted_range(const Snapshot& snapshot) const {
  const auto is_sound = [&](const Pane& pane) {
    return !snapshot.runs[static_cast<std::size_t>(pane.run)].divergence;
  };
  const bool are_some_sound = std::ranges::any_of(panes_, is_sound);
  std::vector<float> all;
  for (const Pane& pane : panes_)
    if (!are_some_sound || is_sound(pane))
      all.insert(all.end(), pane.values.values.begin(), pane.values.values.end());
  return is_count() ? std::ranges::max(all) : symmetric_range(all);
}

Table WeightPicture::values_of(const Pane& pane, const WeightWish& wish) const {
  if (!is_difference_ || !is_of_flips()) return quantity_of(*pane.weights);
  const auto layer = static_cast<std::size_t>(wish.layer);
  Table values = quantity_of(*wish.snapshot.runs[0].layers[layer].weights);
  const Table others = quantity_of(*wish.snapshot.runs[1].layers[layer].weights);
  for (std::size_t i = 0; i < values.values.size(); ++i) values.values[i] -= others.values[i];
  return values;
}

// The panes and their places; false where there is nothing to show or no room for it.
bool WeightPicture::collect(const WeightWish& wish) {
  const auto layer = static_cast<std::size_t>(std::max(0, wish.layer));
  for (const std::size_t run : wish.runs) {
    const RunSnapshot& from = wish.snapshot.runs[run];
    if (layer >= from.layers.size() || !from.layers[layer].weights) return false;
    Pane pane;
    pane.run = static_cast<int>(run);
    pane.name = QString::fromStdString(from.name);
    pane.weights = from.layers[layer].weights;
    pane.flipped = from.layers[layer].flipped;
    panes_.push_back(std::move(pane));
  }
  if (is_difference_) {
    const auto& other = wish.snapshot.runs[1].layers[layer].weights;
    if (!other) return false;
    Pane& pane = panes_.front();
    pane.name = WeightPictureWords::tr("A − B");
    pane.weights = std::make_shared<const LayerWeights>(difference_of(*pane.weights, *other));
    pane.flipped = 0;
    for (std::size_t i = 0; i < pane.weights->weight.values.size(); ++i)
      pane.flipped += pane.weights->is_flipped(i) ? 1 : 0;
  }
  if (panes_.empty()) return false;

  const LayerWeights& first = *panes_.front().weights;
  units_ = first.weight.rows;
  inputs_ = first.weight.columns;
  from_ = layer_word(wish.snapshot.runs.front(), wish.layer - 1);
  to_ = layer_word(wish.snapshot.runs.front(), wish.layer);
  QRect area = wish.area;
  if (!title_.isEmpty()) {
    const int height = QFontMetrics(wish.theme.bold()).height();
    title_area_ = QRect(area.left() + wish.theme.px(8), area.top() + wish.theme.px(6), area.width(), height);
    area.setTop(title_area_.bottom() + wish.theme.px(4));
  }
  layout_ = WeightLayout(area, panes_.size(), {units_, inputs_, !first.bias.empty()}, wish.zoom, wish.theme);
  return !layout_.is_empty();
}

Table WeightPicture::quantity_of(const LayerWeights& weights) const {
  if (quantity_ == WeightQuantity::weights) return weights.weight;
  if (quantity_ == WeightQuantity::feedback) return weights.feedback;
  Table counts{.rows = units_,
               .columns = inputs_,
               .values = std::vector<float>(weights.flips.begin(), weights.flips.end())};
  if (quantity_ == WeightQuantity::flips) return counts;
  // The steps since the last flip, so that weights that have never flipped are at the scale's end too.
  for (std::size_t index = 0; index < counts.values.size(); ++index) {
    const auto first = static_cast<std::int64_t>(weights.first_flip_step[index]);
    counts.values[index] =
        first == 0 ? 0.0F : static_cast<float>(std::max<std::int64_t>(1, step_ + 1 - first));
  }
  return counts;
}

Table WeightPicture::fitted(Table values) const {
  if (layout_.is_lying() && values.rows > 0) values = transposed(values);
  if (layout_.cell() >= 1.0) return values;
  const auto pixels = [this](std::int64_t cells) {
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(cells) * layout_.cell()));
  };
  return shrunk(values, pixels(values.rows), pixels(values.columns));
}

void WeightPicture::colour(Pane& pane, const HeatScale& scale) const {
  pane.image = heat_image(pane.values, scale);
  if (pane.weights->bias.empty() || quantity_ != WeightQuantity::weights) return;
  pane.bias = heat_image(fitted({.rows = units_, .columns = 1, .values = pane.weights->bias}), scale);
}

void WeightPicture::tint_flips(Pane& pane, const Theme& theme) const {
  const std::size_t count = pane.weights->weight.values.size();
  if (has_frames()) {
    for (std::size_t index = 0; index < count; ++index) {
      if (pane.weights->is_flipped(index)) pane.flipped_cells.push_back(index);
    }
    return;
  }
  if (is_of_flips() || pane.flipped == 0) return;
  Table flipped{.rows = units_, .columns = inputs_, .values = std::vector<float>(count)};
  for (std::size_t index = 0; index < count; ++index)
    flipped.values[index] = pane.weights->is_flipped(index) ? 1.0F : 0.0F;
  flipped = fitted(std::move(flipped));
  const float* part = flipped.values.data();
  const QRgb flip = theme.flip.rgb();
  for (int y = 0; y < pane.image.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(pane.image.scanLine(y));
    for (int x = 0; x < pane.image.width(); ++x, ++part) {
      // The flipped part of the weights that a pixel stands for.
      if (*part > 0.0F) line[x] = tinted(line[x], flip, std::min(1.0, static_cast<double>(*part)));
    }
  }
}

}  // namespace lfp
