#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <string>

namespace lfp {

/// What a session says of the window beside the layout of its docks.
struct WindowLook {
  int layer = 0;            ///< from 0
  std::int64_t sample = 0;  ///< index in the test set
  /// For the next start only: the file that the window was about ("" if none), and whether it has been
  /// changed since.
  QString file;
  bool is_modified = false;
  double trained_seconds = 0;  ///< how long training has run
  QByteArray picture;          ///< of the window, a PNG; may be empty
};

std::string to_json(const WindowLook& look);
/// Anything that cannot be understood keeps the value of a fresh window.
WindowLook parse_look(const std::string& json);

}  // namespace lfp
