// What a study costs with the window open: a map of 20 x 20 x 3 trainings, beside the same without a window,
// and how many frames the window could show meanwhile.

#include "app/documents/study_desk.h"
#include "app/window/main_window.h"
#include "core/files/atomic_file.h"
#include "core/study/study_file.h"
#include "core/study/study_order.h"
#include "core/study/study_runner.h"
#include "core/study/study_store.h"
#include "widgets/views/map/study_map_view.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <chrono>
#include <ctime>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

namespace lfp::benchmarks {
namespace {

constexpr const char* map_study = R"({ "format": "lfplab-study", "version": 1, "experiment": {
    "format": "lfplab-experiment", "version": 1, "dataset": { "kind": "spirals", "samples": 1000 },
    "network": { "layers": [ { "kind": "dense", "units": 32, "activation": "relu" },
                             { "kind": "dense", "units": 32, "activation": "relu" },
                             { "kind": "dense", "units": 2 } ] },
    "batch_size": 128, "stop": { "epochs": 10 }, "runs": [ { "name": "LFP", "method": "lfp" } ] },
  "axes": [ { "path": "runs[0].optimiser.learning_rate", "from": 0.001, "to": 0.5, "steps": 20, "scale": "log" },
            { "path": "runs[0].rule.epsilon", "from": 1e-6, "to": 1, "steps": 20, "scale": "log" } ],
  "seeds": [1, 2, 3] })";

/// Of all threads: what else the machine does counts for nothing.
double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double headless_seconds(const QTemporaryDir& folder) {
  const auto study = std::make_shared<const Study>(parse_study(map_study, {.name = "map"}));
  const double start = processor_seconds();
  StudyStore store(folder.filePath("headless.sqlite").toStdString(), *study,
                   {.study = {}, .hash = {}, .program = "benchmark", .shard = {}});
  StudyRunner runner(study, trainings_in_order(*study, {}), usual_jobs());
  while (!runner.is_over()) store.add(runner.take(std::chrono::milliseconds(100)));
  return processor_seconds() - start;
}

void study_in_the_window(benchmark::State& state) {
  const QTemporaryDir folder;
  const double alone = headless_seconds(folder);
  const QString file = folder.filePath("map.json");
  write_file(file.toStdString(), map_study);
  MainWindow window({.file = "example:two_spirals", .keeps_session = false});
  window.resize(1280, 800);
  window.show();
  const auto has_snapshot = [&] { return window.bridge().snapshot() != nullptr; };
  if (!QTest::qWaitForWindowExposed(&window) || !QTest::qWaitFor(has_snapshot, 20000))
    return state.SkipWithError("there is no window");
  if (!window.studies().open(file)) return state.SkipWithError("the study cannot be opened");
  const auto shown_map = [&] { return window.findChild<StudyMapView*>(); };
  if (!QTest::qWaitFor([&] { return shown_map() != nullptr && shown_map()->isVisible(); }, 5000))
    return state.SkipWithError("there is no map");
  StudyMapView* map = shown_map();
  std::int64_t frames = 0;
  QTimer frame;
  frame.setTimerType(Qt::PreciseTimer);
  QObject::connect(&frame, &QTimer::timeout, &window, [&] {
    map->repaint();
    ++frames;
  });
  constexpr int milliseconds_a_frame = 16;
  double seconds = 0;
  double processor = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    const double before = processor_seconds();
    QEventLoop loop;
    QObject::connect(window.studies().work(), &StudyWork::ended, &loop, &QEventLoop::quit);
    window.studies().run();
    frame.start(milliseconds_a_frame);
    loop.exec();
    frame.stop();
    processor = processor_seconds() - before;
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  state.counters["frames/s"] = static_cast<double>(frames) / seconds;
  state.counters["s"] = seconds;
  state.counters["processor s"] = processor;
  state.counters["times without window"] = processor / alone;
}

BENCHMARK(study_in_the_window)->Name("study of 1,200 trainings/window")->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace lfp::benchmarks
