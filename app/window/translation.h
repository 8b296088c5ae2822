#pragma once

#include <QLocale>
#include <QObject>

namespace lfp {

/// Shows the interface in the language of `locale`, where `lfplab_<language>.qm` lies in the folder
/// `translations` of the program's data (the user's first) or beside the program; else in English.
/// Returns whether there is one. Before any widget is made.
bool install_translation(const QLocale& locale, QObject& parent);

}  // namespace lfp
