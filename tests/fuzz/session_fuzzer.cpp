// Session files, and the parts of one without the checksums that guard them. The first byte says which.

#include "core/data/dataset.h"
#include "core/lockstep/lockstep.h"
#include "core/sessions/key_frame_file.h"
#include "core/sessions/session_file.h"
#include "core/sessions/trainer_state_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/small_training.h"

namespace {

/// Opens it as the window does, onto training of another experiment than the file may name.
void open_session(const std::string& bytes) {
  lfp::SessionFile file(bytes, "fuzz.lfplab", "/");
  file.set_experiment(lfp::fuzz::small_experiment());
  lfp::Lockstep lockstep = lfp::fuzz::small_training();
  file.restore(lockstep);
  lockstep.advance(1);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text = lfp::fuzz::text_of(data + 1, size - 1);
  static const lfp::LockstepState form = lfp::fuzz::small_training().state();
  lfp::TrainerState state = form.runs.front();
  lfp::fuzz::expect_errors_only([&] {
    switch (data[0] % 4) {
      case 0:
        return open_session(text);
      case 1:
        return lfp::read_state_npz(text, "state", state);
      case 2:
        state.step = 3;
        return lfp::read_history_npz(text, "history", state);
      default:
        lfp::read_past_json(text, "past.json", lfp::fuzz::small_experiment());
    }
  });
  return 0;
}
