#pragma once

#include "app/documents/study_computation.h"
#include "core/study/store_reader.h"
#include "core/study/study_picture.h"
#include "widgets/panels/study/study_bar.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// A study in the window with its results: computed here into one store, or by other processes into the
/// stores of a folder, which is read again and again.
class StudyWork : public QObject {
  Q_OBJECT

 public:
  /// Uses `file` for the results, existing or future. Throws Error if the existing file cannot be used.
  StudyWork(std::shared_ptr<const Study> study, std::filesystem::path file, QObject* parent = nullptr);
  /// Watches the stores that others write in a folder. Throws Error if there are none.
  static std::unique_ptr<StudyWork> watch(const std::filesystem::path& folder);
  /// Opens a store; the study can be continued if no other process writes to it. Throws Error.
  static std::unique_ptr<StudyWork> open_store(const std::filesystem::path& file);
  ~StudyWork() override;

  const Study& study() const { return *study_; }
  const std::string& hash() const { return hash_; }
  const std::shared_ptr<const StudyPicture>& picture() const { return picture_; }
  /// Computes what is missing. Throws Error if the store cannot be written.
  void run(int jobs);
  /// Aborts the trainings in progress; finished results stay.
  void pause();
  bool is_running() const { return computation_ != nullptr; }
  bool is_done() const;
  StudyProgress progress() const;
  /// Returns the numbers of the trainings in progress while the study is running.
  std::vector<std::int64_t> in_work() const;
  /// Returns the training's curve, empty if the training has not been done.
  std::vector<CurvePoint> curve(std::int64_t training, std::size_t run);
  /// Returns the stores that hold the results.
  std::vector<std::filesystem::path> files() const;
  /// The store for results computed here; "" if other processes compute them.
  const std::filesystem::path& file() const { return file_; }

 signals:
  void changed();
  /// The computation has ended: everything is done, or it was paused.
  void ended();
  void failed(const lfp::Error& error);

 private:
  struct Source {
    std::unique_ptr<StoreReader> reader;
    std::int64_t row = 0;  // the last row read
  };

  StudyWork(std::shared_ptr<const Study> study, std::string hash);
  void add_source(std::unique_ptr<StoreReader> reader);
  bool read_new();
  void find_new_shards();
  void look_again();
  void collect();
  bool show(const std::vector<TrainingResult>& results);

  std::shared_ptr<const Study> study_;
  std::string hash_;
  std::filesystem::path file_;
  std::filesystem::path folder_;  // the watched folder, or ""
  std::vector<Source> sources_;
  std::shared_ptr<const StudyPicture> picture_;
  std::unique_ptr<StudyComputation> computation_;
  QTimer timer_;
  QElapsedTimer since_start_;
  std::int64_t done_at_start_ = 0;
  bool is_mine_ = false;  // whether this process writes the store's new results
};

}  // namespace lfp
