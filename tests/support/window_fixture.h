#pragma once

#include "app/bridge/engine_bridge.h"
#include "app/documents/examples.h"
#include "app/documents/session_slot.h"
#include "app/window/main_window.h"
#include "widgets/controls/dock_title.h"
#include "widgets/views/view.h"

#include <QAction>
#include <QByteArray>
#include <QCoreApplication>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QMenu>
#include <QSettings>
#include <QSize>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <cstdint>
#include <memory>

namespace lfp::test {

/// Settings and user data in a folder of their own, so that tests neither see nor touch the user's.
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

/// Makes a window active where none is, as a desktop does when a dialog is over; without a desktop all
/// shortcuts would be lost from then on. On a busy machine such a dialog may come at any time: "Getting
/// ready…". False until it is over and a window is active, unless there is none to be seen.
bool activate_a_window();

/// Waits for the engine and the window's timer until `condition` holds.
template <class Condition>
bool comes_true(Condition condition) {
  constexpr int longest_milliseconds = 60000;
  return QTest::qWaitFor(
      [&] {
        const bool is_active = activate_a_window();
        return condition() && is_active;
      },
      longest_milliseconds);
}

bool is_ready(MainWindow& window);

/// Waits for the bridge to look at the engine so many times.
bool frames_pass(EngineBridge& bridge, int frames);

/// The newest snapshot; there is one once the window is ready.
const Snapshot& newest(MainWindow& window);
/// Waits until training stands still at that step.
bool reaches_step(MainWindow& window, std::int64_t step);
/// Trains until that step at full speed.
bool trains_to(MainWindow& window, std::int64_t step);

/// Saves the session and waits until the file is there and the window counts as saved.
bool saves_session(MainWindow& window, const QString& file);

/// Handles events until nothing has been laid out for a few turns of the loop; false if that takes a long
/// time.
bool comes_to_rest();

/// Shows the window as a first start would.
bool open(MainWindow& window);

QDockWidget* dock(MainWindow& window, const char* name);

DockTitle& title_of(const QDockWidget& dock);

/// Clicks through the "..." menu of a dock; the words are beginnings.
bool choose_in_menu(const QDockWidget& dock, const QStringList& path);

/// The action with that text, in whatever menu it is.
QAction* action_named(MainWindow& window, const QString& text);

/// The text of the message on screen, which is then closed; "" if none comes.
QString answer_message(MainWindow& window);

QByteArray content(const QString& path);
void write(const QString& path, const QByteArray& content);

/// The bytes of an IDX file of unsigned bytes.
QByteArray idx_bytes(std::initializer_list<std::uint32_t> sizes, const QByteArray& values);

/// Sixty pictures of 4 x 4 pixels in three classes: which third of the rows is bright tells the class.
void write_small_images(const QDir& folder);

QByteArray small_images_experiment();

/// A window as a first start shows it, and a folder for files: what tests of the whole window begin with.
class WindowTest {
 protected:
  bool starts(QSize size);
  /// A window with the settings there are.
  bool opens(QSize size, const WindowOptions& options = {});
  /// Closes the window and opens the next one.
  bool restarts();
  void close();
  QString path(const QString& name) const { return folder_->filePath(name); }
  /// An experiment whose data are in two files beside it.
  QString small_images() const;

  const OwnSettings settings_;
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace lfp::test
