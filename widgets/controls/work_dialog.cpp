#include "widgets/controls/work_dialog.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProgressBar>
#include <QProgressDialog>
#include <QTimer>
#include <atomic>
#include <exception>
#include <thread>

namespace lfp {

namespace {

constexpr qint64 unnoticed_milliseconds = 500;
constexpr int look_milliseconds = 20;
constexpr int whole = 1000;
constexpr int least_width = 360;

/// Half a second at most. Clicks and keys wait: what they would meet is about to change.
void wait_unnoticed(const std::atomic<bool>& is_done) {
  QApplication::setOverrideCursor(Qt::WaitCursor);
  QElapsedTimer since;
  since.start();
  QTimer looks;
  looks.start(look_milliseconds);
  while (!is_done && since.elapsed() < unnoticed_milliseconds)
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
  QApplication::restoreOverrideCursor();
}

void wait_by_dialog(QWidget* parent, const QString& what, Progress& progress,
                    const std::atomic<bool>& is_done) {
  QProgressDialog dialog(what, QProgressDialog::tr("Cancel"), 0, 0, parent);
  dialog.setWindowTitle(what);
  dialog.setWindowModality(Qt::ApplicationModal);
  dialog.setAutoClose(false);
  dialog.setAutoReset(false);
  dialog.setMinimumDuration(0);
  dialog.setMinimumWidth(least_width);
  // Half of the number would lie on the bar's dark part.
  dialog.findChild<QProgressBar*>()->setTextVisible(false);
  QObject::connect(&dialog, &QProgressDialog::canceled, &dialog, [&] { progress.cancel(); });
  QEventLoop loop;
  QTimer looks;
  QObject::connect(&looks, &QTimer::timeout, &dialog, [&] {
    if (is_done) return loop.quit();
    if (progress.fraction() <= 0.0 || dialog.wasCanceled()) return;
    dialog.setMaximum(whole);
    dialog.setValue(static_cast<int>(progress.fraction() * whole));
  });
  looks.start(look_milliseconds);
  dialog.show();
  loop.exec();
}

}  // namespace

bool work_with_dialog(QWidget* parent, const QString& what, const std::function<void(Progress&)>& work) {
  Progress progress;
  std::atomic<bool> is_done = false;
  bool is_cancelled = false;
  std::exception_ptr failure;
  std::jthread thread([&] {
    try {
      work(progress);
    } catch (const Cancelled&) {
      is_cancelled = true;
    } catch (...) {
      failure = std::current_exception();
    }
    is_done = true;
  });
  wait_unnoticed(is_done);
  if (!is_done) wait_by_dialog(parent, what, progress, is_done);
  thread.join();
  if (failure) std::rethrow_exception(failure);
  return !is_cancelled;
}

}  // namespace lfp
