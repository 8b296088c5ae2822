#pragma once

#include "app/documents/open_file.h"
#include "app/documents/session_slot.h"
#include "app/documents/session_writer.h"
#include "app/documents/window_look.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

class QWidget;

namespace lfp {

class Error;
class ExperimentEditor;
class ExperimentFiles;
class Focus;
class PerspectiveSwitch;
struct LockstepState;
class EngineBridge;

/// The work that the previous window has left.
struct LastSession {
  std::optional<OpenedFile> opened;  ///< nullopt: nothing usable
  QString message;                   ///< for the status line: what was continued; or ""
  QString problem;                   ///< why it cannot be used and where it was moved; or ""
};

/// Reads the slot; a file that cannot be used is moved aside so that it is not overwritten.
LastSession last_session(const SessionSlot& slot);

/// Saves sessions, knows whether there are unsaved changes, and keeps the window's work in a slot of its own:
/// every half minute if it has changed, at every pause and at the end. Work that was trained for more than a
/// minute stays in its slot when training starts on something else.
class SessionKeeper : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    EngineBridge& bridge;
    ExperimentEditor& editor;
    ExperimentFiles& files;
    Focus& focus;
    PerspectiveSwitch& perspectives;
    QWidget& window;
  };

  /// Without a slot, nothing is kept automatically.
  SessionKeeper(const Parts& parts, std::optional<SessionSlot> slot);

  /// Starts the engine on the editor's experiment, with the state from `last` if it has one.
  void start(const LastSession& last);
  bool is_modified() const { return is_modified_; }
  /// Returns the training state so that it can be restored later; null if nothing has been trained. If
  /// training is about to restart, the state is also kept in the slot.
  std::shared_ptr<const LockstepState> take_state(bool starts_anew);
  /// Continues with kept work. Returns false if it could not be opened or another window has it.
  bool open_kept(const QString& file);
  /// Writes the current work, waits for it and releases the slot because the window closes. Returns false if
  /// the window has to stay open: the user cancelled the writing, or chose to stay after it failed.
  bool finish();

 signals:
  void modified_changed();
  void message(const QString& text);
  void failed(const lfp::Error& error);
  /// A file could be opened only in part.
  void partly_opened(const QString& file, const QStringList& problems);

 private:
  /// Identifies a state of the work, to detect changes.
  struct Mark {
    Experiment experiment;
    std::int64_t step = 0;
    std::string signature;  // empty while training runs
    bool operator==(const Mark&) const = default;
  };

  void expect(const std::shared_ptr<const SessionFile>& session);
  void forget_expected();
  void take_snapshot();
  void settle();
  void tell_problems();
  void set_slot_aside();
  void save(const QString& file);
  void note_experiment_saved();
  void keep_if_changed();
  void keep_soon();
  bool can_keep() const;
  void leave_slot(const std::shared_ptr<const LockstepState>& state);
  void count_training(bool is_running);
  QByteArray picture() const;
  void keep();
  bool keep_now();
  void update();
  Mark now() const;
  bool differs(const Mark& mark) const;
  SessionToWrite content(const QString& file) const;

  Parts to_;
  std::optional<SessionSlot> slot_;
  SessionWriter writer_;
  QTimer half_minute_;
  QTimer soon_;                // delays a save: after single steps or while the writer is busy
  std::optional<Mark> kept_;   // state in the slot
  std::optional<Mark> saved_;  // state in the file or as opened; nullopt: matches no file
  bool saves_state_ = true;    // whether the file holds more than the experiment
  bool is_modified_ = false;
  bool was_running_ = false;
  bool has_told_failure_ = false;
  bool is_from_slot_ = false;  // whether the work opened last came from the slot
  bool is_finishing_ = false;
  double trained_seconds_ = 0;
  QElapsedTimer since_snapshot_;
  std::uint64_t generation_ = 0;  // of the newest snapshot, as is step_
  std::int64_t step_ = 0;
  bool is_starting_ = false;  // on an experiment that is new to the window
  std::int64_t opened_at_step_ =
      0;  // first step of the opened work: until training moves on, there is nothing new to keep

  /// Work that was opened but is not in the newest snapshot yet.
  struct Expected {
    std::uint64_t after = 0;  // generation of the snapshot at that time
    QString file_before;
    std::shared_ptr<const SessionFile> session;
    bool is_modified = false;
    double trained_seconds = 0;
  };
  std::optional<Expected> expected_;
  QStringList problems_;
};

}  // namespace lfp
