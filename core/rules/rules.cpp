#include "core/rules/rule.h"

namespace lfp {

#define RULE(entry) RuleEntry entry();
#include "core/rules/rules.def"
#undef RULE

const std::vector<RuleEntry>& rule_entries() {
  static const std::vector<RuleEntry> entries = {
#define RULE(entry) entry(),
#include "core/rules/rules.def"
#undef RULE
  };
  return entries;
}

}  // namespace lfp
