#include "core/data/load_report.h"

namespace lfp {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::string LoadReport::line() const {
  if (read.empty()) return {};
  std::string text = "read " + read;
  if (!guessed.empty()) text += "; " + joined(guessed);
  if (!passed_over.empty()) text += "; " + joined(passed_over) + " passed over";
  return text;
}

std::vector<std::string> LoadReport::lines(bool doubts_only) const {
  std::vector<std::string> all = doubts;
  if (!doubts_only && !read.empty()) all.insert(all.begin(), line());
  return all;
}

std::string counted(std::int64_t count, const std::string& one, const std::string& several) {
  return std::to_string(count) + " " + (count == 1 ? one : several);
}

}  // namespace lfp
