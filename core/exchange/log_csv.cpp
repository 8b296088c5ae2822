#include "core/exchange/log_csv.h"

#include "core/files/csv_text.h"

#include <algorithm>

namespace lfp {
namespace {

std::string header(std::size_t layers) {
  std::string text = "run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback";
  for (const char* column : {"feedback_norm", "flips"})
    for (std::size_t layer = 1; layer <= layers; ++layer)
      text.append(",").append(column).append("_").append(std::to_string(layer));
  return text + "\n";
}

std::string line(const std::string& run, const LogRow& row) {
  std::string text = csv_field(run) + "," + std::to_string(row.step) + "," + std::to_string(row.epoch);
  for (const double value : {row.train_accuracy, row.test_accuracy, row.loss, row.mean_feedback})
    text.append(",").append(shortest(value));
  for (const double norm : row.feedback_norm) text.append(",").append(shortest(norm));
  for (const auto flips : row.flips) text.append(",").append(std::to_string(flips));
  return text + "\n";
}

}  // namespace

std::string log_csv(std::span<const RunSnapshot> runs) {
  std::size_t layers = 0;
  for (const auto& run : runs) layers = std::max(layers, run.layers.size());
  std::string text = header(layers);
  for (const auto& run : runs)
    for (const auto& row : run.history.log) text += line(run.name, *row);
  return text;
}

}  // namespace lfp
