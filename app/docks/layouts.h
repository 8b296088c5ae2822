#pragma once

#include "widgets/views/view_entry.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <vector>

class QMainWindow;

namespace lfp {

/// A rectangle of the window: docks lying on top of one another, or smaller blocks in a row or column.
struct Block {
  /// Along the parent's direction: pixels at 100 %, below 1 a share of the parent; 0: an equal part of the
  /// rest.
  double length = 0;
  QStringList docks;   ///< object names; more than one are tabs, the first on top
  QStringList closed;  ///< docks that appear here when they are opened
  Qt::Orientation direction = Qt::Horizontal;
  std::vector<Block> blocks;
};

/// What the layouts depend on besides their name.
struct LayoutRequest {
  DataTraits traits;
  QSize size;  ///< of the window's dock area at 100 %, in pixels
};

/// An arrangement of the docks for one kind of work.
struct Perspective {
  QString name;     ///< in the settings
  QString label;    ///< on its tab
  QString summary;  ///< one sentence
  Block (*layout)(const LayoutRequest&);
  bool shows_phases = false;  ///< the strip with the phases of a step is always there
};

/// In the order of their tabs and of Ctrl+1, Ctrl+2, ...
const std::vector<Perspective>& perspectives();

/// The docks that `layout` opens.
QStringList open_docks(const Block& layout);
/// Whether both open the same docks in the same places, whatever their sizes.
bool are_alike(const Block& left, const Block& right);
/// Opens and places the window's docks as `layout` says; docks it does not name are closed.
void place_docks(QMainWindow& window, const Block& layout);
/// Gives the placed docks the sizes of `layout`, in an area of `size` pixels.
void size_docks(QMainWindow& window, const Block& layout, QSize size, double zoom);

}  // namespace lfp
