#pragma once

#include <QString>

namespace lfp {

/// Returns the text with a capital first letter, for messages of the core that begin a sentence here.
inline QString as_sentence(const QString& text) {
  return text.left(1).toUpper() + text.mid(1);
}

}  // namespace lfp
