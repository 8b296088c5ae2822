#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

class QWidget;

namespace lfp {

/// What a file can be saved as.
struct SaveKind {
  QString title;   ///< "Session: weights and history too"
  QString ending;  ///< without the point: "lfplab"
};

/// Where to save, and as which of the kinds.
struct SaveTarget {
  QString file;  ///< ends in the kind's ending
  qsizetype kind = 0;
};

/// Asks for a file to save to. A typed ending of one of the kinds chooses that kind, visibly; every other
/// name keeps its points and gets the ending of the kind that is chosen ("spirals lr 0.1.lfplab"). Only then
/// a person is asked whether existing files may be replaced: those that `written` names for the chosen name,
/// or the one of that name. Nothing if nothing is to be saved.
std::optional<SaveTarget> ask_where_to_save(QWidget* parent, const QString& title, const QString& suggested,
                                            const QList<SaveKind>& kinds, qsizetype chosen = 0,
                                            const std::function<QStringList(const QString&)>& written = {});

/// The name with the ending of the chosen kind in place of another kind's, or added.
QString with_ending(QString file, const QList<SaveKind>& kinds, qsizetype chosen);

}  // namespace lfp
