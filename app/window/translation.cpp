#include "app/window/translation.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <QTranslator>

namespace lfp {

bool install_translation(const QLocale& locale, QObject& parent) {
  const auto folder = QStringLiteral("translations");
  QStringList folders =
      QStandardPaths::locateAll(QStandardPaths::AppDataLocation, folder, QStandardPaths::LocateDirectory);
  folders.append(QCoreApplication::applicationDirPath() + QLatin1Char('/') + folder);
  auto* translator = new QTranslator(&parent);
  for (const QString& place : folders)
    if (translator->load(locale, QStringLiteral("lfplab"), QStringLiteral("_"), place))
      return QCoreApplication::installTranslator(translator);
  delete translator;
  return false;
}

}  // namespace lfp
