#pragma once

#include <QString>
#include <filesystem>

namespace lfp {

/// The same name of a file, as the core takes it.
inline std::filesystem::path to_path(const QString& file) {
  return {file.toStdU16String()};
}

}  // namespace lfp
