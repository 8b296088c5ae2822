#include "core/network/network.h"

#include "core/base/random.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace lfp {

void Network::push(std::unique_ptr<Layer> layer) {
  in_time_.push_back(layer->is_in_time(is_in_time()));
  layers_.push_back(std::move(layer));
}

void Network::add_coding(std::unique_ptr<Layer> layer) {
  assert(layers_.empty());
  push(std::move(layer));
}

void Network::add(std::unique_ptr<Layer> layer) {
  if (layer->activation() == nullptr) block_indices_.push_back(layers_.size());
  if (layer->span() > 0) {
    assert(layer->span() < block_indices_.size());
    skips_.push_back(
        {.first = block_indices_[block_indices_.size() - 1 - layer->span()], .sum = layers_.size()});
  }
  push(std::move(layer));
}

const Shape& Network::output_shape() const {
  return layers_.empty() ? input_shape_ : layers_.back()->output_shape();
}

bool Network::is_in_time_before(std::size_t block) const {
  const std::size_t index = index_of(block);
  return index > 0 && in_time_[index - 1];
}

std::size_t Network::unit_index_of(std::size_t block) const {
  const std::size_t index = index_of(block);
  const bool activated = index + 1 < layers_.size() && layers_[index + 1]->activation() != nullptr;
  return activated ? index + 1 : index;
}

Index Network::parameter_count() const {
  Index count = 0;
  for (std::size_t b = 0; b < blocks(); ++b) count += block(b).parameters().count();
  return count;
}

Trace Network::make_trace(Index batch, const TraceUse& use) const {
  Trace trace;
  trace.input = Matrix::Zero(batch, input_shape_.size());
  trace.layers.resize(layers_.size());
  Index rows = batch;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer& layer = *layers_[i];
    LayerTrace& own = trace.layers[i];
    const bool is_lowest = i <= index_of(0);
    if (use.downward && keeps_feedback(i) && (use.to_input || !is_lowest))
      own.feedback = Matrix::Zero(rows, layer.input_shape().size());
    rows *= layer.rows_for_each();
    own.output = Matrix::Zero(rows, layer.output_shape().size());
    own.is_training = use.training;
    layer.prepare(own, rows, use);
  }
  for (const Skip& skip : skips_) {
    if (use.downward)
      trace.layers[skip.sum].skip_feedback =
          Matrix::Zero(skip.first == 0 ? batch : trace.layers[skip.first - 1].output.rows(),
                       layers_[skip.first]->input_shape().size());
  }
  if (is_in_time()) trace.logits = Matrix::Zero(batch, output_shape().size());
  if (use.downward) trace.output_feedback = Matrix::Zero(rows, output_shape().size());
  return trace;
}

void Network::draw(Trace& trace, std::uint64_t seed, std::uint64_t occasion) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    Random random(seed, RandomStream::layers, occasion * layers_.size() + i);
    layers_[i]->draw(trace.layers[i], random);
  }
}

void Network::forward(Trace& trace) const {
  for (const Skip& skip : skips_) trace.layers[skip.sum].skipped = &input_of(trace, skip.first);
  for (std::size_t i = 0; i < layers_.size(); ++i) layers_[i]->forward(input_of(trace, i), trace.layers[i]);
  if (!is_in_time()) return;
  const Matrix& output = trace.layers.back().output;
  const Index batch = trace.logits.rows();
  trace.logits = output.topRows(batch);
  for (Index step = 1; step < steps_; ++step) trace.logits += output.middleRows(step * batch, batch);
}

const Matrix& Network::logits(const Trace& trace) const {
  return is_in_time() ? trace.logits : trace.layers.back().output;
}

void Network::learn_statistics(std::size_t block, const Trace& trace) {
  layers_[index_of(block)]->learn_statistics(trace.layers[index_of(block)]);
}

bool Network::keeps_feedback(std::size_t index) const {
  return !layers_[index]->hands_feedback_on() ||
         std::any_of(skips_.begin(), skips_.end(), [&](const Skip& skip) { return skip.first == index; });
}

void Network::join(Trace& trace, std::size_t index) const {
  Matrix& feedback = trace.layers[index].feedback;
  if (feedback.size() == 0) return;
  if (layers_[index]->hands_feedback_on()) feedback = feedback_at_output(trace, index);
  for (const Skip& skip : skips_)
    if (skip.first == index) feedback += trace.layers[skip.sum].skip_feedback;
}

const Matrix& Network::input_of(const Trace& trace, std::size_t index) {
  return index == 0 ? trace.input : trace.layers[index - 1].output;
}

const Matrix& Network::feedback_at_output(const Trace& trace, std::size_t index) const {
  for (std::size_t above = index + 1; above < layers_.size(); ++above)
    if (keeps_feedback(above)) return trace.layers[above].feedback;
  return trace.output_feedback;
}

Matrix& Network::feedback_at_output(Trace& trace, std::size_t index) const {
  return const_cast<Matrix&>(feedback_at_output(std::as_const(trace), index));
}

}  // namespace lfp
