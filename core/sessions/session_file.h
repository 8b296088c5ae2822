#pragma once

#include "core/base/progress.h"
#include "core/experiment/experiment.h"
#include "core/files/byte_sink.h"
#include "core/files/named_array.h"
#include "core/lockstep/lockstep_state.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lfp {

class Lockstep;

/// What a session file (.lfplab) is made of.
struct SessionContent {
  Experiment experiment;                       ///< its runs as they are set now
  std::shared_ptr<const LockstepState> state;  ///< null: nothing trained yet
  std::string program;                         ///< name and version of the program that writes it
  std::string look = {};                       ///< JSON: what the window looks at
  std::string layout = {};                     ///< the window's own bytes: where its docks are
};

/// The bytes of a session file: a zip archive of manifest.json, experiment.json, look.json, layout.bin, for
/// each run runs/N/state.npz and runs/N/history.npz, and past.json with the same two for some key frames.
/// Relative paths in the experiment start at the file's folder. It goes to `sink` as it comes, so that
/// saving a large network takes little memory beside its state. Throws Error, Cancelled, and what the sink
/// throws.
void write_session(const SessionContent& content, const ByteSink& sink, Progress* progress = nullptr);
std::string session_bytes(const SessionContent& content, Progress* progress = nullptr);
/// Writes the file whole or not at all.
void save_session(const SessionContent& content, const std::filesystem::path& file,
                  Progress* progress = nullptr);

/// Whether the bytes begin as a session file does.
bool looks_like_session(std::string_view bytes);

/// A session file that was read, as far as it can be: with its experiment at least.
class SessionFile {
 public:
  /// A session that was never written: where training stood. `state` is of that experiment.
  SessionFile(Experiment experiment, std::shared_ptr<const LockstepState> state);
  /// Throws Error at `source` where not even the experiment can be read. `folder` is where its paths start.
  SessionFile(std::string bytes, std::string source, std::filesystem::path folder);

  const Experiment& experiment() const { return experiment_; }
  void set_experiment(Experiment experiment) { experiment_ = std::move(experiment); }
  /// "" where there is none.
  const std::string& look() const { return look_; }
  const std::string& layout() const { return layout_; }
  /// The step that the manifest names; 0 where there is no state.
  std::int64_t step() const { return step_; }
  /// Whether the experiment alone leads to the same bits: nothing was changed while it was trained.
  bool is_repeatable() const { return repeatable_; }
  /// The weights of a run as they are exchanged; a convolution's are flat, [outputs x fan-in]. Throws Error
  /// where there are none, or they cannot be read.
  NamedArrays weights(std::size_t run) const;
  /// The parts that could not be read so far and the reasons, a sentence each.
  const std::vector<std::string>& problems() const { return problems_; }

  /// Brings `lockstep`, which is new and made from experiment(), to where the session was. Returns the parts
  /// that could not be read and the reasons, a sentence each: without a state it stays at step 0, without a
  /// history its curves are unknown, without a past there is no way back beyond it. Throws Cancelled;
  /// `lockstep` is then of no use.
  std::vector<std::string> restore(Lockstep& lockstep, Progress* progress = nullptr) const;

 private:
  struct Part {
    std::string name;
    std::uint64_t size = 0;
    std::uint32_t checksum = 0;
  };

  void read_manifest(const std::string& text);
  /// Counts the bytes that are read against those that there are.
  class Reading;
  std::string take(const std::string& name, std::size_t largest, std::string& problem,
                   Reading* reading = nullptr) const;
  const Part* part(const std::string& name) const;
  void read_state(LockstepState& state, Reading& reading, std::vector<std::string>& problems) const;
  KeyFrameParts read_past(const LockstepState& form, const std::vector<RunRecord>& untrained,
                          Reading& reading, std::vector<std::string>& problems) const;
  bool read_states(std::size_t number, const LockstepState& form, const std::vector<RunRecord>& untrained,
                   Reading& reading, KeyFrame& frame, std::string& problem) const;

  std::shared_ptr<const LockstepState> kept_;  // of a session that was never written
  std::string bytes_;
  std::string source_;
  std::vector<Part> parts_;
  bool is_understood_ = false;  // the manifest is whole and of this version
  bool has_state_ = false;
  bool repeatable_ = true;
  std::size_t runs_ = 0;
  std::int64_t step_ = 0;
  Experiment experiment_;
  std::string look_;
  std::string layout_;
  std::vector<std::string> problems_;
};

/// Reads the file; paths start in its folder. Throws Error.
SessionFile load_session(const std::filesystem::path& file);

}  // namespace lfp
