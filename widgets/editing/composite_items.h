#pragma once

#include "core/experiment/experiment.h"
#include "widgets/controls/choice_items.h"

#include <QList>
#include <QString>
#include <vector>

namespace lfp {

/// Known ways to give layers different rules, none first; rules set by hand show as one more item.
QList<ChoiceItem> composite_items(const RunSpec& run, const NetworkSpec& network);
/// The name of the item that the run's composite is.
QString current_composite(const RunSpec& run, const NetworkSpec& network);
/// What the item stands for; nothing where rules are set by hand.
std::vector<LayerRule> composite_of(const QString& name, const NetworkSpec& network);

}  // namespace lfp
