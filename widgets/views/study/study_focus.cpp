#include "widgets/views/study/study_focus.h"

#include "widgets/views/study/study_maps.h"

#include <algorithm>
#include <utility>

namespace lfp {
namespace {

bool have_like_axes(const Study& a, const Study& b) {
  return std::ranges::equal(a.axes, b.axes, {}, &Axis::name, &Axis::name);
}

}  // namespace

void StudyFocus::set_picture(StudyPicturePointer picture, std::vector<std::int64_t> in_work) {
  const StudyPicturePointer before = std::exchange(picture_, std::move(picture));
  in_work_ = std::move(in_work);
  maps_.reset();
  const Study* study_before = before ? &before->study() : nullptr;
  if (picture_ && study_before != &picture_->study()) {
    fit_choices(study_before);
    emit study_changed();
    tell_choice();
    emit cell_changed();
  }
  emit picture_changed();
}

/// In a part of the previous study, the run and the values of other axes are kept.
void StudyFocus::fit_choices(const Study* before) {
  const Study& study = picture_->study();
  const bool is_part = before != nullptr && have_like_axes(*before, study);
  const auto order = map_order(study.axes);
  map_.x = order.empty() ? 0 : order[0];
  map_.y = order.size() > 1 ? std::optional(order[1]) : std::nullopt;
  map_.run = is_part ? std::min(map_.run, picture_->runs() - 1) : 0;
  std::vector<std::int64_t> held = is_part ? map_.position : std::vector<std::int64_t>();
  held.resize(study.axes.size());
  for (std::size_t axis = 0; axis < held.size(); ++axis)
    held[axis] = std::clamp<std::int64_t>(held[axis], 0, study.axes[axis].count() - 1);
  map_.position = std::move(held);
  cell_.reset();
}

void StudyFocus::tell_choice() {
  maps_.reset();
  emit choice_changed();
}

std::shared_ptr<const StudyMaps> StudyFocus::maps() const {
  const bool has_maps = picture_ && picture_->runs() > 0 && !picture_->study().axes.empty();
  if (!has_maps) return nullptr;
  if (!maps_) maps_ = std::make_shared<const StudyMaps>(study_maps(*picture_, map_, other_axes()));
  return maps_;
}

std::vector<CurvePoint> StudyFocus::curve(std::int64_t training, std::size_t run) const {
  return curves_ ? curves_(training, run) : std::vector<CurvePoint>();
}

void StudyFocus::choose_measure(std::size_t measure) {
  if (std::exchange(map_.measure, measure) != measure) tell_choice();
}

void StudyFocus::choose_statistic(StudyStatistic statistic) {
  if (std::exchange(map_.statistic, statistic) != statistic) tell_choice();
}

void StudyFocus::choose_run(std::size_t run) {
  if (std::exchange(map_.run, run) == run) return;
  tell_choice();
  if (cell_) emit cell_changed();
}

void StudyFocus::choose_slice(std::size_t axis, std::int64_t index) {
  if (!picture_ || std::exchange(map_.position[axis], index) == index) return;
  const Study& study = picture_->study();
  if (cell_) {
    auto position = study.position_of(*cell_);
    position[axis] = index;
    cell_ = study.cell_at(position);
  }
  tell_choice();
  if (cell_) emit cell_changed();
}

std::vector<std::size_t> StudyFocus::other_axes() const {
  std::vector<std::size_t> others;
  for (std::size_t axis = 0; picture_ && axis < picture_->study().axes.size(); ++axis)
    if (axis != map_.x && axis != map_.y) others.push_back(axis);
  return others;
}

void StudyFocus::choose_cell(std::optional<std::int64_t> cell) {
  if (cell_ == cell) return;
  cell_ = cell;
  emit cell_changed();
}

void StudyFocus::set_way(bool has_back, bool has_forward) {
  if (has_back_ == has_back && has_forward_ == has_forward) return;
  has_back_ = has_back;
  has_forward_ = has_forward;
  emit way_changed();
}

}  // namespace lfp
