#include "app/documents/studies.h"

#include "app/documents/examples.h"
#include "core/base/error.h"
#include "core/base/unknown_name.h"
#include "core/files/read_file.h"
#include "core/study/study_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <filesystem>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_file = 64U << 20U;

QDir folder_of_studies() {
  return QDir(QStringLiteral(":/studies"), QStringLiteral("*.json"), QDir::Name);
}

QByteArray content_of(const QString& name) {
  QFile file(folder_of_studies().filePath(name + QStringLiteral(".json")));
  const bool is_open = file.open(QIODevice::ReadOnly);
  Q_ASSERT(is_open);
  return file.readAll();
}

std::vector<std::string> names_of_studies() {
  std::vector<std::string> names;
  for (const QString& file : folder_of_studies().entryList())
    names.push_back(file.chopped(static_cast<int>(std::string_view(".json").size())).toStdString());
  return names;
}

StudySource source_of(const std::string& name, const std::filesystem::path& folder, bool quick) {
  return {.name = name, .folder = folder, .open_experiment = open_experiment, .quick = quick};
}

}  // namespace

std::vector<ShippedStudy> shipped_studies() {
  std::vector<ShippedStudy> studies;
  for (const std::string& name : names_of_studies()) {
    const QJsonObject study = QJsonDocument::fromJson(content_of(QString::fromStdString(name))).object();
    studies.push_back({.name = name,
                       .title = study.value(QLatin1String("name")).toString().toStdString(),
                       .question = study.value(QLatin1String("question")).toString().toStdString()});
  }
  return studies;
}

Study open_study(const std::string& name, bool quick) {
  const auto names = names_of_studies();
  if (std::ranges::find(names, name) != names.end())
    return parse_study(content_of(QString::fromStdString(name)).toStdString(),
                       source_of(name, std::filesystem::current_path(), quick));
  std::error_code ignored;
  if (name.find_first_of("./") == std::string::npos && !std::filesystem::exists(name, ignored))
    throw Error(name, "there is no such study or file", remedy_for(name, names));
  const std::filesystem::path file = name;
  return parse_study(read_file(file, largest_file), source_of(name, file.parent_path(), quick));
}

Study read_study(const std::string& json, const std::string& source) {
  return parse_study(json, source_of(source, std::filesystem::current_path(), false));
}

}  // namespace lfp
