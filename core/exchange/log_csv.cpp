#include "core/exchange/log_csv.h"

#include "core/files/csv_text.h"

#include <algorithm>

namespace lfp {

std::string log_header(const LogForm& form) {
  std::string text = "run,step,epoch,train_accuracy,test_accuracy,loss,mean_feedback";
  for (const char* column : {"feedback_norm", "flips"})
    for (std::size_t layer = 1; layer <= form.layers; ++layer)
      text.append(",").append(column).append("_").append(std::to_string(layer));
  text += ",test_loss";
  if (form.is_thinned) text += ",epochs_since_last_row";
  return text + "\n";
}

std::string log_line(const std::string& run, const LogRow& row, std::int64_t last_epoch,
                     const LogForm& form) {
  std::string text = csv_field(run) + "," + std::to_string(row.step) + "," + std::to_string(row.epoch);
  for (const double value : {row.train_accuracy, row.test_accuracy, row.loss, row.mean_feedback})
    text.append(",").append(shortest(value));
  for (const double norm : row.feedback_norm) text.append(",").append(shortest(norm));
  for (const auto flips : row.flips) text.append(",").append(std::to_string(flips));
  text.append(",").append(shortest(row.test_loss));
  if (form.is_thinned) text.append(",").append(std::to_string(row.epoch - last_epoch));
  return text + "\n";
}

LogForm log_form(std::span<const RunSnapshot> runs) {
  LogForm form;
  for (const auto& run : runs) {
    form.layers = std::max(form.layers, run.layers.size());
    std::int64_t last_epoch = 0;
    for (const auto& row : run.history.log) {
      form.is_thinned = form.is_thinned || row->epoch > last_epoch + 1;
      last_epoch = row->epoch;
    }
  }
  return form;
}

std::string log_csv(std::span<const RunSnapshot> runs) {
  const LogForm form = log_form(runs);
  std::string text = log_header(form);
  for (const auto& run : runs) {
    std::int64_t last_epoch = 0;
    for (const auto& row : run.history.log) {
      text += log_line(run.name, *row, last_epoch, form);
      last_epoch = row->epoch;
    }
  }
  return text;
}

}  // namespace lfp
