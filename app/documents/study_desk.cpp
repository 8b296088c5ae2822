#include "app/documents/study_desk.h"

#include "app/documents/examples.h"
#include "app/documents/session_slot.h"
#include "app/documents/studies.h"
#include "core/data/dataset.h"
#include "core/files/atomic_file.h"
#include "core/files/file_name.h"
#include "core/files/read_file.h"
#include "core/study/cell_experiments.h"
#include "core/study/estimate.h"
#include "core/study/narrowed_axis.h"
#include "core/study/study_file.h"
#include "widgets/controls/work_dialog.h"
#include "widgets/files/save_dialog.h"
#include "widgets/files/to_path.h"
#include "widgets/panels/study/study_panel.h"
#include "widgets/style/number_text.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <algorithm>
#include <span>
#include <utility>

namespace lfp {
namespace {

constexpr std::uintmax_t largest_study_file = 100'000'000;
constexpr std::size_t most_known = 20;
constexpr int most_kept_files = 30;
/// Studies of toy data with at most this many trainings start without a time measurement first.
constexpr std::int64_t small_study = 20'000;
constexpr double long_time = 600;  // seconds
const auto last_key = QLatin1String("study/last");
const auto folder_key = QLatin1String("files/folder");

/// Deletes kept stores except those that were written to last.
void forget_oldest(const QString& folder) {
  const QFileInfoList files =
      QDir(folder).entryInfoList({QStringLiteral("*.sqlite")}, QDir::Files, QDir::Time);
  for (const QFileInfo& file : files.mid(most_kept_files)) QFile::remove(file.absoluteFilePath());
}

/// Returns the same file for the same study, wherever it was opened from; another version of the program gets
/// another file because it does not continue a store of this one.
std::filesystem::path kept_file(const Study& study) {
  const std::string name =
      study_hash(study) + "-" + store_info_of_program().program + "-" + std::to_string(newest_store_version);
  return to_path(StudyDesk::standard_folder()) / (name + ".sqlite");
}

std::unique_ptr<StudyWork> kept_work(Study study) {
  const auto file = kept_file(study);
  return std::make_unique<StudyWork>(std::make_shared<const Study>(std::move(study)), file);
}

}  // namespace

bool holds_study(const QString& name) {
  const QFileInfo info(name);
  if (info.isDir()) return !QDir(name).entryList({QStringLiteral("study*.sqlite")}, QDir::Files).isEmpty();
  if (info.suffix().compare(QLatin1String("sqlite"), Qt::CaseInsensitive) == 0) return true;
  if (info.suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) != 0) return false;
  constexpr qint64 enough = 4096;
  QFile file(name);
  return file.open(QIODevice::ReadOnly) && file.read(enough).contains("\"lfplab-study\"");
}

QString StudyDesk::standard_folder() {
  return QDir(SessionSlot::standard_folder()).filePath(QStringLiteral("studies"));
}

StudyDesk::StudyDesk(const Parts& parts) : QObject(&parts.window), to_(parts) {
  ask_ = [this](const QString& question) { return ask_by_dialog(question); };
  connect(&to_.bar, &StudyBar::run_asked, this, &StudyDesk::run);
  connect(&to_.bar, &StudyBar::pause_asked, this, &StudyDesk::pause);
  connect(&to_.panel, &StudyPanel::changed, this, &StudyDesk::show_progress);
  connect(&to_.focus, &StudyFocus::zoom_asked, this, &StudyDesk::zoom);
  connect(&to_.focus, &StudyFocus::back_asked, this, &StudyDesk::back);
  connect(&to_.focus, &StudyFocus::forward_asked, this, &StudyDesk::forward);
  connect(&to_.focus, &StudyFocus::opening_asked, this, &StudyDesk::open_cell);
  to_.focus.set_curves([this](std::int64_t training, std::size_t run) {
    return work() != nullptr ? work()->curve(training, run) : std::vector<CurvePoint>();
  });
}

std::unique_ptr<StudyWork> StudyDesk::read(const QString& name) {
  const auto path = to_path(name);
  if (QFileInfo(name).isDir()) return StudyWork::watch(path);
  if (name.endsWith(QLatin1String(".sqlite"), Qt::CaseInsensitive)) return StudyWork::open_store(path);
  return kept_work(parse_study(
      read_file(path, largest_study_file),
      {.name = path.string(),
       .folder = path.parent_path(),
       .open_experiment = [](const std::string& experiment) { return lfp::open_experiment(experiment); }}));
}

