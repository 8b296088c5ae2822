#include "app/headless/list_command.h"

#include "app/documents/examples.h"
#include "app/documents/studies.h"
#include "app/headless/core_texts.h"
#include "app/headless/entry_json.h"
#include "app/headless/entry_table.h"
#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/exchange/weight_formats.h"
#include "core/experiment/composites.h"
#include "core/experiment/losses.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/initialiser.h"
#include "core/layers/layer_entry.h"
#include "core/network/presets.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "widgets/views/view_entry.h"

#include <utility>

namespace lfp {
namespace {

using Infos = std::vector<EntryInfo>;

EntryInfo info(std::string name, std::string label = {}, std::string summary = {}) {
  return {.name = std::move(name),
          .label = std::move(label),
          .summary = std::move(summary),
          .formula = {},
          .settings = {}};
}

template <class Registered>
Infos infos_of(const std::vector<Registered>& entries) {
  Infos infos;
  for (const auto& entry : entries) infos.push_back(entry.info);
  return infos;
}

Infos infos_of(const std::vector<std::string>& names) {
  Infos infos;
  for (const auto& name : names) infos.push_back(info(name));
  return infos;
}

Infos view_infos() {
  Infos infos;
  for (const auto& view : view_entries())
    infos.push_back(info(view.name.toStdString(), view.title.toStdString(), view.summary.toStdString()));
  return infos;
}

Infos example_infos() {
  Infos infos;
  for (const auto& example : examples())
    infos.push_back(
        info(example.name.toStdString(), example.title.toStdString(), example.summary.toStdString()));
  return infos;
}

Infos study_infos() {
  Infos infos;
  for (const auto& study : shipped_studies()) infos.push_back(info(study.name, study.title, study.question));
  return infos;
}

Infos format_infos() {
  Infos infos;
  for (const auto& format : weight_formats()) infos.push_back(info(format.name, {}, format.summary));
  return infos;
}

struct Listing {
  std::string name;
  Infos (*infos)();
};

const std::vector<Listing>& listings() {
  static const std::vector<Listing> all = {
      {"rules", [] { return infos_of(rule_entries()); }},
      {"composites", [] { return infos_of(composite_entries()); }},
      {"feedback", [] { return infos_of(feedback_entries()); }},
      {"losses", [] { return loss_entries(); }},
      {"surrogates", [] { return infos_of(surrogate_names()); }},
      {"layers", [] { return infos_of(layer_entries()); }},
      {"activations", [] { return infos_of(activation_entries()); }},
      {"datasets", [] { return infos_of(dataset_entries()); }},
      {"optimisers", [] { return infos_of(optimiser_entries()); }},
      {"schedules", [] { return infos_of(schedule_entries()); }},
      {"networks", [] { return infos_of(preset_entries()); }},
      {"initialisers", [] { return infos_of(initialiser_names()); }},
      {"views", view_infos},
      {"examples", example_infos},
      {"studies", study_infos},
      {"formats", format_infos},
  };
  return all;
}

constexpr const char* texts = "texts";  // for translators

std::string everything(bool as_json) {
  if (as_json) {
    std::vector<std::pair<std::string, Infos>> kinds;
    for (const auto& listing : listings()) kinds.emplace_back(listing.name, listing.infos());
    return entry_json(kinds);
  }
  std::string all;
  for (const auto& listing : listings())
    all += (all.empty() ? "" : "\n") + listing.name + "\n" + entry_table(listing.infos());
  return all;
}

}  // namespace

const std::vector<std::string>& listable_things() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& listing : listings()) all.push_back(listing.name);
    all.emplace_back(texts);
    return all;
  }();
  return names;
}

std::string list_text(const std::string& what, bool as_json) {
  if (what.empty()) return everything(as_json);
  if (what == texts) return core_texts();
  for (const auto& listing : listings())
    if (listing.name == what) return as_json ? entry_json(listing.infos()) : entry_table(listing.infos());
  return {};
}

}  // namespace lfp
