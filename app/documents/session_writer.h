#pragma once

#include "core/sessions/session_file.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <functional>
#include <memory>

namespace lfp {

class Error;
class EngineBridge;

/// The parts of a session to write.
struct SessionToWrite {
  QString file;
  Experiment experiment;  ///< the window's experiment
  std::string look;
  std::string layout;
  /// The state to write; null for the state at the time of writing.
  std::shared_ptr<const LockstepState> state = nullptr;
};

/// Writes session files one after the other on its own thread while training and the window continue.
class SessionWriter : public QObject {
  Q_OBJECT

 public:
  using Done = std::function<void()>;
  using Failed = std::function<void(const Error&)>;

  /// `bridge` has to outlive all writing: call wait() first.
  explicit SessionWriter(const EngineBridge& bridge, QObject* parent = nullptr);
  ~SessionWriter() override;

  /// Writes the current training state, or that of one step later, to the file. Calls `done` or `failed` in
  /// the window's thread unless the writer is destroyed by then; neither is called after a cancellation
  /// through the returned progress, which lives until the file is written.
  std::weak_ptr<Progress> write(SessionToWrite what, Done done, Failed failed);
  /// Writes immediately in the calling thread. Throws Error and Cancelled.
  void write_now(const SessionToWrite& what, Progress& progress) const;
  bool is_busy() const { return waiting_ > 0; }
  /// Blocks until everything is written.
  void wait() { thread_.waitForDone(); }
  /// Waits briefly; returns whether everything is written by then. May be called from any thread.
  bool wait_a_moment() { return thread_.waitForDone(moment_milliseconds); }

 private:
  static constexpr int moment_milliseconds = 20;

  const EngineBridge& bridge_;
  QThreadPool thread_;
  int waiting_ = 0;
};

}  // namespace lfp
