#pragma once

#include "core/lockstep/lockstep.h"
#include "widgets/views/runs/run_chooser.h"

#include <QSize>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lfp {

/// One figure to draw: a view's name and a file format.
struct FigureRequest {
  std::string view;
  std::string format;
  bool is_named = true;  ///< not just one of "all", which leaves out what does not apply to the experiment

  std::string file() const { return view + "." + format; }
};

/// What `--figures` asks for: "curves" is drawn in every format, "curves.svg" in one, "all" and "all.svg"
/// mean every view. Throws UsageError for an unknown view or format.
std::vector<FigureRequest> figure_requests(const std::vector<std::string>& list);
/// Those of them that apply to the experiment of `lockstep`, which may be at step 0. Throws UsageError for
/// one that was named and does not apply.
std::vector<FigureRequest> applicable(const std::vector<FigureRequest>& requests, const Lockstep& lockstep);
/// The names of all files that figures may be drawn into.
std::vector<std::string> all_figure_files();

/// Reads "1000x640" (pixels of 1/96 inch) or "85x60mm"; the units are px, mm, cm and in. Throws UsageError.
QSize figure_size(const std::string& text);

/// Reads a run's letter ("A") or name, or "all"; "" leaves the choice to each view. Throws UsageError where
/// the experiment has no such run.
std::optional<RunChoice> figure_run(const std::string& text, const Experiment& experiment);

/// How figures look.
struct FigureLook {
  QSize size;
  std::optional<RunChoice> run{};  ///< none: what each view usually shows
};
/// Draws figures of the present state of training into the folder, without a display. Throws Error where a
/// file cannot be written.
void draw_figures(const Lockstep& lockstep, const std::vector<FigureRequest>& requests,
                  const FigureLook& look, const std::filesystem::path& folder);

}  // namespace lfp
