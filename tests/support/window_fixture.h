#pragma once

#include "app/documents/examples.h"
#include "app/documents/session_slot.h"
#include "app/window/main_window.h"
#include "widgets/controls/dock_title.h"
#include "widgets/views/view.h"

#include <QCoreApplication>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QMenu>
#include <QSettings>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

namespace lfp {

/// Settings and user data in a folder of their own, so that tests neither see nor touch those of whoever runs
/// them.
class OwnSettings {
 public:
  OwnSettings() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
    qputenv("XDG_DATA_HOME", folder_.path().toLocal8Bit());
    QCoreApplication::setOrganizationName(QStringLiteral("lfplab-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("lfplab-tests"));
  }

  static void forget() {
    QSettings().clear();
    QDir(SessionSlot::standard_folder()).removeRecursively();
  }

 private:
  QTemporaryDir folder_;
};

/// Waits for the engine and the window's timer until `condition` holds.
template <class Condition>
bool comes_true(Condition condition) {
  constexpr int longest_milliseconds = 20000;
  return QTest::qWaitFor(condition, longest_milliseconds);
}

inline bool is_ready(MainWindow& window) {
  return comes_true([&] { return window.bridge().snapshot() != nullptr; });
}

/// Shows the window as a first start would.
inline bool open(MainWindow& window) {
  window.show();
  window.activateWindow();
  return QTest::qWaitForWindowExposed(&window) && is_ready(window);
}

inline QDockWidget* dock(MainWindow& window, const char* name) {
  return window.findChild<QDockWidget*>(QString::fromLatin1(name));
}

inline DockTitle& title_of(const QDockWidget& dock) {
  return *qobject_cast<DockTitle*>(dock.titleBarWidget());
}

/// Clicks through the "..." menu of a dock; the words are beginnings.
inline bool choose_in_menu(const QDockWidget& dock, const QStringList& path) {
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

inline void write(const QString& path, const QByteArray& content) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
    qFatal("cannot write %s", qPrintable(path));
}

/// The bytes of an IDX file of unsigned bytes.
inline QByteArray idx_bytes(std::initializer_list<std::uint32_t> sizes, const QByteArray& values) {
  QByteArray bytes("\0\0\x08", 3);
  bytes.append(static_cast<char>(sizes.size()));
  for (const std::uint32_t size : sizes) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.append(static_cast<char>(size >> shift));
  }
  return bytes + values;
}

/// Sixty pictures of 4 x 4 pixels in three classes: which third of the rows is bright tells the class.
inline void write_small_images(const QDir& folder) {
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

inline QByteArray small_images_experiment() {
  return R"({ "format": "lfplab-experiment", "version": 1, "name": "Small images", "seed": 3,
    "dataset": { "kind": "idx", "images": "small-images-idx3-ubyte", "labels": "small-labels-idx1-ubyte",
                 "train": 45, "test": 15 },
    "network": { "layers": [ { "kind": "dense", "units": 8, "activation": "relu" }, { "kind": "dense", "units": 3 } ] },
    "batch_size": 16,
    "runs": [ { "name": "LFP-ε", "method": "lfp" }, { "name": "Gradient", "method": "gradient" } ] })";
}

}  // namespace lfp
