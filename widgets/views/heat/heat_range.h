#pragma once

#include "widgets/style/colour_map.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>
#include <functional>
#include <vector>

namespace lfp {

class HeatRange;

/// The views that share their ranges: each quantity has the largest range that any of them wants.
class SharedRanges : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Notes the range that `member` wants, and returns the one that all of them get.
  float share(const HeatRange& member, const QString& quantity, float wanted);
  void leave(const HeatRange& member);

 signals:
  void changed(const QString& quantity);

 private:
  struct Wish {
    const HeatRange* member;
    QString quantity;
    float range;
  };
  float largest(const QString& quantity) const;

  std::vector<Wish> wishes_;
};

/// The range of a live heatmap's colours. By itself it follows the values: while training runs it holds still
/// (SteadyRange) and looks at them only when it may change; otherwise it is exact. A person can fix it, or
/// have it shared among views.
class HeatRange {
 public:
  enum class Mode { automatic, fixed, shared };

  HeatRange() = default;
  HeatRange(const HeatRange&) = delete;
  HeatRange& operator=(const HeatRange&) = delete;
  ~HeatRange() { leave(); }

  /// The range to colour with. `quantity` is what the numbers are ("weights"): views share by it, and each
  /// is fixed by itself. `wanted` measures the values.
  float follow(const QString& quantity, bool running, const std::function<float()>& wanted);
  /// As of the last follow().
  float value() const { return value_; }
  /// What one picture of values that change much is coloured with: while training runs the range of its own
  /// values, so that it is neither pale nor saturated, and the printed one follows slowly. A range that a
  /// person fixed, or shares among views, holds for all.
  float for_picture(bool running, const std::function<float()>& own) const {
    return running && mode_ == Mode::automatic ? own() : value_;
  }
  const QString& quantity() const { return quantity_; }
  /// Forgets the followed ranges; a person's choice stays.
  void reset() { steady_.reset(); }
  /// The same range for a figure of the values as they are now, which holds nothing still and shares nothing.
  void copy_for_figure(const HeatRange& screen);

  Mode mode() const { return mode_; }
  /// A quantity that is fixed without a number keeps the range that it has when it is next shown.
  void set_mode(Mode mode);
  /// Fixes `quantity`; only numbers above 0 count.
  void fix(const QString& quantity, float range);
  const QHash<QString, float>& fixed() const { return fixed_; }
  void set_shared(SharedRanges* shared) { shared_ = shared; }
  /// Shares nothing until the next follow(), because it is not visible.
  void leave();

 private:
  float steady(bool running, const std::function<float()>& wanted);

  Mode mode_ = Mode::automatic;
  QString quantity_;
  float value_ = 0.0F;
  QHash<QString, float> fixed_;
  QPointer<SharedRanges> shared_;
  SteadyRange steady_;
  QElapsedTimer clock_;
  qint64 looked_at_ = 0;
};

}  // namespace lfp
