#pragma once

#include "widgets/views/study/study_map.h"

#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

namespace lfp {

/// One of the maps that stand side by side: a run, at one value of the first axis that the maps do not show.
struct StudyVariant {
  std::size_t run = 0;
  std::optional<std::int64_t> index;  ///< of the value
  QString title;                      ///< "LFP-ε", "LFP-ε · rule gamma"
  StudyMap map;
};

/// All maps of what a StudyFocus looks at, made once for all views.
struct StudyMaps {
  std::vector<StudyVariant> variants;  ///< in the order of runs
  std::size_t shown = 0;               ///< which of them is the map that is looked at
  StudyRange range;                    ///< of all of them
};

/// Of a study with an axis and a run.
StudyMaps study_maps(const StudyPicture& picture, const StudyMapChoice& choice,
                     const std::vector<std::size_t>& other_axes);

}  // namespace lfp
