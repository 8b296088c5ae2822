#pragma once

#include <QString>
#include <functional>

namespace lfp {

/// What a person did to a view, which changes neither the experiment nor training, for undo to take back.
struct ViewEdit {
  QString text;  ///< "What if: z"
  /// Edits of the same name that follow one another within a moment are one step.
  QString name;
  std::function<void()> undo;
  std::function<void()> redo;      ///< not called when it has just been done
  std::function<bool()> is_there;  ///< whether the edited view still exists
};

}  // namespace lfp
