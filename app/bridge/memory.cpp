#include "app/bridge/memory.h"

#ifdef __linux__
#include <features.h>
#endif

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace lfp {

void keep_memory_together() {
#ifdef __GLIBC__
  constexpr int arenas = 2;
  mallopt(M_ARENA_MAX, arenas);
#endif
}

void give_memory_back() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace lfp
