#pragma once

#include "core/experiment/experiment.h"

#include <span>
#include <string>

namespace lfp {

/// A value to put into an experiment, as `--set runs[0].rule.epsilon=0.1` does.
struct ValueChange {
  /// Of keys and indices from 0: "runs[0].rule.epsilon" or "runs.0.rule.epsilon". "+" for an index adds an
  /// item to the list: "runs[+]".
  std::string path;
  /// JSON, or a text without quotation marks. "null" takes the key or the item of a list away; other items
  /// keep their indices until all changes are made.
  std::string value;
};

/// The experiment with these changes, one after another; the result is checked once, at the end. Another name
/// or kind keeps those settings that the new entry has too. Throws Error for a path that leads nowhere or a
/// value that does not fit, at the path as it is spelled out in messages: "runs[0].rule.epsilon".
Experiment with_values(const Experiment& experiment, std::span<const ValueChange> changes);
/// The same with one change.
Experiment with_value(const Experiment& experiment, const std::string& path, const std::string& value);

/// The path as messages spell it. Throws Error where the text is not a path.
std::string spelled_out(const std::string& path);

}  // namespace lfp
