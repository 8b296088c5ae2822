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

/// The studies of a window: the one shown, earlier ones and parts of them, with navigation back and forward.
/// It opens, starts and saves studies, and updates panel, bar and views.
class StudyDesk : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    StudyFocus& focus;
    StudyPanel& panel;
    StudyBar& bar;
    QWidget& window;
  };

  /// Asks the user whether to continue; returns false for no.
  using Ask = std::function<bool(const QString& question)>;

  explicit StudyDesk(const Parts& parts);

  void set_ask(Ask ask) { ask_ = std::move(ask); }
  /// Opens a study file, a store or a folder of stores; returns false if it cannot be used.
  bool open(const QString& name);
  /// Opens a shipped study by its name.
  bool open_shipped(const std::string& name, bool quick);
  void open_by_dialog();
  /// Opens the study shown when the program last ended, unless a study is open already.
  void open_last();
  /// Computes the panel's study; continues the study shown if it is the same one.
  void run();
  void pause();
  bool has_back() const { return current_ > 0; }
  bool has_forward() const { return current_ + 1 < works_.size(); }
  void back();
  void forward();
  /// Starts a study of that part of the study shown, at full resolution.
  void zoom(const StudyZone& zone);
  void save_by_dialog();
  bool save(const QString& file);
  /// The study shown; null if there is none.
  StudyWork* work() const { return works_.empty() ? nullptr : works_[current_].work.get(); }

  /// Returns the folder for results for which the user has chosen no file.
  static QString standard_folder();

 signals:
  void opened();  ///< another study is shown now
  void started();
  void work_changed();  ///< another study is looked at, or the first one
  void message(const QString& text);
  void failed(const lfp::Error& error);
  /// The user wants to train a cell in the workbench; with the step at which its run diverged, if any.
  void cell_wanted(const lfp::Experiment& experiment, std::optional<std::int64_t> diverged_step);

 private:
  struct Known {
    std::unique_ptr<StudyWork> work;
    bool goes_on = false;  // it was being computed when another study was opened
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

/// Returns whether the file or folder holds a study or its results.
bool holds_study(const QString& name);

}  // namespace lfp
