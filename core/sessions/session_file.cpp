#include "core/sessions/session_file.h"

#include "core/base/error.h"
#include "core/exchange/npz.h"
#include "core/files/atomic_file.h"
#include "core/files/json_text.h"
#include "core/files/read_file.h"
#include "core/files/whole_number.h"
#include "core/files/zip_file.h"
#include "core/files/zip_stream.h"
#include "core/lockstep/lockstep.h"
#include "core/lockstep/return_to_state.h"
#include "core/sessions/key_frame_file.h"
#include "core/sessions/trainer_state_file.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace lfp {
namespace {

using Json = nlohmann::ordered_json;

constexpr int this_version = 1;
constexpr const char* format = "lfplab-session";
constexpr const char* manifest_name = "manifest.json";
constexpr const char* experiment_name = "experiment.json";
constexpr const char* look_name = "look.json";
constexpr const char* layout_name = "layout.bin";
constexpr const char* past_name = "past.json";
constexpr std::size_t largest_text = std::size_t{16} << 20U;
constexpr std::uintmax_t largest_file = std::uintmax_t{4} << 30U;
constexpr const char* remedy = "Open an older copy of it, or the experiment alone";

std::string run_part(std::size_t run, const char* what) {
  return "runs/" + std::to_string(run + 1) + "/" + what + ".npz";
}

std::string frame_part(std::size_t frame, std::size_t run, const char* what) {
  return "past/" + std::to_string(frame + 1) + "/" + run_part(run, what);
}

/// A part of the file, which can be written any number of times.
struct PartToWrite {
  std::string name;
  std::function<void(const ByteSink& sink)> write;
  std::uint64_t bytes = 0;
  std::uint32_t checksum = 0;
};

PartToWrite text_part(std::string name, std::string text) {
  return {.name = std::move(name), .write = [text = std::move(text)](const ByteSink& sink) { sink(text); }};
}

/// `state` has to outlive the part.
PartToWrite state_part(std::string name, const TrainerState& state) {
  return {.name = std::move(name), .write = [&state](const ByteSink& sink) { write_state_npz(state, sink); }};
}

PartToWrite history_part(std::string name, const TrainerState& state) {
  return {.name = std::move(name),
          .write = [&state](const ByteSink& sink) { write_history_npz(state, sink); }};
}

void add_past(std::vector<PartToWrite>& parts, const LockstepState& state, const KeyFrameParts& past,
              const Experiment& experiment) {
  if (!past.frames.empty()) parts.push_back(text_part(past_name, past_json(past, experiment)));
  for (std::size_t frame = 0; frame < past.frames.size(); ++frame)
    for (std::size_t run = 0; run < state.runs.size(); ++run) {
      const TrainerState& then = *past.frames[frame].runs[run].state;
      parts.push_back(state_part(frame_part(frame, run, "state"), then));
      parts.push_back(history_part(frame_part(frame, run, "history"), then));
    }
}

KeyFrameParts past_of(const SessionContent& content) {
  if (!content.state) return {};
  // A run that has diverged stays behind the others.
  const auto step = std::ranges::max(content.state->runs, {}, &TrainerState::step).step;
  return excerpt_for_file(content.state->past, step);
}

/// All but the manifest. They share what `content` and `past` hold.
std::vector<PartToWrite> parts_of(const SessionContent& content, const KeyFrameParts& past) {
  std::vector<PartToWrite> parts{text_part(experiment_name, to_json(content.experiment))};
  if (!content.look.empty()) parts.push_back(text_part(look_name, content.look));
  if (!content.layout.empty()) parts.push_back(text_part(layout_name, content.layout));
  if (!content.state) return parts;
  const auto& runs = content.state->runs;
  for (std::size_t run = 0; run < runs.size(); ++run)
    parts.push_back(state_part(run_part(run, "state"), runs[run]));
  for (std::size_t run = 0; run < runs.size(); ++run)
    parts.push_back(history_part(run_part(run, "history"), runs[run]));
  add_past(parts, *content.state, past, content.experiment);
  return parts;
}

std::uint32_t checksum_of(std::string_view bytes, uLong before) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  return static_cast<std::uint32_t>(crc32_z(before, data, bytes.size()));
}

std::uint32_t checksum_of(std::string_view bytes) {
  return checksum_of(bytes, crc32_z(0, nullptr, 0));
}

