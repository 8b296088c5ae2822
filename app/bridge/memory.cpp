#include "app/bridge/memory.h"

#include <fstream>
#include <string>

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

std::optional<std::uint64_t> free_memory() {
  std::ifstream file("/proc/meminfo");
  std::string name;
  std::uint64_t kilobytes = 0;
  std::string unit;
  while (file >> name >> kilobytes) {
    if (name == "MemAvailable:") return kilobytes * 1024;
    std::getline(file, unit);
  }
  return std::nullopt;
}

}  // namespace lfp
