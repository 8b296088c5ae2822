#pragma once

#include "core/engine/command.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/themed.h"
#include "widgets/views/export/export_work.h"

#include <QList>
#include <QPainter>
#include <QString>
#include <QWidget>
#include <vector>

namespace lfp {

enum class Renderer;
class Focus;
class HeatRange;
class Invitation;
class RunChooser;
struct ViewEdit;

/// One aspect of a Snapshot, shown. A view never touches a network: it gets snapshots and asks for change by
/// commands. show_snapshot() prepares what is drawn, once; paint events only draw it.
class View : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit View(Focus& focus, QWidget* parent = nullptr);

  /// The newest snapshot; never null. Called at most once per frame, also for views that are not visible
  /// (these keep the pointer and prepare nothing until shown).
  void set_snapshot(SnapshotPointer snapshot);
  const SnapshotPointer& snapshot() const { return snapshot_; }
  void set_theme(const Theme& theme) final;
  const Theme& theme() const { return theme_; }

  /// Adds what this view, as it is set now, needs in snapshots.
  virtual void add_interest(Interest& interest) const;
  /// Controls for the dock's title bar, in order from the left (run selector, combos); owned by the view
  /// until placed.
  virtual QList<QWidget*> title_controls();
  /// Large enough to be seen, whatever the docks around it ask for.
  QSize minimumSizeHint() const override;
  /// Which of the runs it shows; null in a view that does not depend on runs.
  virtual RunChooser* run_chooser();
  /// The ranges of its colours, that of the legend first; none in a view that colours no numbers.
  virtual std::vector<HeatRange*> colour_ranges();
  /// Colours the values again after one of its ranges was changed.
  void colour_again();
  /// Sets what draws it, where there is a choice; call it before it is first shown.
  virtual void set_renderer(Renderer renderer);
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
  /// A person has edited the view; undo can take it back.
  void edited(const lfp::ViewEdit& edit);

 protected:
  /// Prepares what is drawn from snapshot(), then calls update() or replot(). Called when the view is visible
  /// and something is new: the snapshot, the theme, or that it became visible.
  virtual void refresh() = 0;
  /// Gives its own widgets the fonts, icons and sizes of theme(), before refresh().
  virtual void use_theme() {}
  Focus& focus() const { return focus_; }
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  /// The empty state: one muted sentence, centred.
  void paint_empty(QPainter& painter, const QRect& area, const Theme& theme, const QString& sentence) const;
  /// The empty state before training: what will be seen here, with a button that trains an epoch. "" takes it
  /// away.
  void invite(const QString& what);

 private:
  Focus& focus_;
  SnapshotPointer snapshot_;
  Theme theme_;
  bool stale_ = false;
  Invitation* invitation_ = nullptr;
};

}  // namespace lfp
