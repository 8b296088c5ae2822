// make_seeds FOLDER EXAMPLES: what the fuzzers start from, FOLDER/NAME/* for NAME_fuzzer; EXAMPLES are
// experiments.

#include "core/exchange/npy.h"
#include "core/exchange/npz.h"
#include "core/exchange/share_string.h"
#include "core/exchange/weights_json.h"
#include "core/sessions/key_frame_file.h"
#include "core/sessions/session_file.h"
#include "core/sessions/trainer_state_file.h"
#include "tests/fuzz/small_training.h"
#include "tests/support/jpeg_bytes.h"
#include "tests/support/png_bytes.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

class Seeds {
 public:
  explicit Seeds(fs::path folder) : folder_(std::move(folder)) {}

  /// With the byte in front that says which of a fuzzer's formats it is.
  void add(const std::string& fuzzer, int which, const std::string& content) {
    add(fuzzer, std::string(1, static_cast<char>(which)) + content);
  }
  void add(const std::string& fuzzer, const std::string& content) {
    fs::create_directories(folder_ / fuzzer);
    std::ofstream(folder_ / fuzzer / std::to_string(++count_), std::ios::binary) << content;
  }

 private:
  fs::path folder_;
  int count_ = 0;
};

void add_sessions(Seeds& seeds) {
  lfp::Lockstep training = lfp::fuzz::small_training();
  training.intervene({0}, lfp::Teaching{.from_test = true, .sample = 1, .feedback = {1.0, -1.0}});
  training.advance(3);
  const auto state = std::make_shared<const lfp::LockstepState>(training.state());
  seeds.add("session", 0,
            lfp::session_bytes({.experiment = *state->experiment, .state = state, .program = "fuzz"}));
  seeds.add("session", 1, lfp::state_npz(state->runs.front()));
  seeds.add("session", 2, lfp::history_npz(state->runs.front()));
  seeds.add("session", 3, lfp::past_json(state->past, *state->experiment));
  const lfp::NamedArrays weights = training.weights(0);
  seeds.add("arrays", 0, lfp::npz_bytes(weights));
  seeds.add("arrays", 1, lfp::npy_bytes(weights.front()));
  seeds.add("arrays", 2, lfp::weights_json(weights));
  for (const char* header : {"{'descr': '>f8', 'fortran_order': True, 'shape': (2L, 1L), }",
                             "{'descr': '<f2', 'fortran_order': False, 'shape': (8,), }",
                             "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }"}) {
    const std::string length(1, static_cast<char>(std::string(header).size()));
    seeds.add("arrays", 1,
              std::string("\x93NUMPY\1\0", 8) + length + '\0' + header + std::string(16, '\x3f'));
  }
}

/// Pictures of 8 x 6 pixels in the ways that they are stored.
void add_images(Seeds& seeds) {
  const auto samples = [](std::size_t channels) {
    std::vector<std::uint8_t> values(48 * channels);
    for (std::size_t at = 0; at < values.size(); ++at) values[at] = static_cast<std::uint8_t>(at * at * 37);
    return values;
  };
  const auto turned = lfp::test::exif_marker(lfp::test::exif_bytes(true, 6));
  for (const lfp::test::JpegStyle& style :
       {lfp::test::JpegStyle{.exif = turned}, lfp::test::JpegStyle{.is_progressive = true},
        lfp::test::JpegStyle{.is_arithmetic = true, .restart_rows = 1},
        lfp::test::JpegStyle{.horizontal_subsampling = 4}})
    seeds.add("data_file", 3, lfp::test::jpeg_bytes(8, 6, samples(3), style));
  for (const J_COLOR_SPACE stored : {JCS_CMYK, JCS_YCCK})
    seeds.add("data_file", 3,
              lfp::test::jpeg_bytes(8, 6, samples(4),
                                    {.given = JCS_CMYK, .stored = stored, .has_adobe_marker = true}));
  seeds.add("data_file", 3,
            lfp::test::jpeg_bytes(8, 6, samples(1), {.given = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE}));
  const std::vector<std::uint8_t> row = samples(1);
  for (const lfp::test::PngStyle& style :
       {lfp::test::PngStyle{.colour_type = PNG_COLOR_TYPE_RGB_ALPHA, .is_interlaced = true},
        lfp::test::PngStyle{.bit_depth = 16, .colour_type = PNG_COLOR_TYPE_GRAY, .gamma = 1.0},
        lfp::test::PngStyle{.bit_depth = 2,
        .colour_type = PNG_COLOR_TYPE_PALETTE,
        .palette = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {0, 0, 0}},
        .transparency = {0, 100}}})
    seeds.add("data_file", 3, lfp::test::png_bytes(8, {row, row}, style));
}

void add_data(Seeds& seeds) {
  seeds.add("data_file", 0, "x,y,label\n1,2,a\n3,4.5,b\n5,6,a\n7,8,b\n\"9\",-1e3,a\n2,2,b\n");
  seeds.add("data_file", 0, "x;target\n1,5;2\n3;4\n5;6\n7;8\n");
  seeds.add("data_file", 0, "sep=;\n# note\na;b;c;\ncm;m;;\n1.234,5;\"x\ny\";F\xF6hre;\n;;;\n2,5;z;oak;\n");
  seeds.add("data_file", 0, "  1.024   9,121\t\t1\n  3.292   7,289  2\n  5.098   4,340  1\n");
  seeds.add("data_file", 0,
            std::string("\xFF\xFE"
                        "a\0|\0b\0\n\0"
                        "1\0|\0x\0\n\0"
                        "2\0|\0y\0\n\0",
                        26));
  // Two images of 2 x 2 pixels, and their labels.
  const std::string images("\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x02\x01\x02\x03\x04\x05\x06\x07\x08", 24);
  const std::string labels("\0\0\x08\x01\0\0\0\x02\0\x01", 10);
  seeds.add("data_file", 1, images + labels + std::string(14, '\0'));
  seeds.add("data_file", 2, std::string(2 * 3073, '\x01'));
  add_images(seeds);
}

void add_texts(Seeds& seeds) {
  for (const char* setting : {"seed=7", "runs[0].rule.epsilon=0.1", "runs[1].optimiser={\"name\":\"adam\"}",
                              "network.layers[0].units=3", "runs[0].clip_norm=null", "network=lenet"})
    seeds.add("settings", setting);
  for (const char* expression : {"y - p", "o > 0 ? 1 : -1", "(1 - s) * (y == 1) - s", "exp(-abs(o)) / n + k"})
    seeds.add("expression", expression);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  Seeds seeds(argv[1]);
  for (const auto& example : fs::directory_iterator(argv[2])) {
    std::ifstream file(example.path());
    seeds.add("experiment", std::string(std::istreambuf_iterator<char>(file), {}));
  }
  const std::string shared = lfp::share_string(lfp::fuzz::small_experiment());
  seeds.add("share_string", shared);
  add_sessions(seeds);
  add_data(seeds);
  add_texts(seeds);
  return 0;
}
