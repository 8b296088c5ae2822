#pragma once

#include <QApplication>
#include <optional>

namespace lfp {

/// The application object of everything that draws. Qt takes the system's locale for C functions too when it
/// starts; here numbers are read and written with a point all the same, as files and messages have them.
class Application : public QApplication {
 public:
  Application(int& argc, char** argv);
};

/// The same for commands that draw into files, where there may be no display.
class OffscreenApplication {
 public:
  OffscreenApplication();

 private:
  char program_[7] = "lfplab";
  char* arguments_[2] = {program_, nullptr};
  int count_ = 1;
  std::optional<Application> application_;
};

}  // namespace lfp
