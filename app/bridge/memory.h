#pragma once

namespace lfp {

/// Hundreds of threads a second come and go and copy megabytes: they are to allocate from few arenas, so that
/// each can reuse what an earlier one has freed. Call it before there is a second thread.
void keep_memory_together();

/// Returns free memory to the system.
void give_memory_back();

}  // namespace lfp
