#pragma once

#include "core/study/study_picture.h"

#include <QObject>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

struct StudyMaps;

using StudyPicturePointer = std::shared_ptr<const StudyPicture>;

/// The statistic over a cell's seeds that a map shows.
enum class StudyStatistic : std::uint8_t { mean, deviation, worst, diverged };

/// A part of a map; positions along an axis count its values from 0.
struct StudyZone {
  double x_low = 0, x_high = 0;
  double y_low = 0, y_high = 0;
};

/// The choice of one map of a study: two axes and a fixed value for each of the others.
struct StudyMapChoice {
  std::size_t x = 0;
  std::optional<std::size_t> y;        ///< nullopt in a study with one axis
  std::vector<std::int64_t> position;  ///< on all axes; ignored for the axes of the map
  std::size_t run = 0;
  std::size_t measure = 0;  ///< index in measures()
  StudyStatistic statistic = StudyStatistic::mean;
};

/// The common state of the views of a study: its results so far, the choice of map, and the chosen cell. All
/// views of a window share one object.
class StudyFocus : public QObject {
  Q_OBJECT

 public:
  using Curves = std::function<std::vector<CurvePoint>(std::int64_t training, std::size_t run)>;

  using QObject::QObject;

  /// Null without a study.
  const StudyPicturePointer& picture() const { return picture_; }
  /// Sets more results of the same study, or another study, for which choices that do not fit are reset.
  /// `in_work` are the numbers of trainings in progress.
  void set_picture(StudyPicturePointer picture, std::vector<std::int64_t> in_work);
  void set_curves(Curves curves) { curves_ = std::move(curves); }
  std::vector<CurvePoint> curve(std::int64_t training, std::size_t run) const;
  const std::vector<std::int64_t>& in_work() const { return in_work_; }

  const StudyMapChoice& map() const { return map_; }
  /// Returns the map and those beside it; null without a study with an axis and a run.
  std::shared_ptr<const StudyMaps> maps() const;
  void choose_measure(std::size_t measure);
  void choose_statistic(StudyStatistic statistic);
  void choose_run(std::size_t run);
  /// Fixes the value of an axis that the map does not show; the chosen cell moves along.
  void choose_slice(std::size_t axis, std::int64_t index);
  /// Returns the axes that the map does not show.
  std::vector<std::size_t> other_axes() const;
  const std::optional<std::int64_t>& cell() const { return cell_; }
  void choose_cell(std::optional<std::int64_t> cell);

  /// Requests a study of that part alone.
  void ask_zoom(const StudyZone& zone) { emit zoom_asked(zone); }
  /// Requests to open the cell in the workbench.
  void ask_opening(std::int64_t cell) { emit opening_asked(cell); }
  /// Whether there is a study to go back to, and (below) one to go forward to.
  bool has_back() const { return has_back_; }
  bool has_forward() const { return has_forward_; }
  void set_way(bool has_back, bool has_forward);
  void ask_back() { emit back_asked(); }
  void ask_forward() { emit forward_asked(); }

 signals:
  void picture_changed();
  void study_changed();  ///< to another study; emitted before picture_changed()
  void choice_changed();
  void cell_changed();
  void way_changed();
  void zoom_asked(const lfp::StudyZone& zone);
  void opening_asked(std::int64_t cell);
  void back_asked();
  void forward_asked();

 private:
  void fit_choices(const Study* before);
  void tell_choice();

  StudyPicturePointer picture_;
  Curves curves_;
  std::vector<std::int64_t> in_work_;
  StudyMapChoice map_;
  mutable std::shared_ptr<const StudyMaps> maps_;  // null: has to be computed again
  std::optional<std::int64_t> cell_;
  bool has_back_ = false;
  bool has_forward_ = false;
};

}  // namespace lfp
