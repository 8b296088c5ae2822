#include "core/lockstep/training_summary.h"

#include "core/files/json_text.h"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

Json divergence_json(const std::optional<Divergence>& divergence) {
  if (!divergence) return nullptr;
  return {{"layer", divergence->layer},
          {"step", divergence->step},
          {"quantity", divergence->quantity},
          {"cause", divergence->cause},
          {"remedy", divergence->remedy}};
}

Json run_json(const RunSnapshot& run, const Position& position, double train_accuracy,
              const TrainingCourse& course) {
  const auto& signs = run.sign_changes;
  const auto steps = run.divergence ? run.divergence->step - 1 : position.step;
  const double per_second =
      course.seconds > 0.0 ? static_cast<double>(steps - course.first_step) / course.seconds : 0.0;
  return {{"name", run.name},
          {"steps", steps},
          {"steps_per_second", per_second},
          {"train_accuracy", train_accuracy},
          {"test_accuracy", run.test_accuracy},
          {"loss", run.history.log.empty() ? run.batch_loss : run.history.log.back()->loss},
          {"diverged", divergence_json(run.divergence)},
          {"sign_changes",
           {{"total", signs.total},
            {"flipped", signs.flipped},
            {"to_zero", signs.to_zero},
            {"from_zero", signs.from_zero}}}};
}

}  // namespace

std::string summary_json(const Lockstep& lockstep, const TrainingCourse& course) {
  const auto snapshot = lockstep.snapshot({});
  Json runs = Json::array();
  for (std::size_t i = 0; i < snapshot->runs.size(); ++i)
    runs.push_back(run_json(snapshot->runs[i], snapshot->position, lockstep.run(i).train_accuracy(), course));
  const Json summary = {{"signature", snapshot->signature},
                        {"seconds", course.seconds},
                        {"interrupted", course.is_interrupted},
                        {"runs", std::move(runs)}};
  return json_text(summary, 2) + "\n";
}

}  // namespace lfp
