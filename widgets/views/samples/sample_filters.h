#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/views/samples/sample_list.h"

#include <QList>
#include <QObject>
#include <QString>
#include <optional>

class QComboBox;
class QWidget;

namespace lfp {

class SegmentedControl;

/// The controls in the sample view's title bar: which set, and which of its samples.
class SampleFilters : public QObject {
  Q_OBJECT

 public:
  /// The controls are children of `view` until the title bar takes them.
  explicit SampleFilters(QWidget& view);

  QList<QWidget*> widgets() const;
  /// The choice, for `runs` runs.
  SampleFilter filter(std::size_t runs) const;
  /// The chosen item in the words of the control.
  QString words() const;

  /// Lists what can be chosen for the runs and classes of the snapshot.
  void list(const Snapshot& snapshot);
  /// The test samples of this cell become the last item, and the one that is chosen.
  void choose_cell(const Snapshot& snapshot, const ConfusionCell& cell);
  /// Forgets the cell, which belonged to other data.
  void forget_cell() { cell_.reset(); }

 signals:
  /// A person has changed the choice.
  void changed();

 private:
  QStringList items(const Snapshot& snapshot) const;

  SegmentedControl* sets_;
  QComboBox* filters_;
  std::optional<ConfusionCell> cell_;
};

}  // namespace lfp
