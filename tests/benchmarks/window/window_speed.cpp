#include "app/docks.h"
#include "app/main_window.h"
#include "core/data/dataset.h"
#include "core/exchange/atomic_file.h"
#include "core/training/lockstep.h"
#include "widgets/panels/experiment_editor.h"
#include "widgets/views/view.h"

#include <QApplication>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <benchmark/benchmark.h>

// What the window costs: MNIST at full speed, by LFP alone and with its twin beside it, headless and with
// eight views on screen.

namespace lfp::benchmarks {
namespace {

constexpr int eight_docks_columns = 4;
constexpr const char* eight_docks[] = {"dock.network", "dock.raster",    "dock.weights",    "dock.tiles",
                                       "dock.flips",   "dock.confusion", "dock.histograms", "dock.curves"};

/// Opens the example, waits until its data are there and leaves so many of its runs.
bool open(MainWindow& window, std::size_t runs) {
  window.show();
  const auto has_snapshot = [&] { return window.session().snapshot() != nullptr; };
  if (!QTest::qWaitForWindowExposed(&window) || !QTest::qWaitFor(has_snapshot, 20000)) return false;
  if (runs == 1) window.session().send(command::RemoveRun{.run = 1});
  return QTest::qWaitFor([&] { return window.session().snapshot()->runs.size() == runs; }, 20000);
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

/// Runs at full speed for a while and takes the mean.
Speed speed_of(MainWindow& window, int milliseconds) {
  window.session().send(command::SetSpeed{});
  window.session().send(command::Run{});
  QTest::qWait(1500);
  std::int64_t frames = 0;
  const auto counting = QObject::connect(&window.session(), &Session::snapshot_changed, [&] { ++frames; });
  const std::int64_t first = window.session().snapshot()->position.step;
  QElapsedTimer clock;
  clock.start();
  QTest::qWait(milliseconds);
  const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
  const std::int64_t steps = window.session().snapshot()->position.step - first;
  QObject::disconnect(counting);
  window.session().send(command::Pause{});
  QTest::qWait(200);
  return {static_cast<double>(steps) / seconds, static_cast<double>(frames) / seconds};
}

void headless(benchmark::State& state, std::size_t runs) {
  MainWindow window({.file = "example:mnist", .keeps_session = false});
  if (!open(window, runs)) return state.SkipWithError("MNIST is not there; set LFPLAB_DATA");
  const SnapshotPointer snapshot = window.session().snapshot();
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

}  // namespace
}  // namespace lfp::benchmarks

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  QApplication application(argc, argv);
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  QApplication::setOrganizationName(QStringLiteral("lfplab-benchmarks"));
  QApplication::setApplicationName(QStringLiteral("lfplab-benchmarks"));
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
