#pragma once

#include "core/base/progress.h"

#include <QString>
#include <Qt>
#include <functional>
#include <memory>

class QWidget;

namespace lfp {

/// Does `work` in a thread of its own and returns when it is done; meanwhile nothing can be clicked. After
/// half a second a dialog over `parent` names the work, shows its progress and offers to cancel it. False if
/// it was cancelled. What `work` throws is thrown here.
bool work_with_dialog(QWidget* parent, const QString& what, const std::function<void(Progress&)>& work);

/// The same dialog for work that goes on elsewhere: it is shown after half a second, until the work's
/// progress object is released. Returns at once. A modal one keeps the window from being used.
void watch_work(QWidget& parent, const QString& what, std::weak_ptr<Progress> work,
                Qt::WindowModality modality);

}  // namespace lfp