bool StudyDesk::open(const QString& name) {
  return open([this, &name] { return read(name); });
}

bool StudyDesk::open_shipped(const std::string& name, bool quick) {
  return open([&] { return kept_work(open_study(name, quick)); });
}

bool StudyDesk::open(const std::function<std::unique_ptr<StudyWork>()>& read) {
  try {
    add(read());
    remember(*work());
    emit opened();
    return true;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

void StudyDesk::open_by_dialog() {
  const QString folder = QSettings().value(folder_key, QDir::homePath()).toString();
  const QString chosen = QFileDialog::getExistingDirectory(&to_.window, tr("Folder of a study"), folder);
  if (!chosen.isEmpty()) open(chosen);
}

void StudyDesk::open_last() {
  const QString last = QSettings().value(last_key).toString();
  if (work() != nullptr || last.isEmpty() || !QFileInfo::exists(last)) return;
  try {
    add(read(last));
  } catch (const Error&) {
    // The user did not ask for this file, so no error is shown.
    QSettings().remove(last_key);
  }
}

void StudyDesk::remember(const StudyWork& work) const {
  const auto files = work.files();
  const auto& file = !work.file().empty() ? work.file() : files.front().parent_path();
  QSettings().setValue(last_key, QString::fromStdU16String(file.u16string()));
}

void StudyDesk::add(std::unique_ptr<StudyWork> work) {
  work->setParent(nullptr);
  connect(work.get(), &StudyWork::changed, this, &StudyDesk::show_results);
  connect(work.get(), &StudyWork::ended, this, &StudyDesk::show_results);
  connect(work.get(), &StudyWork::failed, this, &StudyDesk::failed);
  // A new study replaces everything ahead in the history.
  if (!works_.empty()) works_.erase(works_.begin() + static_cast<std::ptrdiff_t>(current_) + 1, works_.end());
  works_.push_back({.work = std::move(work)});
  if (works_.size() > most_known) {
    works_.erase(works_.begin());
    if (current_ > 0) --current_;
  }
  show(works_.size() - 1);
}

void StudyDesk::show(std::size_t index) {
  if (index != current_ && current_ < works_.size()) {
    Known& before = works_[current_];
    before.goes_on = before.work->is_running();
    before.work->pause();
  }
  current_ = index;
  to_.focus.set_way(current_ > 0, current_ + 1 < works_.size());
  to_.panel.show_study(work()->study());
  show_results();
  emit work_changed();
}

void StudyDesk::show_results() {
  if (auto* changed = qobject_cast<StudyWork*>(sender()); changed != nullptr && changed != work()) return;
  to_.focus.set_picture(work()->picture(), work()->in_work());
  show_progress();
}

/// The panel's study can be run if it differs from the one shown or is not complete.
void StudyDesk::show_progress() {
  if (work() == nullptr) return;
  StudyProgress progress = work()->progress();
  const auto described = to_.panel.study_if_sound();
  progress.can_run = progress.can_run || !described || study_hash(*described) != work()->hash();
  to_.bar.show_progress(progress);
}

bool StudyDesk::may_run(const Study& study) {
  const std::int64_t trainings = study.trainings();
  if (trainings <= small_study && is_toy(study.experiment.dataset)) return true;
  std::optional<double> seconds;
  const bool is_done = work_with_dialog(&to_.window, tr("Measuring how long it takes…"),
                                        [&](Progress&) { seconds = seconds_a_training(study); });
  if (!is_done) return false;
  if (seconds) *seconds *= static_cast<double>(trainings) / to_.panel.jobs();
  const QString time = seconds ? QString::fromStdString(duration_text(*seconds)) : tr("an unknown time");
  const QString size = tr("%1 cells with %2 seeds each take %3, with %4 at a time.")
                           .arg(count_text(study.cells()))
                           .arg(study.seeds.size())
                           .arg(time)
                           .arg(to_.panel.jobs());
  if (trainings > most_pictured) {
    to_.panel.tell_problem(tr("%1 The window has room for %2 trainings: use fewer steps or seeds.")
                               .arg(size, count_text(most_pictured)));
    return false;
  }
  return !seconds || *seconds < long_time || ask_(size);
}

void StudyDesk::run() {
  const auto study = to_.panel.study();
  if (!study) return;
  try {
    if (work() == nullptr || study_hash(*study) != work()->hash()) {
      if (!may_run(*study)) return;
      add(kept_work(*study));
    }
    start();
  } catch (const Error& error) {
    emit failed(error);
  }
}

/// Computes what is missing of the study shown. Throws Error.
void StudyDesk::start() {
  if (work()->is_done()) return;
  work()->run(to_.panel.jobs());
  remember(*work());
  forget_oldest(standard_folder());
  emit started();
}

void StudyDesk::pause() {
  if (work() != nullptr) work()->pause();
}

void StudyDesk::back() {
  if (works_.empty() || current_ == 0) return;
  show(current_ - 1);
  if (works_[current_].goes_on) go_on();
}

void StudyDesk::go_on() {
  try {
    start();
  } catch (const Error& error) {
    emit failed(error);
  }
}

void StudyDesk::forward() {
  if (current_ + 1 >= works_.size()) return;
  show(current_ + 1);
  if (works_[current_].goes_on) go_on();
}

void StudyDesk::zoom(const StudyZone& zone) {
  if (work() == nullptr) return;
  Study part = work()->study();
  const StudyMapChoice& map = to_.focus.map();
  part.axes[map.x] = narrowed(part.axes[map.x], zone.x_low, zone.x_high);
  if (map.y) part.axes[*map.y] = narrowed(part.axes[*map.y], zone.y_low, zone.y_high);
  if (study_hash(part) == work()->hash()) return;
  try {
    add(kept_work(std::move(part)));
    start();
  } catch (const Error& error) {
    emit failed(error);
  }
}

void StudyDesk::open_cell(std::int64_t cell) {
  const StudyPicture& picture = *work()->picture();
  const Study& study = picture.study();
  const std::size_t run = to_.focus.map().run;
  const auto seeds = static_cast<std::int64_t>(study.seeds.size());
  std::int64_t chosen = cell * seeds;
  for (std::int64_t training = cell * seeds + seeds - 1; training >= cell * seeds; --training)
    if (picture.outcome(training, run) == RunOutcome::diverged) chosen = training;
  const auto& all = measures();
  const auto at =
      static_cast<std::size_t>(std::ranges::find(all, "diverged_step", &Measure::name) - all.begin());
  std::optional<std::int64_t> step;
  if (const auto diverged = picture.value(at, chosen, run)) step = static_cast<std::int64_t>(*diverged);
  try {
    emit cell_wanted(CellExperiments(picture.study_pointer()).experiment(cell, study.seed_of(chosen)), step);
  } catch (const Error& error) {
    emit failed(error);
  }
}

bool StudyDesk::ask_by_dialog(const QString& question) {
  QMessageBox box(QMessageBox::Question, tr("A long study"), question, QMessageBox::Cancel, &to_.window);
  box.setInformativeText(tr("It can be stopped and resumed at any time; what is done is kept."));
  const QPushButton* go = box.addButton(tr("Start"), QMessageBox::AcceptRole);
  box.exec();
  return static_cast<const QObject*>(box.clickedButton()) == static_cast<const QObject*>(go);
}

void StudyDesk::save_by_dialog() {
  const auto study = to_.panel.study();
  if (!study) return;
  const QDir folder(QSettings().value(folder_key, QDir::homePath()).toString());
  const std::string name = file_names(std::span(&study->name, 1)).front();
  const QList<SaveKind> kinds = {{tr("Study"), QStringLiteral("json")}};
  const auto target =
      ask_where_to_save(&to_.window, tr("Save study"), folder.filePath(QString::fromStdString(name)), kinds);
  if (target) save(target->file);
}

bool StudyDesk::save(const QString& file) {
  const auto study = to_.panel.study();
  if (!study) return false;
  try {
    write_file(to_path(file), to_json(*study));
    emit message(tr("Saved %1").arg(QDir::toNativeSeparators(file)));
    return true;
  } catch (const Error& error) {
    emit failed(error);
    return false;
  }
}

}  // namespace lfp
