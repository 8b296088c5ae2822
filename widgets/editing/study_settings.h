#pragma once

#include "core/experiment/experiment.h"
#include "core/study/axis.h"

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

namespace lfp {

/// A setting of an experiment that a study can vary.
struct StudySetting {
  QString group;  ///< "All runs", "A  LFP-ε", "Network", "Layer 1", "Data"
  QString label;  ///< "ε"
  QString summary;
  std::string path;
  AxisRange range;                   ///< the usual range, for numbers
  std::vector<std::string> names{};  ///< as in experiment files; empty: numbers
  QStringList name_labels{};         ///< on screen

  bool is_numeric() const { return names.empty(); }
  /// What axes call it: "learning rate", "ε".
  QString title() const;
};

/// All settings of the experiment, in the order in which people look for them.
std::vector<StudySetting> study_settings(const Experiment& experiment);

/// Null where there is none.
const StudySetting* find_setting(const std::vector<StudySetting>& settings, const std::string& path);

}  // namespace lfp
