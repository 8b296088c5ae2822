#include "widgets/editing/parameter_step.h"

#include <QCoreApplication>
#include <utility>

namespace lfp {
namespace {

constexpr qint64 one_edit_milliseconds = 1000;
/// Of experiments the ids are hashes, which are positive.
constexpr int parameter_id = -2;

QString text_of(const InspectedItem& parameter) {
  const QString text = parameter.input.value_or(0) < 0
                           ? QCoreApplication::translate("ParameterStep", "Set a bias of layer %1")
                           : QCoreApplication::translate("ParameterStep", "Set a weight of layer %1");
  return text.arg(parameter.layer + 1);
}

}  // namespace

ParameterStep::ParameterStep(const command::SetParameter& set, double before, Send send)
    : UndoStep(text_of(set.edit.parameter)), set_(set), before_(before), send_(std::move(send)) {
  age_.start();
}

void ParameterStep::undo() {
  command::SetParameter back = set_;
  back.edit.value = before_;
  send_(back);
}

void ParameterStep::redo() {
  if (!std::exchange(is_done_, false)) send_(set_);
}

int ParameterStep::id() const {
  return parameter_id;
}

bool ParameterStep::mergeWith(const QUndoCommand* other) {
  const auto& next = static_cast<const ParameterStep&>(*other);
  const bool is_same = next.set_.run == set_.run && next.set_.edit.parameter == set_.edit.parameter;
  if (!is_same || age_.hasExpired(one_edit_milliseconds)) return false;
  set_ = next.set_;
  age_.restart();
  return true;
}

}  // namespace lfp
