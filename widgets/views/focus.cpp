#include "widgets/views/focus.h"

#include "core/snapshot/interest.h"

#include <algorithm>
#include <utility>

namespace lfp {

void Focus::set_layer(int layer) {
  if (layer_ == layer) return;
  layer_ = layer;
  emit layer_changed(layer);
}

void Focus::set_sample(std::int64_t sample) {
  set_sample(sample, sample_from_test_);
}

void Focus::set_sample(std::int64_t sample, bool from_test) {
  if (sample_ == sample && sample_from_test_ == from_test && !drawing_) return;
  drawing_.reset();
  sample_ = sample;
  sample_from_test_ = from_test;
  emit sample_changed(sample);
}

void Focus::set_drawing(std::optional<Drawing> drawing) {
  if (drawing_ == drawing) return;
  drawing_ = std::move(drawing);
  emit sample_changed(sample_);
}

void Focus::name_sample(Interest& interest) const {
  interest.sample_from_test = sample_from_test_;
  interest.sample_index = sample_;
  interest.sample_input = drawing_ ? drawing_->input : nullptr;
  interest.sample_label = drawing_ ? drawing_->label : -1;
}

void Focus::step_sample(const Dataset& dataset, std::int64_t samples) {
  const bool is_test = sample_from_test_ && dataset.test.count() > 0;
  const std::int64_t count = is_test ? dataset.test.count() : dataset.train.count();
  if (count > 0) set_sample(std::clamp<std::int64_t>(sample_ + samples, 0, count - 1));
}

void Focus::set_step(std::optional<std::int64_t> step) {
  if (step_ == step) return;
  step_ = step;
  emit step_changed();
}

void Focus::set_item(std::optional<InspectedItem> item, std::size_t run) {
  if (item_ == item && item_run_ == run) return;
  item_ = item;
  item_run_ = run;
  emit item_changed();
}

void Focus::set_close_up(bool is_close_up) {
  if (is_close_up_ == is_close_up) return;
  is_close_up_ = is_close_up;
  emit close_up_changed();
}

void Focus::ask_inspection() {
  if (item_) emit inspection_asked();
}

}  // namespace lfp
