// Share strings, as they are pasted from a chat.

#include "core/exchange/share_string.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = lfp::fuzz::text_of(data, size);
  lfp::fuzz::expect_errors_only([&] { lfp::parse_share_string(text); });
  lfp::fuzz::expect_errors_only([&] { lfp::parse_share_string("lfplab:" + text); });
  return 0;
}
