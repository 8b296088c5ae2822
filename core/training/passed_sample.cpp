#include "core/training/passed_sample.h"

#include <algorithm>
#include <utility>

namespace lfp {

PassedSample::PassedSample(const Network& network, const Task& task, Index samples, const TraceUse& use)
    : trace_(network.make_trace(samples, use)), targets_(task, samples) {}

void PassedSample::set(Index row, const Samples& samples, std::int64_t index) {
  std::ranges::transform(samples.input(index), trace_.input.row(row).data(),
                         [](float value) { return static_cast<Scalar>(value); });
  targets_.set(row, samples, index);
}

void PassedSample::set_input(std::span<const float> input, std::optional<std::int32_t> label) {
  std::ranges::transform(input, trace_.input.data(), [](float value) { return static_cast<Scalar>(value); });
  if (label) targets_.set_label(0, *label);
}

void PassedSample::set_input(Index row, std::span<const float> input, std::int32_t label) {
  std::ranges::transform(input, trace_.input.row(row).data(),
                         [](float value) { return static_cast<Scalar>(value); });
  targets_.set_label(row, label);
}

void PassedSample::up(const Network& network, std::uint64_t seed, std::uint64_t occasion) {
  network_ = &network;
  pass_.reset();
  network.draw(trace_, seed, occasion);
  network.forward(trace_);
}

void PassedSample::down(std::unique_ptr<BackwardPass> pass, std::span<Parameters* const> feedback) {
  pass_ = std::move(pass);
  pass_->start(*network_, trace_, targets_.view());
  for (std::size_t b = network_->blocks(); b-- > 0;)
    pass_->distribute(*network_, b, trace_, b < feedback.size() ? feedback[b] : nullptr);
}

std::vector<Parameters*> places_in(std::vector<Parameters>& feedback) {
  std::vector<Parameters*> places;
  places.reserve(feedback.size());
  for (Parameters& block : feedback) places.push_back(block.count() > 0 ? &block : nullptr);
  return places;
}

}  // namespace lfp
