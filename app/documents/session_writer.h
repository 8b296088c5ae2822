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

/// What is to be written.
struct SessionToWrite {
  QString file;
  Experiment experiment;  ///< the window's
  std::string look;
  std::string layout;
  /// What training had reached; null: what it has reached when the file is written.
  std::shared_ptr<const LockstepState> state = nullptr;
};

/// Writes session files on a thread of its own, one after the other, while training and the window go on.
class SessionWriter : public QObject {
  Q_OBJECT

 public:
  using Done = std::function<void()>;
  using Failed = std::function<void(const Error&)>;

  /// `bridge` has to outlive what is being written: wait() first.
  explicit SessionWriter(const EngineBridge& bridge, QObject* parent = nullptr);
  ~SessionWriter() override;

  /// The file gets what training has reached now, or one step later. `done` or `failed` is called in the
  /// window's thread, unless the writer is gone by then; neither if it is cancelled by the progress returned,
  /// which is held as long as the file is being written.
  std::weak_ptr<Progress> write(SessionToWrite what, Done done, Failed failed);
  /// The same at once, in this thread. Throws Error and Cancelled.
  void write_now(const SessionToWrite& what, Progress& progress) const;
  bool is_busy() const { return waiting_ > 0; }
  /// Until all is written.
  void wait() { thread_.waitForDone(); }
  /// The same for a moment: whether all is written by then. Any thread.
  bool wait_a_moment() { return thread_.waitForDone(moment_milliseconds); }

 private:
  static constexpr int moment_milliseconds = 20;

  const EngineBridge& bridge_;
  QThreadPool thread_;
  int waiting_ = 0;
};

}  // namespace lfp
