#pragma once

#include "app/docks/layouts.h"

#include <QByteArray>
#include <QObject>
#include <QSize>
#include <QStringList>
#include <QVariantMap>
#include <vector>

class QDockWidget;
class QMainWindow;

namespace lfp {

class Docks;

/// Which perspective the window shows. As long as a person has not moved a dock, the built-in layout follows
/// the window's size and the kind of data; after that the layout is theirs, and comes back as they left it.
class PerspectiveSwitch : public QObject {
  Q_OBJECT

 public:
  PerspectiveSwitch(QMainWindow& window, Docks& docks);

  int current() const { return current_; }
  void show(int index);
  /// Forgets what a person changed in the current perspective.
  void reset();
  void set_traits(const DataTraits& traits);
  const DataTraits& traits() const { return traits_; }
  void set_zoom(double zoom);
  /// Whether the strip of the phases belongs to the current perspective.
  bool shows_phases() const;
  /// For an audience: larger type, with built-in layouts that leave room for it. Afterwards everything is as
  /// it was.
  void present(bool on);
  bool is_presenting() const { return is_presenting_; }
  /// Gives the dock the whole window, or everything its place again.
  void toggle_maximised(QDockWidget& dock);
  void leave_maximised();
  /// Lets a built-in layout follow a new size of the window.
  void fit();
  /// A person moved, closed, opened or resized docks.
  void mark_changed();

  /// Arranges the docks as the last session left them; nothing is arranged before.
  void restore();
  bool is_restored() const { return is_restored_; }
  void save();
  /// The current perspective and all that a person has changed, for a session file.
  QByteArray layout();
  /// Shows such a layout; other bytes change nothing.
  void set_layout(const QByteArray& layout);

 signals:
  void current_changed(int index);
  void traits_changed();

 private:
  struct Kept {
    bool is_changed = false;
    QByteArray state;
    QStringList duplicates;
    QVariantMap view_options;  // kept whether the layout is changed or not
  };

  Kept& kept() { return (is_presenting_ ? presented_ : kept_)[static_cast<std::size_t>(current_)]; }
  const Kept& kept() const {
    return (is_presenting_ ? presented_ : kept_)[static_cast<std::size_t>(current_)];
  }
  void keep_current();
  void follow_data();
  void apply();
  void apply_builtin();
  void limit_size();
  Block builtin() const;
  QSize area() const;

  QMainWindow& window_;
  Docks& docks_;
  std::vector<Kept> kept_;
  std::vector<Kept> presented_;  // the same while presenting, not for later
  bool is_presenting_ = false;
  QSize size_before_;       // of the window, from presenting until it has that size again
  QByteArray state_below_;  // of the docks, while one of them has the whole window
  int current_;
  DataTraits traits_;
  bool knows_traits_ = false;  // else traits_ are a guess
  double zoom_ = 1.0;
  Block placed_;  // the built-in layout on screen
  bool is_restored_ = false;
  QByteArray waiting_layout_;  // until that of the last session is restored
  bool is_applying_ = false;
};

}  // namespace lfp
