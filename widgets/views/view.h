#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"
#include "widgets/views/export/export_work.h"

#include <QList>
#include <QPainter>
#include <QString>
#include <QWidget>
#include <functional>
#include <vector>

namespace lfp {

class Focus;
class HeatRange;

/// One aspect of a Snapshot, shown. A view never touches a network: it gets snapshots and asks for change by
/// commands. show_snapshot() prepares what is drawn, once; paint events only draw it.
class View : public QWidget {
  Q_OBJECT

 public:
  explicit View(Focus& focus, QWidget* parent = nullptr);

  /// The newest snapshot; never null. Called at most once per frame, also for views that are not visible
  /// (these keep the pointer and prepare nothing until shown).
  void set_snapshot(SnapshotPointer snapshot);
  const SnapshotPointer& snapshot() const { return snapshot_; }
  virtual void set_theme(const Theme& theme);
  const Theme& theme() const { return theme_; }

  /// Adds what this view, as it is set now, needs in snapshots.
  virtual void add_interest(Interest& interest) const;
  /// Controls for the dock's title bar, in order from the left (run selector, combos); owned by the view
  /// until placed.
  virtual QList<QWidget*> title_controls();
  /// The ranges of its colours, that of the legend first; none in a view that colours no numbers.
  virtual std::vector<HeatRange*> colour_ranges();
  /// Colours again: one of its ranges was changed.
  void colour_again();
  /// The view as a figure for a paper: into `area`, in `theme` (light, whatever the window's), with title,
  /// axes and legend. Vectors where possible. Works without the view ever having been visible.
  virtual void paint_figure(QPainter& painter, const QRect& area, const Theme& theme) = 0;
  /// What the view shows as numbers, for "Data as CSV"; null where there is nothing. Asked for whenever the
  /// view's menu opens: a table that may be large is left to the work, which no later snapshot changes.
  virtual ExportWork table() const;
  /// The same as text, at once; "" where there is nothing.
  QString csv() const;

 signals:
  void command_issued(const lfp::Command& command);
  void interest_changed();  ///< add_interest() would now add something else

 protected:
  /// Prepares what is drawn from snapshot(), then calls update() or replot(). Called when the view is visible
  /// and something is new: the snapshot, the theme, or that it became visible.
  virtual void refresh() = 0;
  Focus& focus() const { return focus_; }
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  /// The empty state: one muted sentence, centred.
  void paint_empty(QPainter& painter, const QRect& area, const Theme& theme, const QString& sentence) const;

 private:
  Focus& focus_;
  SnapshotPointer snapshot_;
  Theme theme_;
  bool stale_ = false;
};

/// A registered view: `name` is what `--figures` and `lfplab list views` call it, `object_name` its dock's.
struct ViewEntry {
  QString name;
  QString object_name;
  QString title;
  QString summary;
  std::function<View*(Focus&, QWidget* parent)> make;
};

/// In the order of views.def.
const std::vector<ViewEntry>& view_entries();

}  // namespace lfp
