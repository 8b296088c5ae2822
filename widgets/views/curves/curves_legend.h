#pragma once

#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"

#include <QAbstractButton>
#include <QWidget>
#include <vector>

class QHBoxLayout;

namespace lfp {

/// Badge, line and name of a run; checked while its curves are shown.
class CurvesLegendButton : public QAbstractButton, public Themed {
  Q_OBJECT

 public:
  CurvesLegendButton(int run, const QString& name, QWidget* parent);

  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_;
  int run_;
};

/// One button a run, for the dock's title.
class CurvesLegend : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit CurvesLegend(QWidget* parent);

  /// True if the runs are others than before.
  bool list_runs(const Snapshot& snapshot);
  /// Whether the curves of each run are shown; at least one is, unless set_shown() says otherwise.
  std::vector<bool> shown() const;
  void set_shown(const std::vector<bool>& shown);
  void set_theme(const Theme& theme) override;

 signals:
  void shown_changed();

 private:
  void add_button(int run, const QString& name);

  Theme theme_;
  QHBoxLayout* layout_;
  std::vector<CurvesLegendButton*> buttons_;
};

}  // namespace lfp
