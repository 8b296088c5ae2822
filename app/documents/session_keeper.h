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

/// What the window before this one has left.
struct LastSession {
  std::optional<OpenedFile> opened;  ///< none: nothing that can be used
  QString message;                   ///< for the status line: what was gone on with; or ""
  QString problem;                   ///< why it cannot be used and where it is kept; or ""
};

/// Reads what is in the slot; what cannot be used is put aside, so that it is not written over.
LastSession last_session(const SessionSlot& slot);

/// Saves sessions, knows whether there is something unsaved, and keeps the window's work safe by itself:
/// every half minute in which it has changed, at every pause and at the end, in a slot of its own. Work that
/// was trained for more than a minute stays in its slot when training starts on something else.
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

  /// Without a slot nothing is kept.
  SessionKeeper(const Parts& parts, std::optional<SessionSlot> slot);

  /// Starts the engine on the editor's experiment, with what `last` holds of it.
  void start(const LastSession& last);
  bool is_modified() const { return is_modified_; }
  /// What training has reached, so that it can be brought back; null where nothing has been trained. Where
  /// training is about to start anew, it is kept in the slot as well.
  std::shared_ptr<const LockstepState> take_state(bool starts_anew);
  /// Goes on with work that was kept. False if it could not be opened, or another window has it.
  bool open_kept(const QString& file);
  /// Writes what there is and waits for it, then gives the slot back: the window closes. False if it is not
  /// to close after all: a person has cancelled the writing, or stays because it has failed.
  bool finish();

 signals:
  void modified_changed();
  void message(const QString& text);
  void failed(const lfp::Error& error);
  /// A file could be opened in part only.
  void partly_opened(const QString& file, const QStringList& problems);

 private:
  /// Where the work stands.
  struct Mark {
    Experiment experiment;
    std::int64_t step = 0;
    std::string signature;  // while paused
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
  QTimer soon_;                // where it could not be kept at once
  std::optional<Mark> kept_;   // in the slot
  std::optional<Mark> saved_;  // in the file, or as it was opened; none: not as any file is
  bool saves_state_ = true;    // the file holds more than the experiment
  bool is_modified_ = false;
  bool was_running_ = false;
  bool has_told_failure_ = false;
  bool is_from_slot_ = false;  // what was opened last
  bool is_finishing_ = false;
  double trained_seconds_ = 0;
  QElapsedTimer since_snapshot_;
  std::uint64_t generation_ = 0;  // of the newest snapshot, like the step
  std::int64_t step_ = 0;
  bool is_starting_ = false;  // on something that was not there before
  std::int64_t opened_at_step_ =
      0;  // where it started: while training stands there, nothing new is to be kept

  /// What has been opened and is not in the newest snapshot yet.
  struct Expected {
    std::uint64_t after = 0;  // the generation before
    QString file_before;
    std::shared_ptr<const SessionFile> session;
    bool is_modified = false;
    double trained_seconds = 0;
  };
  std::optional<Expected> expected_;
  QStringList problems_;
};

}  // namespace lfp
