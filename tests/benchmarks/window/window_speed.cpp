#include "app/bridge/application.h"
#include "app/docks/docks.h"
#include "app/window/main_window.h"
#include "core/data/data_file.h"
#include "core/data/dataset.h"
#include "core/files/atomic_file.h"
#include "core/lockstep/lockstep.h"
#include "widgets/editing/experiment_editor.h"
#include "widgets/views/view.h"

#include <QDockWidget>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <iostream>
#include <vector>

#include <benchmark/benchmark.h>

// What the window costs: MNIST at full speed, by LFP alone and with its twin beside it, headless and with
// eight views on screen; how long a click and a step back take there, and how much memory.

namespace lfp::benchmarks {
namespace {

constexpr int eight_docks_columns = 4;
constexpr const char* eight_docks[] = {"dock.network", "dock.raster",    "dock.weights",    "dock.tiles",
                                       "dock.flips",   "dock.confusion", "dock.histograms", "dock.curves"};

/// Opens the example, waits until its data are there and leaves so many of its runs.
bool open(MainWindow& window, std::size_t runs) {
  window.show();
  const auto has_snapshot = [&] { return window.bridge().snapshot() != nullptr; };
  if (!QTest::qWaitForWindowExposed(&window) || !QTest::qWaitFor(has_snapshot, 20000)) return false;
  if (runs == 1) window.bridge().send(command::RemoveRun{.run = 1});
  return QTest::qWaitFor([&] { return window.bridge().snapshot()->runs.size() == runs; }, 20000);
}

/// The eight views side by side over the whole screen, nothing above another.
void lay_out(MainWindow& window) {
  const QRect screen = window.screen()->availableGeometry();
  const QSize cell(screen.width() / eight_docks_columns, screen.height() / 2);
  for (QDockWidget* dock : window.docks().permanent()) dock->close();
  int index = 0;
  for (const char* name : eight_docks) {
    QDockWidget* dock = window.docks().find(QString::fromLatin1(name));
    window.docks().open(*dock);
    dock->setFloating(true);
    const QPoint corner(index % eight_docks_columns * cell.width(),
                        index / eight_docks_columns * cell.height());
    dock->setGeometry(QRect(screen.topLeft() + corner, cell));
    dock->show();
    ++index;
  }
}

struct Speed {
  double steps_per_second = 0.0;
  double frames_per_second = 0.0;
};

/// As in the program: QTest::qWait sleeps between events, and half of the frames come late.
void live_on(int milliseconds) {
  QEventLoop loop;
  QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
  loop.exec();
}

/// Runs at full speed for a while and takes the mean.
Speed speed_of(MainWindow& window, int milliseconds) {
  window.bridge().send(command::SetSpeed{});
  window.bridge().send(command::Run{});
  live_on(1500);
  std::int64_t frames = 0;
  const auto counting =
      QObject::connect(&window.bridge(), &EngineBridge::snapshot_changed, [&] { ++frames; });
  const std::int64_t first = window.bridge().snapshot()->position.step;
  QElapsedTimer clock;
  clock.start();
  live_on(milliseconds);
  const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
  const std::int64_t steps = window.bridge().snapshot()->position.step - first;
  QObject::disconnect(counting);
  window.bridge().send(command::Pause{});
  live_on(200);
  return {static_cast<double>(steps) / seconds, static_cast<double>(frames) / seconds};
}

void headless(benchmark::State& state, std::size_t runs) {
  MainWindow window({.file = "example:mnist", .keeps_session = false});
  if (!open(window, runs)) return state.SkipWithError("MNIST is not there; set LFPLAB_DATA");
  const SnapshotPointer snapshot = window.bridge().snapshot();
  window.hide();
  Lockstep lockstep(snapshot->experiment, snapshot->dataset);
  constexpr std::int64_t steps = 200;
  for (auto _ : state) lockstep.advance(steps);
  state.counters["steps/s"] =
      benchmark::Counter(static_cast<double>(state.iterations() * steps), benchmark::Counter::kIsRate);
}

void window_speed(benchmark::State& state, std::size_t runs, bool all_eight) {
  MainWindow window({.file = "example:mnist", .keeps_session = false});
  if (!open(window, runs)) return state.SkipWithError("MNIST is not there; set LFPLAB_DATA");
  if (all_eight) lay_out(window);
  constexpr int milliseconds = 6000;
  Speed speed;
  for (auto _ : state) speed = speed_of(window, milliseconds);
  state.counters["steps/s"] = speed.steps_per_second;
  state.counters["frames/s"] = speed.frames_per_second;
}

/// Lets the window work until `shows` of its newest snapshot; the milliseconds that took.
template <class Shows>
double milliseconds_until(MainWindow& window, const Shows& shows) {
  constexpr int patience = 20000;
  QElapsedTimer clock;
  clock.start();
  while (!shows(*window.bridge().snapshot()) && clock.elapsed() < patience)
    QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

double memory_in_megabytes() {
  QFile file(QStringLiteral("/proc/self/status"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (line.startsWith("VmRSS:")) return line.mid(6).simplified().split(' ').front().toDouble() / 1024;
  return 0;
}

void set_times(benchmark::State& state, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  state.counters["median ms"] = times[times.size() / 2];
  state.counters["worst ms"] = times.back();
}

/// Pause and Run pressed in turn, until the window shows it.
void click(benchmark::State& state) {
  MainWindow window({.file = "example:mnist", .keeps_session = false});
  if (!open(window, 2)) return state.SkipWithError("MNIST is not there; set LFPLAB_DATA");
  lay_out(window);
  window.bridge().send(command::SetSpeed{});
  live_on(500);  // eight windows have just been opened
  std::vector<double> times;
  constexpr int clicks = 20;
  for (auto _ : state) {
    for (int i = 0; i < 2 * clicks; ++i) {
      const bool runs = i % 2 == 0;
      window.bridge().send(runs ? Command(command::Run{}) : Command(command::Pause{}));
      times.push_back(
          milliseconds_until(window, [runs](const Snapshot& now) { return now.running == runs; }));
      live_on(100);
    }
  }
  set_times(state, times);
}

/// To steps of the last thousand, all over it.
void step_back(benchmark::State& state) {
  MainWindow window({.file = "example:mnist", .keeps_session = false});
  if (!open(window, 2)) return state.SkipWithError("MNIST is not there; set LFPLAB_DATA");
  lay_out(window);
  window.bridge().send(command::SetSpeed{});
  window.bridge().send(command::Run{.until_step = 3000, .until_epoch = {}, .until_test_accuracy = {}});
  live_on(500);
  milliseconds_until(window, [](const Snapshot& now) { return !now.running; });
  state.counters["MB"] = memory_in_megabytes();
  const std::int64_t last = window.bridge().snapshot()->position.step;
  std::vector<double> times;
  constexpr std::int64_t visits = 60;
  for (auto _ : state) {
    for (std::int64_t i = 0; i < visits; ++i) {
      const std::int64_t step = last - 1 - i * 617 % 1000;
      window.bridge().send(command::GoTo{step});
      times.push_back(milliseconds_until(
          window, [step](const Snapshot& now) { return now.position.step == step && !now.time->target; }));
    }
  }
  set_times(state, times);
}

BENCHMARK_CAPTURE(headless, alone, 1)->Name("MNIST alone/headless")->UseRealTime()->MinTime(4.0);
BENCHMARK_CAPTURE(window_speed, alone_as_opened, 1, false)
    ->Name("MNIST alone/window as opened")
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(window_speed, alone_eight, 1, true)
    ->Name("MNIST alone/window, eight views")
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(headless, twin, 2)->Name("MNIST twin/headless")->UseRealTime()->MinTime(4.0);
BENCHMARK_CAPTURE(window_speed, twin_as_opened, 2, false)
    ->Name("MNIST twin/window as opened")
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(window_speed, twin_eight, 2, true)
    ->Name("MNIST twin/window, eight views")
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(click)->Name("MNIST twin/a click, eight views")->UseRealTime()->Iterations(1);
BENCHMARK(step_back)->Name("MNIST twin/a step back, eight views")->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace lfp::benchmarks

int main(int argc, char** argv) {
  // Asked before there is a window, which would say it in a dialog and wait for an answer.
  if (!lfp::find_data_file("t10k-images-idx3-ubyte.gz", {})) {
    std::cerr << "MNIST is not there: set LFPLAB_DATA to the folder of t10k-images-idx3-ubyte.gz\n";
    return 1;
  }
  benchmark::Initialize(&argc, argv);
  const lfp::Application application(argc, argv);
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  QApplication::setOrganizationName(QStringLiteral("lfplab-benchmarks"));
  QApplication::setApplicationName(QStringLiteral("lfplab-benchmarks"));
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
