#pragma once

#include "widgets/views/study/study_map.h"

#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

namespace lfp {

/// One of several maps side by side: a run, at one value of the first axis that the maps do not show.
struct StudyVariant {
  std::size_t run = 0;
  std::optional<std::int64_t> index;  ///< of the axis value
  QString title;                      ///< such as "LFP-ε" or "LFP-ε · rule gamma"
  StudyMap map;
};

/// All maps for the choices of a StudyFocus, computed once for all views.
struct StudyMaps {
  std::vector<StudyVariant> variants;  ///< ordered by run
  std::size_t shown = 0;               ///< index of the map that is looked at
  StudyRange range;                    ///< common to all maps
};

/// Computes the maps; the study needs an axis and a run.
StudyMaps study_maps(const StudyPicture& picture, const StudyMapChoice& choice,
                     const std::vector<std::size_t>& other_axes);

}  // namespace lfp
