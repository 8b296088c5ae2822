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

/// A study in the window, with its results: computed here into one store, or by others into the stores of a
/// folder, which is looked at again and again.
class StudyWork : public QObject {
  Q_OBJECT

 public:
  /// Whose results are, or will be, in `file`. Throws Error where there is a file that cannot be used.
  StudyWork(std::shared_ptr<const Study> study, std::filesystem::path file, QObject* parent = nullptr);
  /// What others write into the stores of a folder. Throws Error where none of them is there.
  static std::unique_ptr<StudyWork> watch(const std::filesystem::path& folder);
  /// The store of a study, which is gone on with where nobody else writes to it. Throws Error.
  static std::unique_ptr<StudyWork> open_store(const std::filesystem::path& file);
  ~StudyWork() override;

  const Study& study() const { return *study_; }
  const std::string& hash() const { return hash_; }
  const std::shared_ptr<const StudyPicture>& picture() const { return picture_; }
  /// Computes what is missing. Throws Error where the store cannot be written to.
  void run(int jobs);
  /// What is in work is given up; what is done stays.
  void pause();
  bool is_running() const { return computation_ != nullptr; }
  bool is_done() const;
  StudyProgress progress() const;
  /// Trainings, while it is running.
  std::vector<std::int64_t> in_work() const;
  /// None where it has not been done.
  std::vector<CurvePoint> curve(std::int64_t training, std::size_t run);
  /// The stores that the results are in.
  std::vector<std::filesystem::path> files() const;
  /// Where the results go that are computed here; "" where others compute them.
  const std::filesystem::path& file() const { return file_; }

 signals:
  void changed();
  /// Nothing is computed any more: all is done, or it was paused.
  void ended();
  void failed(const lfp::Error& error);

 private:
  struct Source {
    std::unique_ptr<StoreReader> reader;
    std::int64_t row = 0;  // that was read last
  };

  StudyWork(std::shared_ptr<const Study> study, std::string hash);
  void add_source(std::unique_ptr<StoreReader> reader);
  bool read_new();
  void find_new_shards();
  void look_again();
  void collect();

  std::shared_ptr<const Study> study_;
  std::string hash_;
  std::filesystem::path file_;
  std::filesystem::path folder_;  // that is watched; or ""
  std::vector<Source> sources_;
  std::shared_ptr<const StudyPicture> picture_;
  std::unique_ptr<StudyComputation> computation_;
  QTimer timer_;
  QElapsedTimer since_start_;
  std::int64_t done_at_start_ = 0;
};

}  // namespace lfp
