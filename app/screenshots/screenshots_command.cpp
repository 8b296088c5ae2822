#include "app/screenshots/screenshots_command.h"

#include "app/bridge/application.h"
#include "app/docks/docks.h"
#include "app/docks/perspective_switch.h"
#include "app/documents/experiment_files.h"
#include "app/documents/study_desk.h"
#include "app/screenshots/few_colours.h"
#include "app/window/appearance.h"
#include "app/window/main_window.h"
#include "app/window/window_style.h"
#include "core/base/error.h"
#include "core/data/data_file.h"
#include "core/files/atomic_file.h"
#include "core/files/result_folder.h"

#include <QApplication>
#include <QBuffer>
#include <QElapsedTimer>
#include <QSettings>
#include <QStatusBar>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lfp {

namespace {

constexpr QSize usual_size(1600, 1000);
constexpr QSize compact_size(1280, 800);
/// The size of a projector's picture.
constexpr QSize presented_size(1920, 1080);
constexpr auto presenter = "presenter";
/// Until fresh flips have faded, and until views show what has just come into sight.
constexpr int fade_milliseconds = 2000;
constexpr int settle_milliseconds = 700;
constexpr int longest_milliseconds = 120'000;

void wait_until(const std::function<bool()>& condition, int milliseconds) {
  QElapsedTimer time;
  time.start();
  while (!condition() && time.elapsed() < milliseconds)
    QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 10);
}

void wait(int milliseconds) {
  wait_until([] { return false; }, milliseconds);
}

/// An example in the perspective that shows most of it.
struct Scene {
  const char* picture;
  const char* example;
  std::int64_t steps;
  const char* perspective;
  std::vector<const char*> data{};   ///< files that it needs
  std::vector<const char*> docks{};  ///< opened beside those of the perspective
};

const std::vector<Scene>& scenes() {
  static const std::vector<const char*> mnist = {"t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"};
  static const std::vector<Scene> all = {{"mnist", "mnist", 160, "train", mnist},
                                         {"lenet", "digits_lenet", 60, "train"},
                                         {"spiking", "mnist_spiking", 40, "train", mnist, {"dock.spikes"}},
                                         {"regression", "sine", 600, "train"}};
  return all;
}

/// Where LFP and gradient descent have both learnt the spirals and have flipped many signs.
constexpr std::int64_t trained_steps = 1300;

void train(MainWindow& window, std::int64_t steps) {
  EngineBridge& bridge = window.bridge();
  bridge.send(command::SetSpeed{});
  bridge.send(command::Run{.until_step = steps, .until_epoch = {}, .until_test_accuracy = {}});
  const auto is_trained = [&] {
    const SnapshotPointer& snapshot = bridge.snapshot();
    return snapshot && !snapshot->running && snapshot->evaluated && snapshot->position.step >= steps;
  };
  wait_until(is_trained, longest_milliseconds);
  if (!is_trained())
    throw Error("screenshots", "the example could not be trained in time",
                "Try it on a machine that is less busy");
  wait(fade_milliseconds);
}

/// The sample that the first run is least sure of, and a connection between the busiest neurons: there is
/// most to be seen.
void look_closely(MainWindow& window) {
  const RunSnapshot& run = window.bridge().snapshot()->runs.front();
  if (run.test_predictions && !run.test_predictions->probability.empty()) {
    const auto& sure = run.test_predictions->probability;
    window.focus().set_sample(std::ranges::min_element(sure) - sure.begin());
  }
  const auto largest = [](const std::vector<float>& values) {
    return std::ranges::max_element(values, {}, [](float value) { return std::abs(value); }) - values.begin();
  };
  window.focus().set_item(InspectedItem{
      .layer = 1, .unit = largest(run.layers[1].feedback), .input = largest(run.layers[0].activation_mean)});
}

/// The study that the panel starts with, and a cell in the middle of its map.
void explore(MainWindow& window) {
  StudyDesk& studies = window.studies();
  if (studies.work() == nullptr) studies.run();
  wait_until([&] { return studies.work() == nullptr || studies.work()->is_done(); }, longest_milliseconds);
  if (studies.work() == nullptr || !studies.work()->is_done())
    throw Error("screenshots", "the study could not be computed in time",
                "Try it on a machine that is less busy");
  window.focus().study().choose_cell(studies.work()->study().cells() / 2);
}

int perspective_named(const char* name) {
  const auto found = std::ranges::find(perspectives(), QString::fromLatin1(name), &Perspective::name);
  return static_cast<int>(found - perspectives().begin());
}

