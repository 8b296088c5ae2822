#include "core/data/data_file.h"

#include "tests/support/load_data.h"

#include <cstdlib>
#include <optional>

namespace lfp::test::data_file_test {
namespace {

/// An environment variable that gets its old value back.
class Variable {
 public:
  explicit Variable(const char* name) : name_(name) {
    if (const char* value = std::getenv(name)) before_ = value;
  }
  ~Variable() {
    if (before_)
      setenv(name_, before_->c_str(), 1);
    else
      unsetenv(name_);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

  void set(const std::string& value) const { setenv(name_, value.c_str(), 1); }
  void unset() const { unsetenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

class DataFile : public testing::Test {
 protected:
  void make(const std::string& name) const {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    folder_.write(name, "x");
  }

  TemporaryFolder folder_;
  Variable data_{"LFPLAB_DATA"};
  Variable user_data_{"XDG_DATA_HOME"};
  Variable home_{"HOME"};
};

TEST_F(DataFile, DownloadsLieWhereTheVariableSaysElseAmongTheUsersData) {
  data_.set("/data");
  EXPECT_EQ(data_folder(), "/data");
  data_.unset();
  user_data_.set("/home/ada/share");
  EXPECT_EQ(data_folder(), "/home/ada/share/lfplab/lfplab/data");
  user_data_.unset();
  home_.set("/home/ada");
  EXPECT_EQ(data_folder(), "/home/ada/.local/share/lfplab/lfplab/data");
  user_data_.set("not/absolute");  // such values are to be ignored
  EXPECT_EQ(data_folder(), "/home/ada/.local/share/lfplab/lfplab/data");
  user_data_.unset();
  home_.unset();
  EXPECT_TRUE(data_folder().empty());
}

TEST_F(DataFile, IsFoundBesideTheExperimentFirstThenAmongTheDataThenAmongTheDownloads) {
  const auto found = [&](const std::string& name) {
    return find_data_file(name, folder_ / "here").value_or("nowhere");
  };
  data_.set((folder_ / "data").string());
  user_data_.set((folder_ / "user").string());
  EXPECT_EQ(found("digits"), "nowhere");
  make("user/lfplab/lfplab/data/mnist/digits");
  EXPECT_EQ(found("digits"), folder_ / "user/lfplab/lfplab/data/mnist/digits");
  make("user/lfplab/lfplab/data/digits");
  EXPECT_EQ(found("digits"), folder_ / "user/lfplab/lfplab/data/digits");
  make("data/mnist/digits");
  EXPECT_EQ(found("digits"), folder_ / "data/mnist/digits");
  make("here/digits");
  EXPECT_EQ(found("digits"), folder_ / "here/digits");
  EXPECT_EQ(find_data_file(folder_ / "data" / "digits", folder_ / "here"), std::nullopt);
}

TEST_F(DataFile, FoldersAreFoundToo) {
  user_data_.set((folder_ / "user").string());
  data_.unset();
  make("user/lfplab/lfplab/data/photos/cats/one.png");
  EXPECT_EQ(find_data_file("photos", folder_.path()), folder_ / "user/lfplab/lfplab/data/photos");
}

}  // namespace
}  // namespace lfp::test::data_file_test
