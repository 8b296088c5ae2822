#pragma once

namespace lfp {

/// The program from its arguments to its exit status: the window, or one of the commands that need no
/// display.
int run_command_line(int argc, char** argv);

}  // namespace lfp
