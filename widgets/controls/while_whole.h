#pragma once

#include <QObject>

namespace lfp {

/// The context of connections from a widget's children to its own slots. A child that loses the focus because
/// its parent is being destroyed still says so, and without this the slots of the derived class would run on
/// what is left of it. Being a member of that class, the context is gone by then, and the connections with
/// it.
class WhileWhole final : public QObject {};

}  // namespace lfp
