#include "app/documents/open_file.h"

#include "app/documents/examples.h"
#include "core/data/file_kind.h"
#include "core/exchange/share_string.h"

#include <filesystem>
#include <fstream>
#include <utility>

namespace lfp {
namespace {

bool is_session(const std::filesystem::path& file) {
  if (file.extension() == ".lfplab") return true;
  constexpr std::size_t enough = 4;
  std::string beginning(enough, '\0');
  std::ifstream stream(file, std::ios::binary);
  return stream.read(beginning.data(), enough) && looks_like_session(beginning);
}

}  // namespace

OpenedFile open_file(const std::string& name) {
  if (looks_like_share_string(name)) return {.experiment = parse_share_string(name), .session = nullptr};
  if (const auto problem = not_an_experiment(name)) throw *problem;
  if (!is_session(name)) return {.experiment = open_experiment(name), .session = nullptr};
  auto session = std::make_shared<const SessionFile>(load_session(name));
  return {.experiment = session->experiment(), .session = std::move(session)};
}

std::string program_name() {
  return "lfplab " LFPLAB_VERSION;
}

}  // namespace lfp
