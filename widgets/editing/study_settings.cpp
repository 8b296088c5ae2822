#include "widgets/editing/study_settings.h"

#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/initialiser.h"
#include "core/layers/layer_entry.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/run_badge.h"
#include "widgets/editing/entry_items.h"
#include "widgets/style/core_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lfp {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(StudySettings)
};

constexpr std::int64_t usual_steps = 16;
/// A range that starts at 0 cannot be logarithmic: it begins this many times below its end.
constexpr double decades_below = 1e-6;

AxisRange range_of(const SettingInfo& info) {
  const bool has_usual = info.usual_minimum < info.usual_maximum;
  AxisRange range{.from = has_usual ? info.usual_minimum : info.minimum,
                  .to = has_usual ? info.usual_maximum : info.maximum,
                  .steps = usual_steps,
                  .logarithmic = info.logarithmic,
                  .whole = info.kind == SettingKind::integer};
  if (range.logarithmic && !(range.from > 0)) range.from = range.whole ? 1 : range.to * decades_below;
  if (range.whole) range.steps = std::min(range.steps, static_cast<std::int64_t>(range.to - range.from) + 1);
  return range;
}

class Collector {
 public:
  explicit Collector(const Experiment& experiment) : experiment_(experiment) {}

  std::vector<StudySetting> collect() {
    const auto& runs = experiment_.runs;
    if (runs.size() > 1) of_all_runs();
    for (std::size_t run = 0; run < runs.size(); ++run) of_run(run);
    of_network();
    group_ = Words::tr("Data");
    settings_of(dataset_entries(), experiment_.dataset, "dataset", false);
    number(Words::tr("Batch size"), "batch_size",
           {.from = 1, .to = 1024, .steps = 11, .logarithmic = true, .whole = true});
    return std::move(settings_);
  }

 private:
  StudySetting& add(const QString& label, const std::string& path) {
    return settings_.emplace_back(
        StudySetting{.group = group_, .label = label, .summary = {}, .path = path, .range = {}});
  }
  void number(const QString& label, const std::string& path, const AxisRange& range) {
    add(label, path).range = range;
  }
  template <class Registered>
  void names(const QString& label, const std::string& path, const std::vector<Registered>& entries) {
    StudySetting& setting = add(label, path);
    for (const auto& entry : entries) {
      setting.names.push_back(entry.info.name);
      setting.name_labels << core_text(entry.info.label);
    }
  }
  /// The settings of the entry that is chosen. `has_choices`: those that are chosen from a list, too.
  template <class Registered>
  void settings_of(const std::vector<Registered>& entries, const Choice& choice, const std::string& path,
                   bool has_choices = true) {
    const EntryInfo* info = entry_info(entries, choice.name);
    if (info == nullptr) return;
    for (const SettingInfo& setting : info->settings) {
      const std::string own = path + "." + setting.name;
      const QString label = core_text(setting.label);
      if (setting.kind == SettingKind::integer || setting.kind == SettingKind::real) {
        number(label, own, range_of(setting));
      } else if (setting.kind == SettingKind::choice && has_choices) {
        StudySetting& named = add(label, own);
        named.names = setting.choices;
        for (const std::string& name : setting.choices)
          named.name_labels << readable_name(QString::fromStdString(name));
      } else {
        continue;
      }
      settings_.back().summary = core_text(setting.summary);
    }
  }

  /// What all of them have, set to the same value in all.
  void of_all_runs() {
    group_ = Words::tr("All runs");
    const Choice& first = experiment_.runs.front().optimiser;
    const bool is_shared = std::ranges::all_of(
        experiment_.runs, [&](const RunSpec& run) { return run.optimiser.name == first.name; });
    if (is_shared) settings_of(optimiser_entries(), first, "runs[*].optimiser");
    names(Words::tr("Optimiser"), "runs[*].optimiser.name", optimiser_entries());
  }

  void of_run(std::size_t run) {
    const RunSpec& spec = experiment_.runs[run];
    const std::string path = "runs[" + std::to_string(run) + "]";
    group_ =
        QStringLiteral("%1  %2").arg(run_letter(static_cast<int>(run)), QString::fromStdString(spec.name));
    settings_of(optimiser_entries(), spec.optimiser, path + ".optimiser");
    if (spec.method == Method::lfp) {
      settings_of(rule_entries(), spec.rule, path + ".rule");
      names(Words::tr("Rule"), path + ".rule.name", rule_entries());
      settings_of(feedback_entries(), spec.feedback, path + ".feedback");
      names(Words::tr("Feedback"), path + ".feedback.name", feedback_entries());
    }
    names(Words::tr("Optimiser"), path + ".optimiser.name", optimiser_entries());
    settings_of(schedule_entries(), spec.schedule, path + ".schedule");
    number(Words::tr("Clip norm"), path + ".clip_norm",
           {.from = 0.01, .to = 100, .steps = usual_steps, .logarithmic = true});
  }

  void of_network() {
    group_ = Words::tr("Network");
    number(Words::tr("Hidden layers"), "network.depth", {.from = 1, .to = 10, .steps = 10, .whole = true});
    number(Words::tr("Units in hidden layers"), "network.width",
           {.from = 2, .to = 128, .steps = 7, .logarithmic = true, .whole = true});
    StudySetting& initialiser = add(Words::tr("Initialiser"), "network.initialiser");
    initialiser.names = initialiser_names();
    for (const std::string& name : initialiser.names)
      initialiser.name_labels << readable_name(QString::fromStdString(name));
    const auto& layers = experiment_.network.layers;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
      group_ = Words::tr("Layer %1").arg(layer + 1);
      const std::string path = "network.layers[" + std::to_string(layer) + "]";
      const bool is_output = layer + 1 == layers.size();
      if (!is_output) settings_of(layer_entries(), layers[layer].kind, path);
      if (layers[layer].activation.name.empty()) continue;
      settings_of(activation_entries(), layers[layer].activation, path + ".activation");
      names(Words::tr("Activation"), path + ".activation.name", activation_entries());
    }
  }

  const Experiment& experiment_;
  QString group_;
  std::vector<StudySetting> settings_;
};

}  // namespace

QString StudySetting::title() const {
  // Symbols such as "ε" and "Θ" are not words and stay as they are.
  return label.size() > 1 ? label.left(1).toLower() + label.mid(1) : label;
}

std::vector<StudySetting> study_settings(const Experiment& experiment) {
  return Collector(experiment).collect();
}

const StudySetting* find_setting(const std::vector<StudySetting>& settings, const std::string& path) {
  const auto found = std::ranges::find(settings, path, &StudySetting::path);
  return found == settings.end() ? nullptr : &*found;
}

}  // namespace lfp
