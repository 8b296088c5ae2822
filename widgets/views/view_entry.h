#pragma once

#include "widgets/views/data_traits.h"

#include <QKeySequence>
#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace lfp {

class Focus;
class View;
struct LayerSnapshot;
struct Snapshot;

/// The arrangements of the window for one kind of work each.
enum class PerspectiveKind : std::uint8_t { build, train, microscope, compare, explore };

/// The parts that a window is made of. Where a perspective does not have one, its views stand in another.
enum class Region : std::uint8_t {
  network,   ///< the large part in the middle
  history,   ///< below it: what happens through time
  data,      ///< the data, and what the runs make of them
  detail,    ///< parameters and outcomes in detail
  timeline,  ///< the broad strip of the curves
  close_up,  ///< one neuron or connection in full
};

/// Where a view stands in one perspective.
struct ViewPlace {
  PerspectiveKind perspective{};
  Region region{};
  /// In each region the view with the highest rank that has something to show is open, the others are closed
  /// behind it; 0: closed until a person opens it.
  int rank = 0;
  /// For which data; null: for all.
  bool (*when)(const DataTraits& traits) = nullptr;
};

/// What a view can be pinned to, whatever is chosen elsewhere.
enum class Pinnable : std::uint8_t { nothing, layer, item };

/// What other parts of the window may ask to be shown; a view that answers is opened.
enum class ViewTopic : std::uint8_t {
  samples,       ///< Focus::samples_asked
  item,          ///< Focus::inspection_asked
  conservation,  ///< where the feedback goes
  convergence,   ///< whether the conditions of convergence hold
};

/// All that the program needs to know of a view to offer it: menus, docks, perspectives, keys, `--figures`
/// and `lfplab list views` follow from it.
struct ViewEntry {
  QString name;     ///< on the command line, and of its dock
  QString title;    ///< of its dock
  QString summary;  ///< one sentence
  std::function<View*(Focus&, QWidget* parent)> make;
  Region home = Region::detail;        ///< where it stands in a perspective that `places` does not name
  std::vector<ViewPlace> places{};     ///< in which perspectives it is open, or stands elsewhere
  bool (*shows)(const DataTraits&){};  ///< whether it has something to show of such data; null: always
  QString needs{};                     ///< why it has nothing, in a sentence; for views with `shows`
  /// The layers that it is about; null: all.
  bool (*is_about)(const LayerSnapshot&){};
  /// Why a figure of this snapshot would be blank without a window, in which something is chosen, drawn or
  /// computed first; "" if it would not be. Null: it never is.
  QString (*without_window)(const Snapshot&){};
  Pinnable pin = Pinnable::nothing;
  std::optional<ViewTopic> answers{};
  QKeySequence key{};  ///< opens and closes it

  QString dock_name() const { return QStringLiteral("dock.") + name; }
};

/// In the order of views.def.
const std::vector<ViewEntry>& view_entries();

}  // namespace lfp
