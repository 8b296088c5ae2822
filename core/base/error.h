#pragma once

#include <stdexcept>
#include <string>

namespace lfp {

/// What a user can cause: a file that cannot be used, a setting out of range, layers that do not fit.
/// The message is fit for a dialog: it names the place (file and position, or the setting's path), what
/// is wrong there, and what to do about it. Programming errors are assertions instead.
class Error : public std::runtime_error {
 public:
  Error(std::string place, std::string problem, std::string remedy);

  const std::string& place() const { return place_; }
  const std::string& problem() const { return problem_; }
  const std::string& remedy() const { return remedy_; }

 private:
  std::string place_;
  std::string problem_;
  std::string remedy_;
};

}  // namespace lfp
