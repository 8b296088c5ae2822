#include "app/documents/dropped_file.h"

#include "app/documents/study_desk.h"
#include "core/exchange/share_string.h"
#include "core/exchange/weight_formats.h"
#include "widgets/files/to_path.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>
#include <initializer_list>

namespace lfp {
namespace {

bool ends_in_one_of(QString name, std::initializer_list<const char*> endings) {
  name = name.toLower();
  if (name.endsWith(QLatin1String(".gz"))) name.chop(3);
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return name.endsWith(QLatin1String(ending)); });
}

Dropped data_of(const char* kind, const char* setting, const QString& file) {
  Dropped dropped{.kind = Dropped::Kind::data, .dataset = {.name = kind, .settings = {}}};
  dropped.dataset.settings.set(setting, file.toStdString());
  return dropped;
}

/// The file beside it whose name tells the other half of a pair, packed or not: "train-labels-idx1-ubyte" for
/// "train-images-idx3-ubyte.gz".
QString partner_of(const QString& file, bool is_labels) {
  const QFileInfo info(file);
  QString name = info.fileName();
  if (is_labels)
    name.replace(QLatin1String("labels"), QLatin1String("images"))
        .replace(QLatin1String("idx1"), QLatin1String("idx3"));
  else
    name.replace(QLatin1String("images"), QLatin1String("labels"))
        .replace(QLatin1String("idx3"), QLatin1String("idx1"));
  const QString plain = name.endsWith(QLatin1String(".gz")) ? name.chopped(3) : name;
  for (const QString& candidate : {plain, plain + QStringLiteral(".gz")}) {
    const QString path = info.dir().filePath(candidate);
    if (candidate != info.fileName() && QFileInfo::exists(path)) return path;
  }
  return {};
}

Dropped idx_of(const QString& file) {
  const bool is_labels = QFileInfo(file).fileName().contains(QLatin1String("labels"));
  Dropped dropped = data_of("idx", is_labels ? "labels" : "images", file);
  const QString partner = partner_of(file, is_labels);
  if (!partner.isEmpty())
    dropped.dataset.settings.set(is_labels ? "images" : "labels", partner.toStdString());
  return dropped;
}

bool is_idx(const QString& file) {
  if (QFileInfo(file).fileName().contains(QLatin1String("ubyte"))) return true;
  QFile opened(file);
  if (!opened.open(QIODevice::ReadOnly)) return false;
  const QByteArray beginning = opened.read(3);
  return beginning == QByteArray("\0\0\x08", 3);
}

bool is_weights_json(const QString& file) {
  constexpr qint64 enough = 4096;
  QFile opened(file);
  return opened.open(QIODevice::ReadOnly) && opened.read(enough).contains("\"lfplab-weights\"");
}

}  // namespace

QString dropped_name(const QMimeData& data) {
  if (looks_like_share_string(data.text().toStdString())) return data.text();
  return data.hasUrls() ? data.urls().front().toLocalFile() : QString();
}

Dropped classify_dropped(const QString& name) {
  if (looks_like_share_string(name.toStdString())) return {.kind = Dropped::Kind::document, .dataset = {}};
  if (holds_study(name)) return {.kind = Dropped::Kind::study, .dataset = {}};
  if (QFileInfo(name).isDir()) return data_of("images", "folder", name);
  if (ends_in_one_of(name, {".json"}) && is_weights_json(name))
    return {.kind = Dropped::Kind::weights, .dataset = {}};
  if (ends_in_one_of(name, {".lfplab", ".json"})) return {.kind = Dropped::Kind::document, .dataset = {}};
  if (ends_in_one_of(name, {".csv", ".tsv", ".tab", ".txt", ".dat", ".data"}))
    return data_of("csv", "file", name);
  if (is_idx(name)) return idx_of(name);
  if (weight_format_of(to_path(name)) != nullptr) return {.kind = Dropped::Kind::weights, .dataset = {}};
  return {};
}

}  // namespace lfp
