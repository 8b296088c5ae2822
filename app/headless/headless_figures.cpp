#include "app/headless/headless_figures.h"

#include "app/bridge/application.h"
#include "app/headless/usage_error.h"
#include "core/base/unknown_name.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/score.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <regex>

namespace lfp {
namespace {

const std::vector<std::string>& formats() {
  static const std::vector<std::string> all = {"svg", "pdf", "png"};
  return all;
}

std::vector<std::string> view_names() {
  std::vector<std::string> names;
  for (const auto& entry : view_entries()) names.push_back(entry.name.toStdString());
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const ViewEntry& entry_of(const std::string& name) {
  const auto& entries = view_entries();
  return *std::find_if(entries.begin(), entries.end(),
                       [&](const auto& entry) { return entry.name.toStdString() == name; });
}

bool has_layer(const Snapshot& snapshot, bool (*is_such)(const LayerSnapshot&)) {
  return std::ranges::any_of(snapshot.runs.front().layers, is_such);
}

/// Why the view has nothing to show of such an experiment; "" where it has.
std::string objection(const std::string& view, const Snapshot& snapshot) {
  const bool of_values = learns_values(snapshot);
  if (view == "tiles" && !snapshot.dataset->shape.is_image()) return "the samples are no images";
  if (view == "map" || view == "cell" || view == "rules")
    return "it shows a study (see: lfplab study --help)";
  if (view == "teaching" && !(snapshot.time && !snapshot.time->taught.empty()))
    return "no feedback was given by hand";
  if (view == "pruning") return "no weights are removed by hand without a window";
  if (view == "pad") return "there is nothing drawn on it without a window";
  if (view == "inspector") return "no neuron or connection is chosen without a window";
  if (view == "spikes" && !has_layer(snapshot, [](const auto& layer) { return layer.is_spiking; }))
    return "no layer of the network spikes";
  if (view == "maps" && !has_layer(snapshot, [](const auto& layer) { return layer.output.is_image(); }))
    return "no layer of the network gives images";
  if (view == "boundary" && !snapshot.dataset->is_planar()) return "the samples are no points in the plane";
  const bool reproduces = snapshot.experiment->autoencode;
  if (view == "fit" && (reproduces || !of_values)) return "the outputs are no values of their own";
  if (view == "reconstruction" && !reproduces) return "the network does not reproduce its inputs";
  if ((view == "boundary" || view == "confusion") && of_values) return "the outputs are values, not classes";
  return {};
}

/// The layer with the most to see: the first one that the view is about, or the largest.
int shown_layer(const std::string& view, const Snapshot& snapshot) {
  const auto& layers = snapshot.runs.front().layers;
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    if ((view == "maps" && layers[layer].output.is_image()) || (view == "spikes" && layers[layer].is_spiking))
      return static_cast<int>(layer);
  const auto largest = std::max_element(
      layers.begin(), layers.end(), [](const auto& a, const auto& b) { return a.parameters < b.parameters; });
  return static_cast<int>(largest - layers.begin());
}

}  // namespace

std::vector<FigureRequest> figure_requests(const std::vector<std::string>& list) {
  std::vector<std::string> known = view_names();
  known.insert(known.begin(), "all");
  std::vector<FigureRequest> requests;
  for (const auto& item : list) {
    const auto dot = item.find('.');
    const std::string name = item.substr(0, dot);
    const std::string format = dot == std::string::npos ? "" : item.substr(dot + 1);
    const bool is_all = name == "all";
    if (!contains(known, name))
      throw UsageError{"--figures: there is no view \"" + name + "\". " + remedy_for(name, known)};
    if (!format.empty() && !contains(formats(), format))
      throw UsageError{"--figures: there is no format \"" + format + "\". " + remedy_for(format, formats())};
    for (const auto& view : is_all ? view_names() : std::vector<std::string>{name})
      for (const auto& one : format.empty() ? formats() : std::vector<std::string>{format})
        requests.push_back({.view = view, .format = one, .is_named = !is_all});
  }
  return requests;
}

std::vector<FigureRequest> applicable(const std::vector<FigureRequest>& requests, const Lockstep& lockstep) {
  if (requests.empty()) return {};
  const auto snapshot = lockstep.snapshot({});
  std::vector<FigureRequest> result;
  for (const auto& request : requests) {
    const std::string reason = objection(request.view, *snapshot);
    if (reason.empty())
      result.push_back(request);
    else if (request.is_named)
      throw UsageError{"--figures " + request.view + ": " + reason +
                       ". Leave it out, or ask for all, which " + "draws the figures that apply"};
  }
  return result;
}

std::vector<std::string> all_figure_files() {
  std::vector<std::string> files;
  for (const auto& request : figure_requests({"all"})) files.push_back(request.file());
  return files;
}

QSize figure_size(const std::string& text) {
  constexpr int smallest = 100;
  constexpr int largest = 8000;
  const UsageError wrong{"--figure-size " + text +
                         ": write it as WIDTHxHEIGHT, like 1000x640 (pixels) or 85x60mm, from 100x100 to "
                         "8000x8000 pixels"};
  static const std::regex form(R"(([0-9]*\.?[0-9]+)x([0-9]*\.?[0-9]+)(px|mm|cm|in)?)");
  std::smatch parts;
  if (!std::regex_match(text, parts, form)) throw wrong;
  constexpr double inch = 96;
  const std::map<std::string, double> units{
      {"", 1}, {"px", 1}, {"mm", inch / 25.4}, {"cm", inch / 2.54}, {"in", inch}};
  const double unit = units.at(parts[3].str());
  const auto pixels = [&](const std::string& number) {
    double value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    return static_cast<int>(std::lround(std::min(value * unit, 2.0 * largest)));
  };
  const QSize size(pixels(parts[1].str()), pixels(parts[2].str()));
  if (std::min(size.width(), size.height()) < smallest || std::max(size.width(), size.height()) > largest)
    throw wrong;
  return size;
}

std::optional<RunChoice> figure_run(const std::string& text, const Experiment& experiment) {
  if (text.empty()) return std::nullopt;
  if (text == "all") return RunChoice{};
  std::vector<std::string> known;
  for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
    const std::string letter(1, static_cast<char>('A' + run));
    if (text == letter || text == experiment.runs[run].name)
      return RunChoice{.kind = RunChoice::Kind::one, .run = run};
    known.insert(known.end(), {letter, experiment.runs[run].name});
  }
  known.emplace_back("all");
  throw UsageError{"--figure-run: there is no run \"" + text + "\". " + remedy_for(text, known)};
}

void draw_figures(const Lockstep& lockstep, const std::vector<FigureRequest>& requests,
                  const FigureLook& look, const std::filesystem::path& folder) {
  const OffscreenApplication application;

  const auto plain = lockstep.snapshot({});
  for (const auto& request : requests) {
    Focus focus;
    focus.set_layer(shown_layer(request.view, *plain));
    const std::unique_ptr<View> view(entry_of(request.view).make(focus, nullptr));
    if (look.run && view->run_chooser() != nullptr) view->run_chooser()->choose(*look.run);
    view->resize(look.size);
    Interest interest;
    view->add_interest(interest);
    view->set_snapshot(lockstep.snapshot(interest));
    const auto file = folder / request.file();
    save_figure(*view, QString::fromStdString(file.string()), look.size);
  }
}

}  // namespace lfp
