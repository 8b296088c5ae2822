#include "app/documents/session_writer.h"

#include "app/bridge/engine_bridge.h"
#include "app/bridge/memory.h"
#include "app/documents/open_file.h"
#include "core/base/error.h"
#include "core/experiment/experiment_paths.h"
#include "widgets/editing/engine_changes.h"

#include <QMetaObject>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <utility>

namespace lfp {

namespace {

/// Returns the experiment as it is trained. While the user edits it into something that cannot be trained
/// yet, the state belongs to the previous experiment and is left out.
SessionContent content_of(const SessionToWrite& what, std::shared_ptr<const LockstepState> state) {
  SessionContent content{.experiment = what.experiment,
                         .state = std::move(state),
                         .program = program_name(),
                         .look = what.look,
                         .layout = what.layout};
  if (content.state && needs_restart(*content.state->experiment, what.experiment)) content.state.reset();
  if (content.state) content.experiment.runs = content.state->experiment->runs;
  const std::filesystem::path file(what.file.toStdU16String());
  const bool stays = std::filesystem::absolute(file).parent_path() == content.experiment.folder;
  if (!stays) content.experiment = with_absolute_paths(content.experiment);
  return content;
}

}  // namespace

SessionWriter::SessionWriter(const EngineBridge& bridge, QObject* parent) : QObject(parent), bridge_(bridge) {
  thread_.setMaxThreadCount(1);
}

SessionWriter::~SessionWriter() {
  wait();
}

std::weak_ptr<Progress> SessionWriter::write(SessionToWrite what, Done done, Failed failed) {
  ++waiting_;
  auto progress = std::make_shared<Progress>();
  const std::weak_ptr<Progress> held = progress;
  thread_.start([this, what = std::move(what), progress = std::move(progress), done = std::move(done),
                 failed = std::move(failed)]() mutable {
    std::optional<Error> problem;
    bool is_cancelled = false;
    try {
      write_now(what, *progress);
    } catch (const Error& error) {
      problem = error;
    } catch (const Cancelled&) {
      is_cancelled = true;
    }
    give_memory_back();
    progress.reset();
    QMetaObject::invokeMethod(
        this,
        [this, problem, is_cancelled, done, failed] {
          --waiting_;
          if (problem)
            failed(*problem);
          else if (!is_cancelled)
            done();
        },
        Qt::QueuedConnection);
  });
  return held;
}

void SessionWriter::write_now(const SessionToWrite& what, Progress& progress) const {
  try {
    save_session(content_of(what, what.state ? what.state : bridge_.state()),
                 std::filesystem::path(what.file.toStdU16String()), &progress);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw Error(what.file.toStdString(), "the memory does not suffice for saving it",
                "Close other programs and try again");
  } catch (const std::exception& error) {
    throw Error(what.file.toStdString(), error.what(), "Choose another file");
  }
}

}  // namespace lfp
