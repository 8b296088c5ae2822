#include "app/headless/standard_output.h"

#include "core/base/error.h"
#include "core/files/writing.h"

#include <system_error>

#include <unistd.h>

namespace lfp {

void StandardOutput::print(std::string_view text) {
  if (failure_ == 0) failure_ = write_all(STDOUT_FILENO, text);
}

void StandardOutput::expect_all_printed() const {
  if (failure_ != 0)
    throw Error("standard output", "it cannot be written to: " + std::generic_category().message(failure_),
                "Check what reads it, or the disk that it goes to");
}

}  // namespace lfp
