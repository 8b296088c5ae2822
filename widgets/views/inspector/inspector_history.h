#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/plot/plot_panel.h"
#include "widgets/style/themed.h"

#include <QPointF>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

class QLabel;

namespace lfp {

class Focus;

/// The history of the inspected item as a curve in its run's colour: a neuron's feedback at all recorded
/// steps; a weight's value at each step since it has been watched and, as a thinner line with dots, at the
/// key frames before; sign flips as magenta lines with a diamond.
class InspectorHistory final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorHistory(Focus& focus, QWidget* parent = nullptr);

  void show_history(const Snapshot& snapshot, std::size_t run, const Inspection& inspection);
  /// Shows A's values minus B's at the steps where both have one.
  void show_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b);
  void set_theme(const Theme& theme) override;
  const PlotPanel& panel() const { return *panel_; }
  const std::vector<double>& flips() const { return flips_; }
  /// The values at key frames, in the plot's units.
  const std::vector<QPointF>& dots() const { return dots_; }
  QString caption() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void paint_marks();
  QStringList facts_of(const Snapshot& snapshot, std::size_t run, const Inspection& inspection) const;
  void begin(const Snapshot& snapshot, const Inspection& inspection);
  void show_lines(const Snapshot& snapshot, std::vector<PlotLine> lines, double begin);
  void keep_in_sight(std::uint64_t generation, const InspectedItem& item);
  void show_step();

  Focus& focus_;
  Theme theme_;
  QLabel* title_;
  QLabel* facts_;
  PlotPanel* panel_;
  QWidget* marks_;
  PlotRange whole_;
  std::optional<PlotRange> chosen_;
  std::optional<InspectedItem> item_;
  std::optional<std::uint64_t> generation_;
  std::vector<double> flips_;
  std::vector<QPointF> dots_;
};

/// Returns the curve of every step and, for a parameter, a second one of the earlier key frames.
std::vector<PlotLine> history_lines(const Snapshot& snapshot, std::size_t run, const Inspection& inspection,
                                    const Theme& theme);
/// Returns the same curves for A's values minus B's, in ink.
std::vector<PlotLine> history_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b,
                                         const Theme& theme);

}  // namespace lfp
