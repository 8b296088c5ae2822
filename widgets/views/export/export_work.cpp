#include "widgets/views/export/export_work.h"

#include "core/files/atomic_file.h"

#include <filesystem>
#include <string_view>
#include <utility>

namespace lfp {

ExportWork finished(const QString& text) {
  return finished(text.toUtf8());
}

ExportWork finished(QByteArray content) {
  if (content.isEmpty()) return {};
  return [content = std::move(content)](Progress& /*progress*/) { return content; };
}

void write_work(const ExportWork& work, const QString& file, Progress& progress) {
  const QByteArray content = work(progress);
  write_file(std::filesystem::path(file.toStdU16String()),
             std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
}

}  // namespace lfp
