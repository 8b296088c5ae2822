#pragma once

#include <QApplication>

namespace lfp {

/// What drawing needs where there is no display.
class OffscreenApplication {
 public:
  OffscreenApplication();

 private:
  int argument_count_ = 1;
  char program_[7] = "lfplab";
  char* arguments_[2] = {program_, nullptr};
  QApplication application_;
};

}  // namespace lfp
