#include "app/headless/headless_figures.h"

#include "app/bridge/application.h"
#include "app/headless/usage_error.h"
#include "core/base/unknown_name.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
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

bool has_layer_for(const ViewEntry& entry, const Snapshot& snapshot) {
  return entry.is_about == nullptr || std::ranges::any_of(snapshot.runs.front().layers, entry.is_about);
}

/// Returns why the view has nothing to show of such an experiment; "" if it has.
std::string objection(const ViewEntry& entry, const Snapshot& snapshot) {
  const QString reason = entry.without_window ? entry.without_window(snapshot) : QString();
  if (!reason.isEmpty()) return reason.toStdString();
  const Dataset& dataset = *snapshot.dataset;
  const DataTraits traits = traits_of(dataset.shape, dataset.is_regression(), *snapshot.experiment);
  if ((entry.shows == nullptr || entry.shows(traits)) && has_layer_for(entry, snapshot)) return {};
  QString needs = entry.needs;
  if (!needs.isEmpty()) needs[0] = needs[0].toLower();
  return "it " + needs.toStdString();
}

/// The layer with the most to see: the first one that the view is about, or the largest.
int shown_layer(const ViewEntry& entry, const Snapshot& snapshot) {
  const auto& layers = snapshot.runs.front().layers;
  const auto found = entry.is_about != nullptr
                         ? std::ranges::find_if(layers, entry.is_about)
                         : std::ranges::max_element(layers, {}, &LayerSnapshot::parameters);
  return static_cast<int>(found - layers.begin());
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
    const std::string reason = objection(entry_of(request.view), *snapshot);
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
    focus.set_layer(shown_layer(entry_of(request.view), *plain));
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
