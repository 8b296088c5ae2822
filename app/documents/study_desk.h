#pragma once

#include "app/documents/study_work.h"
#include "core/experiment/experiment.h"
#include "widgets/views/study/study_focus.h"

#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace lfp {

class StudyBar;
class StudyPanel;

/// The studies of a window: the one that is looked at, those before it and its parts, with a way back and
/// forward. It starts them, opens and saves them, and tells panel, bar and views.
class StudyDesk : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    StudyFocus& focus;
    StudyPanel& panel;
    StudyBar& bar;
    QWidget& window;
  };

  /// Asks a person whether to go on; false: rather not.
  using Ask = std::function<bool(const QString& question)>;

  explicit StudyDesk(const Parts& parts);

  void set_ask(Ask ask) { ask_ = std::move(ask); }
  /// A study file, a store, or a folder of stores; false where it cannot be used.
  bool open(const QString& name);
  /// One that comes with the program, by its name.
  bool open_shipped(const std::string& name, bool quick);
  void open_by_dialog();
  /// What was looked at when the program ended; nothing where there is a study already.
  void open_last();
  /// Computes what the panel describes: goes on where it is the study that is looked at.
  void run();
  void pause();
  bool has_back() const { return current_ > 0; }
  bool has_forward() const { return current_ + 1 < works_.size(); }
  void back();
  void forward();
  /// The part of the study that is looked at, at full resolution.
  void zoom(const StudyZone& zone);
  void save_by_dialog();
  bool save(const QString& file);
  /// Null without a study.
  StudyWork* work() const { return works_.empty() ? nullptr : works_[current_].work.get(); }

  /// Where results lie that nobody has chosen a file for.
  static QString standard_folder();

 signals:
  void opened();  ///< something new is to be looked at
  void started();
  void work_changed();  ///< another study is looked at, or the first one
  void message(const QString& text);
  void failed(const lfp::Error& error);
  /// A cell is to be seen in the workbench; with the step at which the run diverged, if it has.
  void cell_wanted(const lfp::Experiment& experiment, std::optional<std::int64_t> diverged_step);

 private:
  struct Known {
    std::unique_ptr<StudyWork> work;
    bool goes_on = false;  // it was being computed when another one took its place
  };

  std::unique_ptr<StudyWork> read(const QString& name);
  bool open(const std::function<std::unique_ptr<StudyWork>()>& read);
  void add(std::unique_ptr<StudyWork> work);
  void show(std::size_t index);
  void show_results();
  void show_progress();
  bool may_run(const Study& study);
  void start();
  void go_on();
  void open_cell(std::int64_t cell);
  bool ask_by_dialog(const QString& question);
  void remember(const StudyWork& work) const;

  Parts to_;
  Ask ask_;
  std::vector<Known> works_;
  std::size_t current_ = 0;
};

/// Whether the file or folder holds a study, or results of one.
bool holds_study(const QString& name);

}  // namespace lfp
