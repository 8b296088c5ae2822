#pragma once

#include "core/data/dataset.h"
#include "core/snapshot/inspection.h"
#include "widgets/views/study/study_focus.h"

#include <QObject>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lfp {

struct Interest;

/// Samples that are to be looked at: those of one cell of a run's confusion.
struct ConfusionCell {
  std::size_t run = 0;
  std::int32_t label = 0;
  std::int32_t predicted = 0;
  bool operator==(const ConfusionCell&) const = default;
};

/// What somebody has drawn, as the network sees it, and its label (from 0), or -1 where it has none.
struct Drawing {
  std::shared_ptr<const std::vector<float>> input;
  std::int32_t label = -1;
  bool operator==(const Drawing&) const = default;
};

/// What the views look at together: choose a layer in one view and the others follow.
class Focus : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// What the views of a study look at.
  StudyFocus& study() const { return *study_; }
  /// Looks at the same study as `other` from now on; before there is a view that looks at it.
  void share_study(const Focus& other) { study_ = other.study_; }

  int layer() const { return layer_; }                         ///< parameter layer, from 0
  std::int64_t sample() const { return sample_; }              ///< index in its set
  bool sample_from_test() const { return sample_from_test_; }  ///< where there is a test set
  /// In place of a sample of the data.
  const std::optional<Drawing>& drawing() const { return drawing_; }
  /// Asks for the sample, or the drawing.
  void name_sample(Interest& interest) const;
  std::optional<std::int64_t> step() const { return step_; }  ///< under the cross-hair, in all plots at once
  /// The neuron or connection that is looked at closely, and the run in which it was chosen.
  const std::optional<InspectedItem>& item() const { return item_; }
  std::size_t item_run() const { return item_run_; }
  /// Whether one sample and one neuron or connection are looked at, and not the whole of training.
  bool is_close_up() const { return is_close_up_; }

  void set_layer(int layer);
  /// Another sample of the same set.
  void set_sample(std::int64_t sample);
  void set_sample(std::int64_t sample, bool from_test);
  /// None: the sample again.
  void set_drawing(std::optional<Drawing> drawing);
  /// The one that many samples further, or the first or the last of its set.
  void step_sample(const Dataset& dataset, std::int64_t samples);
  /// Asks for the samples behind a number of the confusion view.
  void ask_for_samples(const ConfusionCell& cell) { emit samples_asked(cell); }
  void set_step(std::optional<std::int64_t> step);
  void set_item(std::optional<InspectedItem> item, std::size_t run = 0);
  void set_close_up(bool is_close_up);
  /// Asks for the view that shows the item.
  void ask_inspection();

 signals:
  void layer_changed(int layer);
  /// It, or what is drawn in its place.
  void sample_changed(std::int64_t sample);
  void samples_asked(const lfp::ConfusionCell& cell);
  void step_changed();
  void item_changed();
  void close_up_changed();
  void inspection_asked();

 private:
  std::shared_ptr<StudyFocus> study_ = std::make_shared<StudyFocus>();
  int layer_ = 0;
  std::int64_t sample_ = 0;
  bool sample_from_test_ = true;
  std::optional<Drawing> drawing_;
  std::optional<std::int64_t> step_;
  std::optional<InspectedItem> item_;
  std::size_t item_run_ = 0;
  bool is_close_up_ = false;
};

}  // namespace lfp
