#include "core/training/pruning.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/training/passed_sample.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace lfp {
namespace {

using Scores = std::vector<Matrix>;  // per block; empty where nothing can be removed

/// A removed weight goes first again.
constexpr Scalar score_of_removed = -1;

bool is_prunable(const Layer& block) {
  return block.parameters().weight.size() > 0 && block.statistics().size() == 0;
}

template <class Score>
Scores scores_by(const Network& network, const Score& score) {
  Scores scores(network.blocks());
  for (std::size_t b = 0; b < network.blocks(); ++b)
    if (is_prunable(network.block(b))) scores[b] = score(b, network.block(b).parameters().weight);
  return scores;
}

Scores random_scores(const RunState& run) {
  Random random(run.experiment->seed, RandomStream::pruning);
  return scores_by(std::as_const(run).network, [&random](std::size_t /*block*/, const Matrix& weight) {
    return Matrix(weight.unaryExpr([&random](Scalar) { return static_cast<Scalar>(random.uniform()); }));
  });
}

/// Adds the magnitudes of what moves the parameters, summed over the samples from `first`, as many as
/// `passed` has room for.
void add_feedback(const RunState& run, Index first, Index count, PassedSample& passed,
                  std::vector<Parameters>& feedback, Scores& scores) {
  for (Index row = 0; row < count; ++row) passed.set(row, run.dataset->train, first + row);
  passed.up(run.network, run.experiment->seed, 0);
  passed.down(make_backward_pass(run.spec(), run.network, run.task, "network.prune"), places_in(feedback));
  for (std::size_t b = 0; b < scores.size(); ++b)
    if (scores[b].size() > 0) scores[b].array() += feedback[b].weight.array().abs();
}

Scores feedback_scores(const RunState& run) {
  const Network& network = run.network;
  Scores scores =
      scores_by(network, [](std::size_t /*block*/, const Matrix& weight) { return Matrix(weight * 0); });
  std::vector<Parameters> feedback = run.parameter_feedback;
  const TraceUse use{.training = false, .downward = true, .to_input = false};
  const Index samples = run.dataset->train.count();
  for (Index first = 0; first < samples; first += run.batch_size()) {
    const Index count = std::min<Index>(run.batch_size(), samples - first);
    PassedSample passed(network, run.task, count, use);
    add_feedback(run, first, count, passed, feedback, scores);
  }
  if (run.spec().method == Method::gradient)
    for (std::size_t b = 0; b < scores.size(); ++b)
      if (scores[b].size() > 0) scores[b].array() *= network.block(b).parameters().weight.array().abs();
  return scores;
}

Scores scores_of(const RunState& run, const std::string& by, const Network* drawn, const std::string& place) {
  const Network& network = run.network;
  if (by == "random") return random_scores(run);
  if (by == "feedback") return feedback_scores(run);
  if (by == "magnitude")
    return scores_by(network,
                     [](std::size_t /*block*/, const Matrix& weight) { return Matrix(weight.cwiseAbs()); });
  if (drawn == nullptr)
    throw Error(place + ".by", "how far weights have moved isn't known: nothing tells what they were before",
                "Start from a session or an experiment, or prune by magnitude");
  return scores_by(network, [drawn](std::size_t b, const Matrix& weight) {
    return Matrix((weight - drawn->block(b).parameters().weight).cwiseAbs());
  });
}

/// Marks with 0 the `count` smallest of these scores, the first of equals.
void mark_smallest(const std::vector<const Matrix*>& scores, std::int64_t count,
                   const std::vector<Matrix*>& kept) {
  if (count <= 0) return;
  std::vector<Scalar> all;
  for (const Matrix* block : scores) all.insert(all.end(), block->data(), block->data() + block->size());
  std::nth_element(all.begin(), all.begin() + (count - 1), all.end());
  const Scalar threshold = all[static_cast<std::size_t>(count - 1)];
  auto equals = count - std::count_if(all.begin(), all.end(), [=](Scalar one) { return one < threshold; });
  for (std::size_t b = 0; b < scores.size(); ++b)
    for (Index i = 0; i < scores[b]->size(); ++i) {
      const Scalar score = scores[b]->data()[i];
      if (score < threshold || (score == threshold && equals-- > 0)) kept[b]->data()[i] = 0;
    }
}

std::int64_t count_of(double fraction, std::int64_t weights) {
  return std::llround(fraction * static_cast<double>(weights));
}

}  // namespace

void prune(RunState& run, const Pruning& pruning, const Network* drawn, const std::string& place) {
  Scores scores = scores_of(run, pruning.by, drawn, place);
  std::vector<Matrix> kept(scores.size());
  std::vector<const Matrix*> chosen;
  std::vector<Matrix*> marks;
  for (std::size_t b = 0; b < scores.size(); ++b) {
    if (scores[b].size() == 0) continue;
    if (!run.kept.empty()) scores[b] = (run.kept[b].array() == 0).select(score_of_removed, scores[b]);
    kept[b] = Matrix::Ones(scores[b].rows(), scores[b].cols());
    chosen.push_back(&scores[b]);
    marks.push_back(&kept[b]);
    if (pruning.scope == "layer")
      mark_smallest({&scores[b]}, count_of(pruning.fraction, scores[b].size()), {&kept[b]});
  }
  if (pruning.scope == "global") {
    const auto weights = std::accumulate(chosen.begin(), chosen.end(), Index{0},
                                         [](Index sum, const Matrix* block) { return sum + block->size(); });
    mark_smallest(chosen, count_of(pruning.fraction, weights), marks);
  }
  for (std::size_t b = 0; b < kept.size(); ++b)
    if (kept[b].size() > 0) run.network.block(b).parameters().weight.array() *= kept[b].array();
  run.kept = std::move(kept);
}

}  // namespace lfp
