#include "core/snapshot/remedy.h"

namespace lfp {

std::string instruction(RemedyKind kind) {
  switch (kind) {
    case RemedyKind::clip:
      return "Set a clip norm of 1";
    case RemedyKind::raise_epsilon:
      return "Raise ε tenfold";
    case RemedyKind::bounded_rule:
      return "Use the rule LFP-z+z−";
    case RemedyKind::lower_rate:
      return "Lower the learning rate to a tenth";
  }
  return {};
}

}  // namespace lfp
