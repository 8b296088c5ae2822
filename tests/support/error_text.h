#pragma once

#include "core/base/error.h"

#include <string>

namespace lfp::test {

/// The message of the Error that `action` throws; "" if it throws none.
template <class Action>
std::string error_text(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace lfp::test