void measure(PartToWrite& part, const Progress* progress) {
  part.checksum = checksum_of({});
  part.write([&](std::string_view bytes) {
    if (progress != nullptr) progress->check();
    part.bytes += bytes.size();
    part.checksum = checksum_of(bytes, part.checksum);
  });
}

std::string manifest_of(const SessionContent& content, const std::vector<PartToWrite>& parts) {
  Json manifest = {{"format", format}, {"version", this_version}, {"program", content.program}};
  if (content.state) {
    std::int64_t step = 0;
    for (const TrainerState& run : content.state->runs) step = std::max(step, run.step);
    manifest["step"] = step;
    manifest["runs"] = content.state->runs.size();
    manifest["repeatable"] = content.state->repeatable;
  }
  Json list = Json::array();
  for (const PartToWrite& part : parts)
    list.push_back({{"name", part.name}, {"bytes", part.bytes}, {"crc32", part.checksum}});
  manifest["parts"] = std::move(list);
  return json_text(manifest, 2) + "\n";
}

}  // namespace

void write_session(const SessionContent& content, const ByteSink& sink, Progress* progress) {
  const KeyFrameParts past = past_of(content);
  std::vector<PartToWrite> parts = parts_of(content, past);
  std::int64_t all = 0;
  for (PartToWrite& part : parts) {
    measure(part, progress);
    all += static_cast<std::int64_t>(part.bytes);
  }
  const std::string manifest = manifest_of(content, parts);
  ZipStream zip(ZipPacking::deflated, "the session", sink);
  zip.begin(manifest_name, manifest.size());  // first, so that it survives if the file is cut off
  zip.write(manifest);
  std::int64_t done = 0;
  for (const PartToWrite& part : parts) {
    zip.begin(part.name, part.bytes);
    part.write([&](std::string_view bytes) {
      constexpr std::size_t block = std::size_t{1} << 20U;  // cancelling waits for no more
      for (; !bytes.empty(); bytes.remove_prefix(std::min(block, bytes.size()))) {
        const auto next = bytes.substr(0, block);
        zip.write(next);
        done += static_cast<std::int64_t>(next.size());
        if (progress != nullptr) progress->at(done, all);
      }
    });
  }
  zip.finish();
}

std::string session_bytes(const SessionContent& content, Progress* progress) {
  return all_bytes([&](const ByteSink& sink) { write_session(content, sink, progress); });
}

void save_session(const SessionContent& content, const std::filesystem::path& file, Progress* progress) {
  write_file_as_it_comes(file, [&](const ByteSink& sink) { write_session(content, sink, progress); });
}

class SessionFile::Reading {
 public:
  Reading(Progress* progress, const std::vector<Part>& parts) : progress_(progress) {
    for (const Part& part : parts) all_ += static_cast<std::int64_t>(part.size);
  }
  void count(std::size_t block) {
    done_ += static_cast<std::int64_t>(block);
    if (progress_ != nullptr) progress_->at(std::min(done_, all_), all_);
  }

 private:
  Progress* progress_;
  std::int64_t all_ = 0;
  std::int64_t done_ = 0;
};

