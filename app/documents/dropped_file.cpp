#include "app/documents/dropped_file.h"

#include "app/documents/study_desk.h"
#include "core/data/file_kind.h"
#include "core/exchange/share_string.h"
#include "core/exchange/weight_formats.h"
#include "widgets/files/to_path.h"

#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace lfp {
namespace {

Dropped data_of(const char* kind, const char* setting, const QString& file) {
  Dropped dropped{.kind = Dropped::Kind::data, .dataset = {.name = kind, .settings = {}}};
  dropped.dataset.settings.set(setting, file.toStdString());
  return dropped;
}

/// Returns the file in the same folder whose name is the other half of a pair, packed or not:
/// "train-labels-idx1-ubyte" for "train-images-idx3-ubyte.gz".
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

Dropped idx_of(const QString& file, bool is_labels) {
  Dropped dropped = data_of("idx", is_labels ? "labels" : "images", file);
  const QString partner = partner_of(file, is_labels);
  if (!partner.isEmpty())
    dropped.dataset.settings.set(is_labels ? "images" : "labels", partner.toStdString());
  return dropped;
}

/// Decides by the name when the content decides nothing: a folder may be meant to hold images, and a text
/// file whose name fits is a document or a table whose reader reports what is wrong with it.
Dropped by_name(const QString& name) {
  if (QFileInfo(name).isDir()) return data_of("images", "folder", name);
  const QString lower = name.toLower();
  if (lower.endsWith(QLatin1String(".json"))) return {.kind = Dropped::Kind::document, .dataset = {}};
  if (lower.endsWith(QLatin1String(".txt")) || lower.endsWith(QLatin1String(".csv.gz")))
    return data_of("csv", "file", name);
  if (weight_format_of(to_path(name)) != nullptr) return {.kind = Dropped::Kind::weights, .dataset = {}};
  return {};
}

}  // namespace

QString dropped_name(const QMimeData& data) {
  if (looks_like_share_string(data.text().toStdString())) return data.text();
  return data.hasUrls() ? data.urls().front().toLocalFile() : QString();
}

Dropped classify_dropped(const QString& name) {
  if (looks_like_share_string(name.toStdString())) return {.kind = Dropped::Kind::document, .dataset = {}};
  if (holds_study(name)) return {.kind = Dropped::Kind::study, .dataset = {}};
  switch (kind_of_file(to_path(name))) {
    case DataFileKind::experiment:
    case DataFileKind::session:
      return {.kind = Dropped::Kind::document, .dataset = {}};
    case DataFileKind::table:
      return data_of("csv", "file", name);
    case DataFileKind::idx_images:
      return idx_of(name, false);
    case DataFileKind::idx_labels:
      return idx_of(name, true);
    case DataFileKind::cifar_batch:
      return data_of("cifar", "path", name);
    case DataFileKind::image_folder:
      return data_of("images", "folder", name);
    case DataFileKind::weights:
      return {.kind = Dropped::Kind::weights, .dataset = {}};
    case DataFileKind::image:
    case DataFileKind::spreadsheet:
    case DataFileKind::unknown:
      return by_name(name);
  }
  return {};
}

}  // namespace lfp
