#include "app/session_writer.h"

#include "app/memory.h"
#include "app/open_file.h"
#include "app/session.h"
#include "core/base/error.h"
#include "core/exchange/atomic_file.h"
#include "core/training/experiment_paths.h"
#include "widgets/panels/experiment_editor.h"

#include <QMetaObject>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <utility>

namespace lfp {

namespace {

/// The experiment as it is trained. While a person builds what cannot be trained yet, the state is that of
/// the experiment before, and of no use.
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

/// Nothing where all went well.
std::optional<Error> write_session(const Session& session, const SessionToWrite& what) {
  try {
    const std::string bytes = session_bytes(content_of(what, session.state()));
    write_file(std::filesystem::path(what.file.toStdU16String()), bytes);
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return Error(what.file.toStdString(), "the memory does not suffice for saving it",
                 "Close other programs and try again");
  } catch (const std::exception& error) {
    return Error(what.file.toStdString(), error.what(), "Choose another file");
  }
  return std::nullopt;
}

}  // namespace

SessionWriter::SessionWriter(const Session& session, QObject* parent) : QObject(parent), session_(session) {
  thread_.setMaxThreadCount(1);
}

SessionWriter::~SessionWriter() {
  wait();
}

void SessionWriter::write(SessionToWrite what, Done done, Failed failed) {
  ++waiting_;
  thread_.start([this, what = std::move(what), done = std::move(done), failed = std::move(failed)] {
    const std::optional<Error> problem = write_session(session_, what);
    give_memory_back();
    QMetaObject::invokeMethod(
        this,
        [this, problem, done, failed] {
          --waiting_;
          problem ? failed(*problem) : done();
        },
        Qt::QueuedConnection);
  });
}

}  // namespace lfp
