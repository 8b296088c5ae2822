#include "core/files/writing.h"

#include "core/base/error.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <unistd.h>

namespace lfp {

void fail_to_write(const std::filesystem::path& file, int reason) {
  std::string remedy = "Choose another place";
  if (reason == ENOENT || reason == ENOTDIR) remedy = "Make the folder first, or choose another one";
  if (reason == EACCES || reason == EPERM || reason == EROFS)
    remedy = "Choose a folder that you may write to";
  if (reason == ENOSPC || reason == EDQUOT) remedy = "Free some space, or choose another disk";
  throw Error(file.string(), "the file cannot be written: " + std::generic_category().message(reason),
              remedy);
}

int write_all(int handle, std::string_view content) {
  while (!content.empty()) {
    const auto written = write(handle, content.data(), content.size());
    if (written >= 0)
      content.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

}  // namespace lfp
