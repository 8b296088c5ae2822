#pragma once

#include <QObject>
#include <cstdint>
#include <optional>

namespace lfp {

/// What the views look at together: choose a layer in one view and the others follow.
class Focus : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  int layer() const { return layer_; }                        ///< parameter layer, from 0
  std::int64_t sample() const { return sample_; }             ///< index in the test set
  std::optional<std::int64_t> step() const { return step_; }  ///< under the cross-hair, in all plots at once

  void set_layer(int layer);
  void set_sample(std::int64_t sample);
  void set_step(std::optional<std::int64_t> step);

 signals:
  void layer_changed(int layer);
  void sample_changed(std::int64_t sample);
  void step_changed();

 private:
  int layer_ = 0;
  std::int64_t sample_ = 0;
  std::optional<std::int64_t> step_;
};

}  // namespace lfp
