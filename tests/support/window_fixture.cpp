#include "tests/support/window_fixture.h"

#include "app/documents/experiment_files.h"
#include "widgets/views/focus.h"

#include <QApplication>
#include <QEvent>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>

namespace lfp::test {
namespace {

/// How often anything was asked to lay itself out.
class LayoutRequests : public QObject {
 public:
  LayoutRequests() { qApp->installEventFilter(this); }
  int count = 0;

 protected:
  bool eventFilter(QObject* /*watched*/, QEvent* event) override {
    if (event->type() == QEvent::LayoutRequest) ++count;
    return false;
  }
};

/// A view that wants nothing, and counts how often it is asked.
class FrameCounter : public View {
 public:
  using View::View;

  void add_interest(Interest& /*interest*/) const override { ++frames; }
  void paint_figure(QPainter& /*painter*/, const QRect& /*area*/, const Theme& /*theme*/) override {}

  mutable int frames = 0;

 protected:
  void refresh() override {}
};

}  // namespace

bool comes_to_rest() {
  constexpr int enough_turns = 3;
  LayoutRequests requests;
  int before = 0;
  int quiet_turns = 0;
  return comes_true([&] {
    quiet_turns = requests.count == before ? quiet_turns + 1 : 0;
    before = requests.count;
    return quiet_turns > enough_turns;
  });
}

bool activate_a_window() {
  if (qobject_cast<QProgressDialog*>(QApplication::activeModalWidget()) != nullptr) return false;
  if (QApplication::activeWindow() != nullptr) return true;
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    if (!widget->isVisible() || qobject_cast<MainWindow*>(widget) == nullptr) continue;
    widget->activateWindow();
    return false;
  }
  return true;
}

bool is_ready(MainWindow& window) {
  return comes_true([&] { return window.bridge().snapshot() != nullptr; });
}

bool frames_pass(EngineBridge& bridge, int frames) {
  Focus focus;
  FrameCounter counter(focus);
  bridge.watch(counter);
  bridge.attend(&counter);
  const bool have_passed = comes_true([&] { return counter.frames >= frames; });
  bridge.attend(nullptr);
  return have_passed;
}

const Snapshot& newest(MainWindow& window) {
  return *window.bridge().snapshot();
}

bool reaches_step(MainWindow& window, std::int64_t step) {
  return comes_true([&] { return !newest(window).running && newest(window).position.step == step; });
}

bool trains_to(MainWindow& window, std::int64_t step) {
  window.bridge().send(command::SetSpeed{});
  window.bridge().send(command::Run{.until_step = step, .until_epoch = {}, .until_test_accuracy = {}});
  return reaches_step(window, step);
}

bool saves_session(MainWindow& window, const QString& file) {
  window.files().save_session(file);
  return comes_true([&] { return QFile::exists(file) && !window.isWindowModified(); });
}

bool open(MainWindow& window) {
  window.show();
  window.activateWindow();
  return QTest::qWaitForWindowExposed(&window) && is_ready(window);
}

QDockWidget* dock(MainWindow& window, const char* name) {
  return window.findChild<QDockWidget*>(QString::fromLatin1(name));
}

DockTitle& title_of(const QDockWidget& dock) {
  return *qobject_cast<DockTitle*>(dock.titleBarWidget());
}

bool choose_in_menu(const QDockWidget& dock, const QStringList& path) {
  QMenu* menu = title_of(dock).menu();
  menu->popup(dock.mapToGlobal(QPoint(40, 30)));
  for (const QString& words : path) {
    if (!comes_true([&] { return menu->isVisible(); })) return false;
    QAction* action = nullptr;
    for (QAction* each : menu->actions())
      if (action == nullptr && each->text().startsWith(words)) action = each;
    if (action == nullptr || !action->isEnabled()) return false;
    QMenu* below = action->menu();
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    menu = below;
  }
  return true;
}

QAction* action_named(MainWindow& window, const QString& text) {
  for (QAction* candidate : window.findChildren<QAction*>())
    if (candidate->text().remove(QLatin1Char('&')) == text) return candidate;
  qFatal("no action %s", qPrintable(text));
}

QString answer_message(MainWindow& window) {
  QMessageBox* box = nullptr;
  if (!comes_true([&] { return (box = window.findChild<QMessageBox*>()) != nullptr && box->isVisible(); }))
    return {};
  const QString text = box->text() + QLatin1Char(' ') + box->informativeText();
  box->button(QMessageBox::Ok)->click();
  window.activateWindow();
  return QTest::qWaitForWindowActive(&window) ? text : QString();
}

QByteArray content(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
    qFatal("cannot write %s", qPrintable(path));
}

QByteArray idx_bytes(std::initializer_list<std::uint32_t> sizes, const QByteArray& values) {
  QByteArray bytes("\0\0\x08", 3);
  bytes.append(static_cast<char>(sizes.size()));
  for (const std::uint32_t size : sizes) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.append(static_cast<char>(size >> shift));
  }
  return bytes + values;
}

void write_small_images(const QDir& folder) {
  QByteArray pixels;
  QByteArray labels;
  for (int sample = 0; sample < 60; ++sample) {
    const int label = sample % 3;
    labels.append(static_cast<char>(label));
    for (int pixel = 0; pixel < 16; ++pixel) {
      pixels.append(static_cast<char>(pixel / 4 == label ? 200 + sample % 50 : sample % 40));
    }
  }
  write(folder.filePath("small-images-idx3-ubyte"), idx_bytes({60, 4, 4}, pixels));
  write(folder.filePath("small-labels-idx1-ubyte"), idx_bytes({60}, labels));
}

QByteArray small_images_experiment() {
  return R"({ "format": "lfplab-experiment", "version": 1, "name": "Small images", "seed": 3,
    "dataset": { "kind": "idx", "images": "small-images-idx3-ubyte", "labels": "small-labels-idx1-ubyte",
                 "train": 45, "test": 15 },
    "network": { "layers": [ { "kind": "dense", "units": 8, "activation": "relu" }, { "kind": "dense", "units": 3 } ] },
    "batch_size": 16,
    "runs": [ { "name": "LFP-ε", "method": "lfp" }, { "name": "Gradient", "method": "gradient" } ] })";
}

bool WindowTest::starts(QSize size) {
  OwnSettings::forget();
  folder_ = std::make_unique<QTemporaryDir>();
  return opens(size);
}
bool WindowTest::opens(QSize size, const WindowOptions& options) {
  window_ = std::make_unique<MainWindow>(options);
  window_->resize(size);
  return open(*window_);
}

bool WindowTest::restarts() {
  close();
  window_ = std::make_unique<MainWindow>(WindowOptions{});
  return open(*window_);
}

void WindowTest::close() {
  window_->close();
  window_.reset();
}

QString WindowTest::small_images() const {
  write_small_images(QDir(folder_->path()));
  write(path("small.json"), small_images_experiment());
  return path("small.json");
}

}  // namespace lfp::test
