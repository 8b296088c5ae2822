#include "app/documents/window_look.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace lfp {

std::string to_json(const WindowLook& look) {
  QJsonObject json{{"layer", look.layer}, {"sample", static_cast<qint64>(look.sample)}};
  if (!look.file.isEmpty()) json["file"] = look.file;
  if (look.is_modified) json["modified"] = true;
  if (look.trained_seconds > 0) json["trained_seconds"] = look.trained_seconds;
  if (!look.picture.isEmpty()) json["picture"] = QString::fromLatin1(look.picture.toBase64());
  return QJsonDocument(json).toJson().toStdString();
}

WindowLook parse_look(const std::string& json) {
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
  return {.layer = std::max(0, object["layer"].toInt()),
          .sample = std::max<qint64>(0, object["sample"].toInteger()),
          .file = object["file"].toString(),
          .is_modified = object["modified"].toBool(),
          .trained_seconds = std::max(0.0, object["trained_seconds"].toDouble()),
          .picture = QByteArray::fromBase64(object["picture"].toString().toLatin1())};
}

}  // namespace lfp
