#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>

namespace lfp {

/// A label, summary or unit of a registered entry, in the language of the interface: the core knows no
/// translations. `lfplab list texts` writes all of them in a form from which Qt's tools collect texts.
inline QString core_text(const std::string& english) {
  return QCoreApplication::translate("Core", english.c_str());
}

}  // namespace lfp
