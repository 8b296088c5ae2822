#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <string>

namespace lfp {

/// The state of the window that a session holds besides the layout of its docks.
struct WindowLook {
  int layer = 0;            ///< from 0
  std::int64_t sample = 0;  ///< index in the test set
  /// Used at the next start only: the window's file ("" if none), and whether the work has been changed
  /// since.
  QString file;
  bool is_modified = false;
  double trained_seconds = 0;  ///< total time that training has run
  QByteArray picture;          ///< a PNG of the window; may be empty
};

std::string to_json(const WindowLook& look);
/// Values that cannot be parsed keep their defaults for a new window.
WindowLook parse_look(const std::string& json);

}  // namespace lfp
