#include "app/headless/headless_figures.h"

#include "app/headless/headless_train.h"
#include "widgets/views/figure_file.h"
#include "widgets/views/focus.h"
#include "widgets/views/names/score.h"
#include "widgets/views/view.h"
#include "widgets/views/view_entry.h"

#include <QApplication>
#include <algorithm>
#include <memory>

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

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += ", " + name;
  return text;
}

const ViewEntry& entry_of(const std::string& name) {
  const auto& entries = view_entries();
  return *std::find_if(entries.begin(), entries.end(),
                       [&](const auto& entry) { return entry.name.toStdString() == name; });
}

/// Boundaries are for classes in the plane, confusion is for classes, tiles are for images, maps for
/// convolutions, spikes for neurons that spike, and there is nothing drawn on the pad.
bool suits(const std::string& view, const Snapshot& snapshot) {
  if (view == "tiles") return snapshot.dataset->shape.is_image();
  const auto& layers = snapshot.runs.front().layers;
  if (view == "pad") return false;
  if (view == "spikes")
    return std::any_of(layers.begin(), layers.end(), [](const auto& layer) { return layer.is_spiking; });
  if (view == "maps")
    return std::any_of(layers.begin(), layers.end(),
                       [](const auto& layer) { return layer.output.is_image(); });
  if (view == "boundary") return snapshot.dataset->is_planar() && !learns_values(snapshot);
  // Nobody has chosen a neuron.
  if (view == "inspector") return false;
  return view != "confusion" || !learns_values(snapshot);
}

/// The layer that most is to be seen of: the first that the view is about, or the largest.
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
  std::vector<FigureRequest> requests;
  for (const auto& item : list) {
    const auto dot = item.find('.');
    const std::string name = item.substr(0, dot);
    const std::string format = dot == std::string::npos ? "" : item.substr(dot + 1);
    if (name != "all" && !contains(view_names(), name))
      throw UsageError{"--figures: there is no view \"" + name + "\"; choose from: all" +
                       listed(view_names())};
    if (!format.empty() && !contains(formats(), format))
      throw UsageError{"--figures: there is no format \"" + format + "\"; choose from: svg, pdf, png"};
    for (const auto& view : name == "all" ? view_names() : std::vector<std::string>{name})
      for (const auto& one : format.empty() ? formats() : std::vector<std::string>{format})
        requests.push_back({view, one, name == "all"});
  }
  return requests;
}

void draw_figures(const Lockstep& lockstep, const std::vector<FigureRequest>& requests, QSize size,
                  const std::filesystem::path& folder) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int argument_count = 1;
  char program[] = "lfplab";
  char* arguments[] = {program, nullptr};
  const QApplication application(argument_count, arguments);

  const auto plain = lockstep.snapshot({});
  for (const auto& request : requests) {
    if (request.only_if_suitable && !suits(request.view, *plain)) continue;
    Focus focus;
    focus.set_layer(shown_layer(request.view, *plain));
    const std::unique_ptr<View> view(entry_of(request.view).make(focus, nullptr));
    view->resize(size);
    Interest interest;
    view->add_interest(interest);
    view->set_snapshot(lockstep.snapshot(interest));
    const auto file = folder / (request.view + "." + request.format);
    save_figure(*view, QString::fromStdString(file.string()), size);
  }
}

}  // namespace lfp
