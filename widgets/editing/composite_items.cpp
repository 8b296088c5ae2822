#include "widgets/editing/composite_items.h"

#include "core/experiment/composites.h"
#include "widgets/style/core_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace lfp {
namespace {

constexpr const char* none_name = "none";
constexpr const char* own_name = "own";

struct Composites {
  Q_DECLARE_TR_FUNCTIONS(Composites)
};

/// The same rules for the same layers. The run's have all their settings filled in, the known ones only those
/// that differ from the usual.
bool is_filled_copy(const std::vector<LayerRule>& own, const std::vector<LayerRule>& known) {
  return std::equal(own.begin(), own.end(), known.begin(), known.end(),
                    [](const LayerRule& filled, const LayerRule& sparse) {
                      const auto& settings = sparse.rule.settings.values();
                      return filled.layer == sparse.layer && filled.rule.name == sparse.rule.name &&
                             std::all_of(settings.begin(), settings.end(), [&](const auto& setting) {
                               const auto& values = filled.rule.settings.values();
                               const auto found = values.find(setting.first);
                               return found != values.end() && found->second == setting.second;
                             });
                    });
}

}  // namespace

QString current_composite(const RunSpec& run, const NetworkSpec& network) {
  if (run.composite.empty()) return none_name;
  for (const CompositeEntry& entry : composite_entries())
    if (is_filled_copy(run.composite, entry.make(network))) return QString::fromStdString(entry.info.name);
  return own_name;
}

QList<ChoiceItem> composite_items(const RunSpec& run, const NetworkSpec& network) {
  QList<ChoiceItem> items = {
      {none_name, Composites::tr("same for all layers"), Composites::tr("Every layer has the rule above")}};
  for (const CompositeEntry& entry : composite_entries())
    items.append({QString::fromStdString(entry.info.name), core_text(entry.info.label),
                  core_text(entry.info.summary)});
  if (current_composite(run, network) == own_name)
    items.append({own_name, Composites::tr("as set by hand"),
                  Composites::tr("Single layers have rules of their own, see their cards")});
  return items;
}

std::vector<LayerRule> composite_of(const QString& name, const NetworkSpec& network) {
  for (const CompositeEntry& entry : composite_entries())
    if (entry.info.name == name.toStdString()) return entry.make(network);
  return {};
}

}  // namespace lfp
