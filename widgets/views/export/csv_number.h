#pragma once

#include <QString>

namespace lfp {

/// A number for a table, as short as it reads back.
QString csv_number(float value);

}  // namespace lfp
