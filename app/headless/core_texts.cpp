#include "app/headless/core_texts.h"

#include "core/activations/activation.h"
#include "core/data/dataset.h"
#include "core/exchange/weight_formats.h"
#include "core/feedback/feedback_function.h"
#include "core/layers/layer_entry.h"
#include "core/network/presets.h"
#include "core/optimisers/optimiser.h"
#include "core/optimisers/schedule.h"
#include "core/rules/rule.h"
#include "core/study/measure.h"

#include <set>
#include <string>

namespace lfp {
namespace {

/// Each text once.
using Texts = std::set<std::string>;

void add(Texts& texts, const EntryInfo& info) {
  texts.insert({info.label, info.summary});
  texts.insert(info.tags.begin(), info.tags.end());
  for (const SettingInfo& setting : info.settings)
    texts.insert({setting.label, setting.summary, setting.unit});
  for (const Preset& preset : info.presets) texts.insert(preset.label);
}

template <class Registered>
void add_all(Texts& texts, const std::vector<Registered>& entries) {
  for (const auto& entry : entries) add(texts, entry.info);
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    result += character;
  }
  return result + '"';
}

}  // namespace

std::string core_texts() {
  Texts texts;
  add_all(texts, rule_entries());
  add_all(texts, feedback_entries());
  add_all(texts, layer_entries());
  add_all(texts, activation_entries());
  add_all(texts, dataset_entries());
  add_all(texts, optimiser_entries());
  add_all(texts, schedule_entries());
  add_all(texts, preset_entries());
  for (const Measure& measure : measures()) texts.insert({measure.label, measure.summary});
  for (const WeightFormat& format : weight_formats()) texts.insert(format.summary);
  texts.erase("");
  std::string source = "const char* const core_texts[] = {\n";
  for (const std::string& text : texts) source += "    QT_TRANSLATE_NOOP(\"Core\", " + quoted(text) + "),\n";
  return source + "};\n";
}

}  // namespace lfp
