#include "core/sessions/session_summary.h"

#include "core/base/error.h"
#include "core/files/json_text.h"
#include "core/files/zip_handles.h"

#include <memory>

#include <nlohmann/json.hpp>
#include <zip.h>

namespace lfp {
namespace {

constexpr zip_uint64_t largest_summary_part = zip_uint64_t{16} << 20U;

struct CloseSummaryPart {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};

/// "" where the part is missing or not whole.
std::string text_of(zip_t* archive, const char* name) {
  zip_stat_t stat;
  if (zip_stat(archive, name, 0, &stat) != 0 || stat.size > largest_summary_part) return {};
  const std::unique_ptr<zip_file_t, CloseSummaryPart> part(zip_fopen(archive, name, 0));
  if (!part) return {};
  std::string text(stat.size, '\0');
  const zip_int64_t read = zip_fread(part.get(), text.data(), text.size());
  return read == static_cast<zip_int64_t>(text.size()) ? text : std::string();
}

}  // namespace

SessionSummary summarise_session(const std::filesystem::path& file) {
  const auto fail = [&](const std::string& reason) {
    throw Error(file.string(), "the session cannot be read: " + reason, "Open an older copy of it");
  };
  int code = 0;
  const ZipArchive archive(zip_open(file.c_str(), ZIP_RDONLY, &code));
  if (!archive) fail("it is damaged or no session");
  try {
    const nlohmann::json experiment = read_json(text_of(archive.get(), "experiment.json"));
    const nlohmann::json manifest = read_json(text_of(archive.get(), "manifest.json"));
    return {.name = experiment.value("name", ""),
            .step = manifest.value("step", std::int64_t{0}),
            .look = text_of(archive.get(), "look.json")};
  } catch (const nlohmann::json::exception&) {
    fail("its parts are damaged");
  }
  return {};
}

}  // namespace lfp
