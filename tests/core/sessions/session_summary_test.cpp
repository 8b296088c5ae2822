#include "core/sessions/session_summary.h"

#include "core/lockstep/lockstep_state.h"
#include "core/sessions/session_file.h"
#include "tests/support/error_text.h"
#include "tests/support/small_experiment.h"
#include "tests/support/temporary_folder.h"

#include <memory>

#include <gtest/gtest.h>

namespace lfp::test::session_summary_test {
namespace {

TEST(SessionSummary, TellsNameStepAndLookOfASession) {
  const TemporaryFolder folder;
  Lockstep lockstep = test::start(test::small_experiment());
  lockstep.advance(7);
  folder.write("a.lfplab", session_bytes({.experiment = test::small_experiment(),
                                          .state = std::make_shared<const LockstepState>(lockstep.state()),
                                          .program = "test",
                                          .look = R"({"layer": 2})"}));
  const SessionSummary summary = summarise_session(folder / "a.lfplab");
  EXPECT_EQ(summary.name, "Small");
  EXPECT_EQ(summary.step, 7);
  EXPECT_EQ(summary.look, R"({"layer": 2})");
}

TEST(SessionSummary, RefusesWhatIsNoSessionByName) {
  const TemporaryFolder folder;
  folder.write("b.lfplab", "rubbish");
  const std::string text = error_text([&] { summarise_session(folder / "b.lfplab"); });
  EXPECT_NE(text.find("b.lfplab"), std::string::npos) << text;
  EXPECT_FALSE(error_text([&] { summarise_session(folder / "missing.lfplab"); }).empty());
}

}  // namespace
}  // namespace lfp::test::session_summary_test
