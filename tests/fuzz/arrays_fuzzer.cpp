// Weights from elsewhere: .npz, .npy and JSON. The first byte says which.

#include "core/exchange/npy.h"
#include "core/exchange/npz.h"
#include "core/exchange/weights_json.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text = lfp::fuzz::text_of(data + 1, size - 1);
  lfp::fuzz::expect_errors_only([&] {
    switch (data[0] % 3) {
      case 0:
        lfp::parse_npz(text, "fuzz.npz");
        break;
      case 1:
        lfp::parse_npy(text, "fuzz.npy");
        break;
      default:
        lfp::parse_weights_json(text, "fuzz.json");
    }
  });
  return 0;
}
