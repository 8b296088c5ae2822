#include "widgets/controls/work_dialog.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QProgressBar>
#include <QProgressDialog>
#include <QPushButton>
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

/// This lasts half a second at most. Clicks and keys wait, because what they would act on is about to change.
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

class WorkDialog : public QProgressDialog {
 public:
  WorkDialog(QWidget* parent, const QString& what, Qt::WindowModality modality)
      : QProgressDialog(what, QProgressDialog::tr("Cancel"), 0, 0, parent) {
    setWindowTitle(what);
    setWindowModality(modality);
    setAutoClose(false);
    setAutoReset(false);
    setMinimumDuration(0);
    setMinimumWidth(least_width);
    // A key meant for the window, such as Space for Run, must not cancel: only a click, Tab or Escape does.
    setFocusPolicy(Qt::StrongFocus);
    setFocus();
    for (QPushButton* button : findChildren<QPushButton*>()) {
      button->setAutoDefault(false);
      button->setFocusPolicy(Qt::TabFocus);
    }
    // Half of the number would lie on the bar's dark part.
    bar_->setTextVisible(false);
  }

  /// The value is set on the bar itself: a modal dialog would handle events meanwhile, and might be deleted
  /// by one.
  void tell(const Progress& progress) {
    if (progress.fraction() <= 0.0 || wasCanceled()) return;
    bar_->setMaximum(whole);
    bar_->setValue(static_cast<int>(progress.fraction() * whole));
  }

 private:
  QProgressBar* bar_ = findChild<QProgressBar*>();
};

void wait_by_dialog(QWidget* parent, const QString& what, Progress& progress,
                    const std::atomic<bool>& is_done) {
  WorkDialog dialog(parent, what, Qt::ApplicationModal);
  QObject::connect(&dialog, &QProgressDialog::canceled, &dialog, [&] { progress.cancel(); });
  QEventLoop loop;
  QTimer looks;
  QObject::connect(&looks, &QTimer::timeout, &dialog, [&] {
    if (is_done) return loop.quit();
    dialog.tell(progress);
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

void watch_work(QWidget& parent, const QString& what, std::weak_ptr<Progress> work,
                Qt::WindowModality modality) {
  auto* looks = new QTimer(&parent);
  const auto show = [=, &parent] {
    auto* dialog = new WorkDialog(&parent, what, modality);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QProgressDialog::canceled, dialog, [work] {
      if (const auto progress = work.lock()) progress->cancel();
    });
    dialog->show();
    return dialog;
  };
  QElapsedTimer since;
  since.start();
  QPointer<WorkDialog> dialog;
  QObject::connect(looks, &QTimer::timeout, looks, [=]() mutable {
    const auto progress = work.lock();
    if (!progress || progress->is_cancelled()) {
      delete dialog;
      return looks->deleteLater();
    }
    if (!dialog && since.elapsed() >= unnoticed_milliseconds) dialog = show();
    if (dialog) dialog->tell(*progress);
  });
  looks->start(look_milliseconds);
}

}  // namespace lfp
