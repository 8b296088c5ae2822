#include "widgets/views/heat/heat_range.h"

#include <algorithm>

namespace lfp {

namespace {

constexpr qint64 look_interval = 500;  // milliseconds: SteadyRange changes no faster

}  // namespace

float SharedRanges::share(const HeatRange& member, const QString& quantity, float wanted) {
  const float before = largest(quantity);
  const auto known = std::ranges::find(wishes_, &member, &Wish::member);
  if (known != wishes_.end() && known->quantity != quantity) leave(member);
  const auto own = std::ranges::find(wishes_, &member, &Wish::member);
  if (own == wishes_.end())
    wishes_.push_back({.member = &member, .quantity = quantity, .range = wanted});
  else
    own->range = wanted;
  const float now = largest(quantity);
  if (now != before) emit changed(quantity);
  return now;
}

void SharedRanges::leave(const HeatRange& member) {
  const auto own = std::ranges::find(wishes_, &member, &Wish::member);
  if (own == wishes_.end()) return;
  const QString quantity = own->quantity;
  const float before = largest(quantity);
  wishes_.erase(own);
  if (largest(quantity) != before) emit changed(quantity);
}

float SharedRanges::largest(const QString& quantity) const {
  float largest = 0.0F;
  for (const Wish& wish : wishes_)
    if (wish.quantity == quantity) largest = std::max(largest, wish.range);
  return largest;
}

float HeatRange::follow(const QString& quantity, bool running, const std::function<float()>& wanted) {
  if (quantity_ != quantity) steady_.reset();
  quantity_ = quantity;
  const auto known = fixed_.constFind(quantity);
  if (mode_ == Mode::fixed && known != fixed_.constEnd()) return value_ = *known;
  value_ = steady(running, wanted);
  if (mode_ == Mode::fixed) fix(quantity, value_);
  if (mode_ == Mode::shared && shared_) value_ = shared_->share(*this, quantity, value_);
  return value_;
}

float HeatRange::steady(bool running, const std::function<float()>& wanted) {
  if (!clock_.isValid()) clock_.start();
  const qint64 now = clock_.elapsed();
  if (running && steady_.value() > 0.0F && now - looked_at_ < look_interval) return steady_.value();
  // While training is paused the numbers are exact, and so is the scale.
  if (!running) steady_.reset();
  looked_at_ = now;
  return steady_.update(wanted(), now);
}

void HeatRange::copy_for_figure(const HeatRange& screen) {
  fixed_ = screen.fixed_;
  if (screen.mode_ == Mode::shared) fix(screen.quantity_, screen.value_);
  mode_ = screen.mode_ == Mode::automatic ? Mode::automatic : Mode::fixed;
}

void HeatRange::set_mode(Mode mode) {
  if (mode_ == mode) return;
  leave();
  mode_ = mode;
  fixed_.clear();
  if (mode_ == Mode::fixed) fix(quantity_, value_);
}

void HeatRange::fix(const QString& quantity, float range) {
  if (range > 0.0F) fixed_[quantity] = range;
}

void HeatRange::leave() {
  if (shared_) shared_->leave(*this);
}

}  // namespace lfp
