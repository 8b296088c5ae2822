#pragma once

#include "widgets/style/themed.h"

#include <QList>
#include <QWidget>

class QAction;
class QDockWidget;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace lfp {

class ElidedLabel;

/// The title bar of a dock, 28 px: bold title, the view's controls from the left, then actions, pin, "..."
/// menu and close. A double click asks for the whole window, dragging moves. In a narrow dock the pin goes
/// first unless it is pressed, then the close button if there is a menu, then the title elides: controls keep
/// their room.
class DockTitle final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// Becomes the title bar of `dock`, whose window title it shows.
  explicit DockTitle(QDockWidget* dock);

  /// The view's controls, in order from the left; they become children of this bar.
  void set_controls(const QList<QWidget*>& controls);
  /// Icon buttons before the "..." button, for example undo and redo.
  void set_actions(const QList<QAction*>& actions);
  /// The menu of the "..." button, which the window fills; the button hides while the menu is empty.
  QMenu* menu() const { return menu_; }
  /// Shows the pin; off at first.
  void set_pinnable(bool pinnable);
  bool is_pinned() const;
  /// Does what a press on the pin does.
  void set_pinned(bool pinned);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// A double click asks for the whole window, or for the old place again.
  void maximise_asked();
  void pinned_changed(bool pinned);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QToolButton* make_button(const QString& name);
  int squeezable_width() const;
  int others_width(int gap) const;
  void fit_controls();
  void fit_texts();
  void show_title();

  Theme theme_;
  QDockWidget* dock_;
  QHBoxLayout* layout_;
  QHBoxLayout* controls_;
  QHBoxLayout* actions_;
  ElidedLabel* title_;
  QMenu* menu_;
  QToolButton* pin_;
  QToolButton* more_;
  QToolButton* close_;
  bool is_pinnable_ = false;
};

}  // namespace lfp
