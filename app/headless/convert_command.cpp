#include "app/headless/convert_command.h"

#include "core/exchange/weight_formats.h"

namespace lfp {

void convert_weights(const std::string& from, const std::string& format, const std::string& to) {
  write_weights(read_weights(from), to, format);
}

}  // namespace lfp
