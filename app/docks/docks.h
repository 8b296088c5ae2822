#pragma once

#include "widgets/gl/renderer.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <QObject>
#include <QStringList>
#include <QVariantMap>
#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;

namespace lfp {

class DockTitle;
class EngineBridge;
class SharedRanges;
class ViewOptions;
struct ViewEdit;

/// The window's docks: one for every registered view, duplicates of them, and the set-up panel.
class Docks : public QObject {
  Q_OBJECT

 public:
  /// Makes a dock for every registered view; none is placed or shown yet. `renderer` draws the network.
  Docks(QMainWindow& window, EngineBridge& bridge, Focus& focus, Renderer renderer);

  /// A dock around something that is not a view, with icon buttons in its title.
  QDockWidget* add_panel(const QString& object_name, const QString& title, QWidget& panel,
                         const QList<QAction*>& actions);
  /// The docks that are always there: panels first, then views in the order of views.def.
  std::vector<QDockWidget*> permanent() const;
  QDockWidget* find(const QString& object_name) const;
  QDockWidget* dock_of(const View& view) const;
  /// The views, duplicates included.
  std::vector<View*> views() const;
  /// The dock of the view that answers, or a duplicate, as long as it is not pinned to something else; a new
  /// one where all are pinned.
  QDockWidget* answering(ViewTopic topic);
  /// Shows a closed dock as if a person had opened it.
  void open(QDockWidget& dock);
  /// The view used last; the first one that is seen where none was, or it is hidden now.
  View* active_view() const;

  /// Another dock with the same kind of view beside this one; it is gone when it is closed.
  QDockWidget* duplicate(const QDockWidget& dock);
  /// Object names of the duplicates ("dock.network#2"), to be made again by restore_duplicates().
  QStringList duplicates() const;
  void restore_duplicates(const QStringList& object_names);
  void remove_duplicates();

  /// What a person has set for single views (ViewOptions), by object name.
  QVariantMap view_options() const;
  void set_view_options(const QVariantMap& options);

  /// For docks that are added later; the present ones get it from the window.
  void set_theme(const Theme& theme);

 signals:
  /// View::edited() of any view.
  void edited(const lfp::ViewEdit& edit);
  /// Asks to give the dock the whole window, or its place again.
  void maximise_wanted(QDockWidget& dock);
  /// A person moved, floated, closed or opened a dock.
  void rearranged();
  void image_wanted(View& view);
  void data_wanted(View& view);
  void data_file_wanted(View& view);
  void figure_wanted(View& view);
  /// A duplicate was made.
  void view_added(View& view);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Placed {
    QDockWidget* dock;
    DockTitle* title;
    View* view;            // null for a panel
    ViewOptions* options;  // null for a panel
  };

  QDockWidget* add_dock(const QString& object_name, const QString& title, QWidget& content);
  QDockWidget* add_view(const ViewEntry& entry, const QString& object_name, const QString& title);
  QDockWidget* add_duplicate(const ViewEntry& entry, const QString& object_name);
  bool has_room_for_another(const QDockWidget& original, Qt::Orientation orientation) const;
  void place_beside(QDockWidget& original, QDockWidget& copy);
  void fill_menu(Placed& placed);
  void forget(QDockWidget* dock);

  QMainWindow& window_;
  EngineBridge& bridge_;
  Focus& focus_;
  Renderer renderer_;
  Theme theme_;
  SharedRanges* shared_ranges_;
  std::vector<Placed> placed_;
  View* active_ = nullptr;
};

}  // namespace lfp
