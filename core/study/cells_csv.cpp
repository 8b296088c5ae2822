#include "core/study/cells_csv.h"

#include "core/files/atomic_file.h"
#include "core/files/csv_text.h"
#include "core/files/writing.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <functional>
#include <string>

namespace lfp {
namespace {

constexpr const char* numbers_heading = "moved,sign_agreement,sparsity,firing_rate";

std::string heading(const Study& study, const std::string& columns) {
  std::string line;
  for (const Axis& axis : study.axes) line += csv_field(axis.name()) + ",";
  return line + "seed,run," + columns + "\n";
}

/// Returns the axes' values and the seed, each followed by a comma.
std::string start_of_row(const Study& study, std::int64_t training) {
  const auto position = study.position_of(study.cell_of(training));
  std::string line;
  for (std::size_t axis = 0; axis < position.size(); ++axis) {
    const AxisValue value = study.axes[axis].at(position[axis]);
    line += csv_field(value.number ? shortest(*value.number) : value.label) + ",";
  }
  return line + std::to_string(study.seed_of(training)) + ",";
}

std::vector<StoredTraining> in_order(const StoreReader& store) {
  auto all = store.since(0);
  std::ranges::sort(all, {}, [](const StoredTraining& stored) { return stored.result.training; });
  return all;
}

/// Returns the columns of numbers_heading; an empty field stands for a value that was not measured.
std::string number_fields(const LayerNumbers& numbers) {
  const auto field = [](const std::optional<double>& number) { return number ? shortest(*number) : ""; };
  return field(numbers.moved) + "," + field(numbers.sign_agreement) + "," + field(numbers.sparsity) + "," +
         field(numbers.firing_rate);
}

std::string cell_fields(const RunResult& run) {
  const std::string diverged = run.diverged_step ? std::to_string(*run.diverged_step) : "";
  return std::to_string(run.steps) + "," + shortest(run.train_accuracy) + "," + shortest(run.test_accuracy) +
         "," + shortest(run.loss) + "," + std::to_string(run.flipped) + "," + shortest(run.feedback_ratio) +
         "," + diverged + "," + shortest(run.seconds) + "\n";
}

std::string point_fields(const CurvePoint& point) {
  return std::to_string(point.step) + "," + std::to_string(point.epoch) + "," +
         shortest(point.train_accuracy) + "," + shortest(point.test_accuracy) + "," + shortest(point.loss) +
         "," + shortest(point.feedback_ratio) + "," + std::to_string(point.flipped) + "," +
         number_fields(point.numbers) + "\n";
}

/// Writes the lines as `write` prints them, because there may be more than fit into memory.
void write_lines(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
  write_file(file, [&](const std::filesystem::path& temporary) {
    std::ofstream stream(temporary, std::ios::binary);
    write(stream);
    stream.flush();
    if (!stream) fail_to_write(file, errno != 0 ? errno : EIO);
  });
}

}  // namespace

void write_cells_csv(const StoreReader& store, const Study& study, const std::filesystem::path& file) {
  write_lines(file, [&](std::ostream& out) {
    out << heading(study,
                   "steps,train_accuracy,test_accuracy,loss,flipped,feedback_ratio,diverged_step,seconds");
    for (const StoredTraining& stored : in_order(store)) {
      const std::string start = start_of_row(study, stored.result.training);
      for (const RunResult& run : stored.result.runs)
        out << start << csv_field(run.name) << "," << cell_fields(run);
    }
  });
}

void write_curves_csv(const StoreReader& store, const Study& study, const std::filesystem::path& file) {
  write_lines(file, [&](std::ostream& out) {
    out << heading(study, "step,epoch,train_accuracy,test_accuracy,loss,feedback_ratio,flipped," +
                              std::string(numbers_heading));
    for (const StoredTraining& stored : in_order(store)) {
      const std::string start = start_of_row(study, stored.result.training);
      std::int64_t index = 0;
      for (const RunResult& run : stored.result.runs) {
        const std::string of_run = start + csv_field(run.name) + ",";
        for (const CurvePoint& point : store.curve(stored.result.training, index))
          out << of_run << point_fields(point);
        ++index;
      }
    }
  });
}

void write_layers_csv(const StoreReader& store, const Study& study, const std::filesystem::path& file) {
  write_lines(file, [&](std::ostream& out) {
    out << heading(study, "layer,kind,weights,flipped," + std::string(numbers_heading));
    for (const StoredTraining& stored : in_order(store)) {
      const std::string start = start_of_row(study, stored.result.training);
      std::int64_t index = 0;
      for (const RunResult& run : stored.result.runs) {
        const std::string of_run = start + csv_field(run.name) + ",";
        out << of_run << "all,," << run.weights << "," << run.flipped << "," << number_fields(run.numbers)
            << "\n";
        std::int64_t number = 0;
        for (const LayerResult& layer : store.layers(stored.result.training, index++))
          out << of_run << ++number << "," << layer.kind << "," << layer.weights << "," << layer.flipped
              << "," << number_fields(layer.numbers) << "\n";
      }
    }
  });
}

}  // namespace lfp
