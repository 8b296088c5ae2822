#include "app/headless/command_line/option_checks.h"

#include "core/base/unknown_name.h"

#include <algorithm>
#include <utility>

namespace lfp {

CLI::Validator one_of(std::vector<std::string> names) {
  return {[names = std::move(names)](std::string& given) {
            if (std::ranges::find(names, given) != names.end()) return std::string();
            return "there is no \"" + given + "\". " + remedy_for(given, names);
          },
          ""};
}

CLI::Validator no_empty_name() {
  return {[](std::string& given) {
            return given.empty() ? std::string("the name is empty. Give the name of a file or folder")
                                 : std::string();
          },
          ""};
}

}  // namespace lfp
