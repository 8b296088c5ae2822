// Files of data: CSV, IDX, CIFAR's .bin and pictures. The first byte says which.

#include "core/data/dataset.h"
#include "core/data/images/image_file.h"
#include "tests/fuzz/fuzz.h"

namespace {

lfp::Choice choice_of(const char* kind, const char* setting, const std::string& path) {
  lfp::Choice choice{.name = kind, .settings = {}};
  choice.settings.set(setting, path);
  return choice;
}

void read(const lfp::Choice& choice) {
  lfp::load_dataset(choice, {.seed = 1, .folder = {}});
}

void read_idx(const std::string& text) {
  static const lfp::fuzz::InputFile images(".images"), labels(".labels");
  // One half each.
  lfp::Choice choice = choice_of("idx", "images", images.write(text.substr(0, text.size() / 2)).string());
  choice.settings.set("labels", labels.write(text.substr(text.size() / 2)).string());
  read(choice);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const lfp::fuzz::InputFile file(".csv"), batch(".bin");
  const std::string text = lfp::fuzz::text_of(data + 1, size - 1);
  lfp::fuzz::expect_errors_only([&] {
    switch (data[0] % 4) {
      case 0:
        return read(choice_of("csv", "file", file.write(text).string()));
      case 1:
        return read_idx(text);
      case 2:
        return read(choice_of("cifar", "path", batch.write(text).string()));
      default:
        lfp::read_picture(file.write(text));
    }
  });
  return 0;
}
