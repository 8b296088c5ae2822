#include "tests/support/window_fixture.h"

#include <QApplication>
#include <QEvent>

namespace lfp {
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

bool is_ready(MainWindow& window) {
  return comes_true([&] { return window.bridge().snapshot() != nullptr; });
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

}  // namespace lfp
