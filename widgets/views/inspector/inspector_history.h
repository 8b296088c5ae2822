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

/// The past of what is inspected as a curve in its run's colour: a neuron's feedback from the record of all,
/// a weight's value after each step since it has been watched and before that, thinner and with a dot for
/// each that is known, at the key frames; its sign flips as magenta lines with a diamond.
class InspectorHistory final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorHistory(Focus& focus, QWidget* parent = nullptr);

  void show_history(const Snapshot& snapshot, std::size_t run, const Inspection& inspection);
  /// A's values less B's, where both have one.
  void show_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b);
  void set_theme(const Theme& theme) override;
  const PlotPanel& panel() const { return *panel_; }
  const std::vector<double>& flips() const { return flips_; }
  /// The key frames, in the plot's units.
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

/// The curve of every step, and of a parameter a second one of the key frames before, up to the first.
std::vector<PlotLine> history_lines(const Snapshot& snapshot, std::size_t run, const Inspection& inspection,
                                    const Theme& theme);
/// The same of A's values less B's, in ink.
std::vector<PlotLine> history_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b,
                                         const Theme& theme);

}  // namespace lfp
