#include "core/files/foreign_entry.h"

#include <gtest/gtest.h>

namespace lfp::test::foreign_entry_test {
namespace {

TEST(ForeignEntry, IsWhatOtherProgramsPutAmongTheData) {
  for (const char* name : {".DS_Store",     "._left0.png",    ".ipynb_checkpoints",
                           ".git",          "__MACOSX",       "Thumbs.db",
                           "thumbs.db",     "THUMBS.DB",      "ehthumbs.db",
                           "desktop.ini",   "Desktop.ini",    "@eaDir",
                           "$RECYCLE.BIN",  "#recycle",       "System Volume Information",
                           "lost+found",    "__pycache__",    "left0.png~",
                           "left0.png.bak", "left0.png.part", "left0.png.crdownload",
                           "left0.png.lnk"})
    EXPECT_TRUE(is_foreign_entry(name)) << name;
}

TEST(ForeignEntry, OthersAreNot) {
  for (const char* name : {"left0.png", "data_batch_1.bin", "Thumbs", "thumbs.db.png", "macosx",
                           "recycle.png", "README.md", "a.b.c", "bakery", "Ärzte", ""})
    EXPECT_FALSE(is_foreign_entry(name)) << name;
}

TEST(ForeignEntry, PathsWithinOneAreForeignToo) {
  EXPECT_TRUE(is_within_foreign_entry("__MACOSX/set/data_batch_1.bin"));
  EXPECT_TRUE(is_within_foreign_entry("set/._data_batch_1.bin"));
  EXPECT_FALSE(is_within_foreign_entry("./set/data_batch_1.bin"));
  EXPECT_FALSE(is_within_foreign_entry("../set/data_batch_1.bin"));
}

}  // namespace
}  // namespace lfp::test::foreign_entry_test
