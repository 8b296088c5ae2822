#pragma once

#include "core/base/progress.h"

#include <QString>
#include <functional>

class QWidget;

namespace lfp {

/// Does `work` in a thread of its own and returns when it is done; meanwhile nothing can be clicked. After
/// half a second a dialog over `parent` says what is done and how far it is, and offers to cancel it. False
/// if it was cancelled. What `work` throws is thrown here.
bool work_with_dialog(QWidget* parent, const QString& what, const std::function<void(Progress&)>& work);

}  // namespace lfp
