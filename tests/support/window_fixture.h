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

bool is_ready(MainWindow& window);

/// Handles events until nothing has been laid out for a few turns of the loop; false if that takes a long
/// time.
bool comes_to_rest();

/// Shows the window as a first start would.
bool open(MainWindow& window);

QDockWidget* dock(MainWindow& window, const char* name);

DockTitle& title_of(const QDockWidget& dock);

/// Clicks through the "..." menu of a dock; the words are beginnings.
bool choose_in_menu(const QDockWidget& dock, const QStringList& path);

void write(const QString& path, const QByteArray& content);

/// The bytes of an IDX file of unsigned bytes.
QByteArray idx_bytes(std::initializer_list<std::uint32_t> sizes, const QByteArray& values);

/// Sixty pictures of 4 x 4 pixels in three classes: which third of the rows is bright tells the class.
void write_small_images(const QDir& folder);

QByteArray small_images_experiment();

}  // namespace lfp
