#pragma once

#include "core/training/snapshot.h"
#include "widgets/plot/plot_panel.h"
#include "widgets/style/themed.h"

#include <QWidget>
#include <optional>

class QLabel;

namespace lfp {

class Focus;

/// The past of what is inspected as a curve in its run's colour: a neuron's feedback from the record of all,
/// a weight's value since it has been watched, its sign flips as magenta lines with a diamond.
class InspectorHistory final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit InspectorHistory(Focus& focus, QWidget* parent = nullptr);

  void show_history(const Snapshot& snapshot, std::size_t run, const Inspection& inspection);
  void set_theme(const Theme& theme) override;
  const PlotPanel& panel() const { return *panel_; }
  const std::vector<double>& flips() const { return flips_; }
  QString caption() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void paint_flips();
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
  std::vector<double> flips_;
};

/// The curve itself, and its steps.
PlotLine history_line(const Snapshot& snapshot, std::size_t run, const Inspection& inspection,
                      const Theme& theme);

}  // namespace lfp
