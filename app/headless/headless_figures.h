#pragma once

#include "core/lockstep/lockstep.h"

#include <QSize>
#include <filesystem>
#include <string>
#include <vector>

namespace lfp {

/// One figure to draw: a view's name and a file format.
struct FigureRequest {
  std::string view;
  std::string format;
  bool only_if_suitable =
      false;  ///< asked for by "all": left out where the view has nothing to show of such data
};

/// What `--figures` asks for: "curves" is drawn in every format, "curves.svg" in one, "all" and "all.svg"
/// mean every view. Throws UsageError for an unknown view or format.
std::vector<FigureRequest> figure_requests(const std::vector<std::string>& list);

/// Draws the figures of where training stands into the folder, without a display. Throws Error where a file
/// cannot be written.
void draw_figures(const Lockstep& lockstep, const std::vector<FigureRequest>& requests, QSize size,
                  const std::filesystem::path& folder);

}  // namespace lfp