bool looks_like_session(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

SessionFile::SessionFile(std::string bytes, std::string source, std::filesystem::path folder)
    : bytes_(std::move(bytes)), source_(std::move(source)) {
  std::string problem;
  read_manifest(take(manifest_name, largest_text, problem));
  if (!problem.empty()) problems_.push_back("The list of the file's parts cannot be read: " + problem + ".");

  problem.clear();
  const std::string text = take(experiment_name, largest_text, problem);
  if (!problem.empty()) throw Error(source_, "the experiment in it cannot be read: " + problem, remedy);
  experiment_ = parse_experiment(text, source_ + ": " + experiment_name);
  experiment_.folder = std::move(folder);

  const auto take_optional = [&](const char* name, const char* what) {
    std::string reason;
    if (!is_understood_ || part(name) == nullptr) return std::string();
    std::string content = take(name, largest_text, reason);
    if (!reason.empty()) problems_.push_back(std::string(what) + " cannot be read: " + reason + ".");
    return content;
  };
  look_ = take_optional(look_name, "What the window looked at");
  layout_ = take_optional(layout_name, "The layout of the window");
}

void SessionFile::read_manifest(const std::string& text) {
  if (text.empty()) return;
  const auto manifest = read_json_if_valid(text);
  try {
    if (manifest.is_discarded() || manifest.at("format") != format) {
      problems_.emplace_back("The list of the file's parts is not that of a session.");
      return;
    }
    if (whole_number<int>(manifest.at("version")) > this_version) {
      problems_.push_back("The file was written by a newer program (" + manifest.value("program", "unknown") +
                          "): only its experiment is opened, without weights and history.");
      return;
    }
    for (const auto& item : manifest.at("parts"))
      parts_.push_back({.name = item.at("name").get<std::string>(),
                        .size = whole_number<std::uint64_t>(item.at("bytes")),
                        .checksum = whole_number<std::uint32_t>(item.at("crc32"))});
    has_state_ = manifest.contains("runs");
    if (has_state_) {
      runs_ = whole_number<std::size_t>(manifest.at("runs"));
      step_ = whole_number<std::int64_t>(manifest.at("step"));
      repeatable_ = manifest.at("repeatable").get<bool>();
    }
    is_understood_ = true;
  } catch (const nlohmann::json::exception&) {
    has_state_ = false;
    problems_.emplace_back("The list of the file's parts is damaged.");
  }
}

const SessionFile::Part* SessionFile::part(const std::string& name) const {
  const auto found = std::ranges::find(parts_, name, &Part::name);
  return found == parts_.end() ? nullptr : &*found;
}

/// "" and `problem` where the part is not there as it was written.
std::string SessionFile::take(const std::string& name, std::size_t largest, std::string& problem,
                              Reading* reading) const {
  const Part* expected = part(name);
  if (expected != nullptr && expected->size > largest) {
    problem = name + " is larger than it can be";
    return {};
  }
  const auto wanted = [&](const std::string& found) {
    return found == name ? std::optional(largest) : std::nullopt;
  };
  auto entries = read_zip(bytes_, wanted, [reading](std::size_t block) {
    if (reading != nullptr) reading->count(block);
  });
  if (entries.empty()) {
    problem = name + " is missing, the file is cut short or damaged";
    return {};
  }
  ReadZipEntry& entry = entries.front();
  const bool is_other = expected != nullptr && (entry.bytes.size() != expected->size ||
                                                checksum_of(entry.bytes) != expected->checksum);
  if (!entry.problem.empty())
    problem = name + " is damaged (" + entry.problem + ")";
  else if (is_other)
    problem = name + " is not as it was written";
  return problem.empty() ? std::move(entry.bytes) : std::string();
}

SessionFile::SessionFile(Experiment experiment, std::shared_ptr<const LockstepState> state)
    : kept_(std::move(state)), experiment_(std::move(experiment)) {
  for (const TrainerState& run : kept_->runs) step_ = std::max(step_, run.step);
  repeatable_ = kept_->repeatable;
}

NamedArrays SessionFile::weights(std::size_t run) const {
  if (kept_ || !has_state_)
    throw Error(source_, "there are no weights in it: nothing was trained yet", "Choose another session");
  const std::string name = run_part(run, "state");
  const Part* state = part(name);
  std::string problem = state == nullptr ? name + " is missing" : std::string();
  const std::string bytes = state == nullptr ? std::string() : take(name, state->size, problem);
  if (!problem.empty()) throw Error(source_, problem, remedy);
  return exchanged_weights(parse_npz(bytes, source_ + ": " + name));
}

std::vector<std::string> SessionFile::restore(Lockstep& lockstep, Progress* progress) const {
  std::vector<std::string> problems;
  if (kept_) {
    return_to_state(*kept_, lockstep);
    return problems;
  }
  if (!has_state_) return problems;
  if (runs_ != lockstep.runs()) {
    problems.push_back("The weights cannot be used: they are of " + std::to_string(runs_) +
                       " runs, but the experiment has " + std::to_string(lockstep.runs()) +
                       ". Training starts at step 0.");
    return problems;
  }
  Reading reading(progress, parts_);
  try {
    // The state is read in place, so that large ones are not in memory twice.
    LockstepState state = lockstep.state();
    const bool has_past = !state.past.frames.empty();
    state.past = {};
    std::vector<RunRecord> untrained;
    for (const TrainerState& run : state.runs) untrained.push_back(run.record);
    read_state(state, reading, problems);
    if (has_past) state.past = read_past(state, untrained, reading, problems);
    if (return_to_state(state, lockstep)) return problems;
    problems.push_back("The way back cannot be repeated to the bit here: it ends at step " +
                       std::to_string(step_) + ".");
  } catch (const Error& error) {
    problems.push_back("The weights cannot be used: " + error.place() + ": " + error.problem() +
                       ". Training starts at step 0.");
  }
  return problems;
}

/// Reads the weights into a state of the same network. Throws Error where the weights cannot be used.
void SessionFile::read_state(LockstepState& state, Reading& reading,
                             std::vector<std::string>& problems) const {
  state.repeatable = repeatable_;
  for (std::size_t run = 0; run < runs_; ++run) {
    const std::string place = "run " + std::to_string(run + 1);
    std::string problem;
    const std::string bytes =
        take(run_part(run, "state"), largest_state_npz(state.runs[run]), problem, &reading);
    if (!problem.empty()) throw Error(place, problem, remedy);
    read_state_npz(bytes, place, state.runs[run]);
  }
  for (std::size_t run = 0; run < runs_; ++run) {
    std::string problem;
    const std::string bytes =
        take(run_part(run, "history"), largest_history_npz(state.runs[run]), problem, &reading);
    try {
      if (problem.empty()) read_history_npz(bytes, "run " + std::to_string(run + 1), state.runs[run]);
    } catch (const Error& error) {
      problem = error.place() + ": " + error.problem();
    }
    if (problem.empty()) continue;
    state.runs[run].record.set_unknown(state.runs[run].step);
    problems.push_back("The history of run " + std::to_string(run + 1) + " cannot be read: " + problem + ".");
  }
}

/// Reads as much of it as can be read. `form` is of the same network, `untrained` are its runs' records at
/// step 0.
KeyFrameParts SessionFile::read_past(const LockstepState& form, const std::vector<RunRecord>& untrained,
                                     Reading& reading, std::vector<std::string>& problems) const {
  if (part(past_name) == nullptr) return {};
  std::string problem;
  KeyFrameParts past;
  try {
    const std::string text = take(past_name, largest_text, problem);
    if (problem.empty()) past = read_past_json(text, past_name, experiment_);
    std::vector<KeyFrame> whole;
    for (std::size_t frame = 0; frame < past.frames.size(); ++frame)
      if (read_states(frame, form, untrained, reading, past.frames[frame], problem))
        whole.push_back(past.frames[frame]);
    past.frames = std::move(whole);
  } catch (const Error& error) {
    problem = error.place() + ": " + error.problem();
    past = {};
  }
  if (!problem.empty()) problems.push_back("The way back cannot be read in full: " + problem + ".");
  return past.frames.empty() ? KeyFrameParts() : past;
}

bool SessionFile::read_states(std::size_t number, const LockstepState& form,
                              const std::vector<RunRecord>& untrained, Reading& reading, KeyFrame& frame,
                              std::string& problem) const {
  try {
    for (std::size_t run = 0; run < frame.runs.size(); ++run) {
      auto state = std::make_shared<TrainerState>(form.runs[run]);
      state->record = untrained[run];
      const std::string state_name = frame_part(number, run, "state");
      const std::string bytes = take(state_name, largest_state_npz(*state), problem, &reading);
      if (bytes.empty()) return false;
      read_state_npz(bytes, state_name, *state);
      const std::string history_name = frame_part(number, run, "history");
      const std::string history = take(history_name, largest_history_npz(*state), problem, &reading);
      if (history.empty()) return false;
      read_history_npz(history, history_name, *state);
      // A run that has diverged stands still behind the others.
      if (state->step > frame.step) throw Error(state_name, "it is of another step", remedy);
      frame.runs[run].state = std::move(state);
    }
    return true;
  } catch (const Error& error) {
    problem = error.place() + ": " + error.problem();
    return false;
  }
}

SessionFile load_session(const std::filesystem::path& file) {
  const auto whole = std::filesystem::absolute(file);
  std::string bytes = read_file(file, largest_file);
  if (!looks_like_session(bytes))
    throw Error(file.string(), "this is not a session file of LFP Lab",
                "Choose a file that ends in .lfplab or .json");
  return {std::move(bytes), file.string(), whole.parent_path()};
}

}  // namespace lfp
