#pragma once

namespace lfp {

/// Threads come and go by the hundred a second and copy megabytes: from few places, so that what one has
/// given back the next can take. To be called before there is a second thread.
void keep_memory_together();

/// What lies free goes back to the system.
void give_memory_back();

}  // namespace lfp