void take(MainWindow& window, const std::filesystem::path& file) {
  wait(settle_milliseconds);
  wait_until([&] { return window.statusBar()->currentMessage().isEmpty(); }, longest_milliseconds);
  QBuffer png;
  png.open(QIODevice::WriteOnly);
  constexpr int smallest_file = 0;
  const bool is_made = with_few_colours(window.grab().toImage()).save(&png, "PNG", smallest_file);
  if (!is_made) throw Error(file.string(), "the picture cannot be made", "Free some memory and try again");
  write_file(file, png.data().toStdString());
}

/// The spirals once more, as a class sees them.
void present(MainWindow& window, const std::filesystem::path& file) {
  window.perspectives().show(perspective_named("train"));
  window.perspectives().present(true);
  window.appearance().start_presenting(presented_size);
  window.resize(presented_size);
  wait(fade_milliseconds);
  take(window, file);
  window.appearance().stop_presenting();
  window.perspectives().present(false);
  window.resize(usual_size);
}

const std::pair<Appearance::Choice, const char*> themes[] = {{Appearance::Choice::light, "-light"},
                                                             {Appearance::Choice::dark, "-dark"}};

/// Which pictures are asked for by name.
using IsChosen = std::function<bool(std::string_view)>;

void take_scene(MainWindow& window, const Scene& scene, const std::filesystem::path& folder) {
  wait_until([&] { return window.bridge().snapshot() != nullptr; }, longest_milliseconds);
  const std::uint64_t before = window.bridge().snapshot()->generation;
  if (!window.files().open(QStringLiteral("example:") + QLatin1String(scene.example)))
    throw Error(scene.example, "the example cannot be opened", "Look whether its data are whole");
  // Until then snapshots tell of the experiment before.
  wait_until([&] { return window.bridge().snapshot()->generation != before; }, longest_milliseconds);
  window.perspectives().show(perspective_named(scene.perspective));
  for (const char* dock : scene.docks) window.docks().open(*window.docks().find(QLatin1String(dock)));
  train(window, scene.steps);
  for (const auto& [choice, theme] : themes) {
    window.appearance().choose(choice);
    take(window, folder / (scene.picture + std::string(theme) + ".png"));
  }
}

void take_spirals(MainWindow& window, const std::filesystem::path& folder, const IsChosen& is_chosen) {
  for (const auto& [choice, theme] : themes) {
    window.appearance().choose(choice);
    for (std::size_t index = 0; index < perspectives().size(); ++index) {
      if (!is_chosen(perspectives()[index].name.toStdString())) continue;
      const std::string name = perspectives()[index].name.toStdString() + theme;
      window.perspectives().show(static_cast<int>(index));
      window.focus().set_item(std::nullopt);
      if (perspectives()[index].name == QLatin1String("microscope")) look_closely(window);
      if (perspectives()[index].name == QLatin1String("explore")) explore(window);
      take(window, folder / (name + ".png"));
      if (perspectives()[index].name != QLatin1String("train")) continue;
      window.resize(compact_size);
      take(window, folder / (name + "-1280x800.png"));
      window.resize(usual_size);
    }
    if (is_chosen(presenter)) present(window, folder / (presenter + std::string(theme) + ".png"));
  }
}

std::vector<std::string> names_of_spirals() {
  std::vector<std::string> names;
  for (const Perspective& perspective : perspectives()) names.push_back(perspective.name.toStdString());
  names.emplace_back(presenter);
  return names;
}

bool has_data(const Scene& scene) {
  return std::ranges::all_of(scene.data,
                             [](const char* file) { return find_data_file(file, {}).has_value(); });
}

}  // namespace

std::vector<std::string> names_of_screenshots() {
  std::vector<std::string> names = names_of_spirals();
  for (const Scene& scene : scenes()) names.emplace_back(scene.picture);
  return names;
}

void take_screenshots(const std::string& folder, const std::vector<std::string>& only) {
  const IsChosen is_chosen = [&only](std::string_view name) {
    return only.empty() || std::ranges::find(only, name) != only.end();
  };
  const ResultFolder result(folder);
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  qputenv("XDG_DATA_HOME", settings.path().toLocal8Bit());
  QApplication::setStyle(std::make_unique<WindowStyle>().release());  // the window owns it from here on
  const OffscreenApplication application;
  name_application();

  MainWindow window({.file = "example:two_spirals",
                     .renderer = RendererChoice::raster,
                     .theme = ThemeChoice::light,
                     .keeps_session = false});
  window.resize(usual_size);
  window.show();
  if (std::ranges::any_of(names_of_spirals(), is_chosen)) {
    train(window, trained_steps);
    take_spirals(window, result.path(), is_chosen);
  }
  for (const Scene& scene : scenes())
    if (is_chosen(scene.picture) && has_data(scene)) take_scene(window, scene, result.path());
}

}  // namespace lfp
