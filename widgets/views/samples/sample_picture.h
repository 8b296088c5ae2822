#pragma once

#include "widgets/style/theme.h"
#include "widgets/views/samples/sample_grid.h"
#include "widgets/views/samples/sample_list.h"
#include "widgets/views/samples/sample_text.h"

#include <QCache>
#include <QPainter>
#include <QPixmap>
#include <QRect>
#include <cstdint>
#include <optional>

namespace lfp {

/// Images of samples for the screen; the newest are kept.
class SampleThumbnails {
 public:
  const QPixmap& of(const SampleList& list, std::int64_t sample, const Theme& theme);
  /// The theme or the set is another one.
  void clear() { kept_.clear(); }
  int count() const { return static_cast<int>(kept_.count()); }

 private:
  QCache<std::int64_t, QPixmap> kept_{4000};
};

/// What the picture of a list of samples is made from.
struct SamplePicture {
  const SampleList& list;
  const SampleText& text;
  const Theme& theme;
  SampleGrid grid;
  std::optional<std::int64_t> chosen;      ///< the sample that all views show, if it is of this set
  SampleThumbnails* thumbnails = nullptr;  ///< null in a figure: images keep all their pixels
};

/// Paints the samples in sight: images as tiles with their label and what the runs take them for, vectors as
/// rows of a table. A figure shows whole cells only.
void paint_samples(QPainter& painter, const QRect& area, const SamplePicture& picture);

}  // namespace lfp
