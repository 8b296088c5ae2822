#include "core/exchange/share_string.h"

#include "tests/support/error_text.h"
#include "tests/support/small_experiment.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

namespace lfp::test::share_string_test {
namespace {

/// With the fallbacks filled in, as a file is read.
Experiment example() {
  Experiment experiment = parse_experiment(to_json(small_experiment()), "");
  experiment.name = "Zwei Spiralen – ε";
  return experiment;
}

std::string refusal(const std::string& text) {
  return error_text([&] { (void)parse_share_string(text); });
}

/// Python's base64.urlsafe_b64encode, by definition, without padding.
std::string naive_base64url(const std::string& bytes) {
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::vector<bool> bits;
  for (const char byte : bytes)
    for (int bit = 7; bit >= 0; --bit) bits.push_back((static_cast<unsigned char>(byte) >> bit & 1) != 0);
  while (bits.size() % 6 != 0) bits.push_back(false);
  std::string text;
  for (std::size_t at = 0; at < bits.size(); at += 6) {
    std::size_t digit = 0;
    for (std::size_t bit = 0; bit < 6; ++bit) digit = 2 * digit + (bits[at + bit] ? 1 : 0);
    text += letters[digit];
  }
  return text;
}

std::string word_for(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
           text.size());
  return "lfplab:" + naive_base64url(bytes.substr(0, size));
}

TEST(ShareString, ComesBackAsTheSameExperiment) {
  const std::string text = share_string(example());
  EXPECT_TRUE(looks_like_share_string(text));
  EXPECT_EQ(parse_share_string(text), example());
}

TEST(ShareString, IsOneShortWordOfHarmlessLetters) {
  const std::string text = share_string(example());
  EXPECT_LT(text.size(), 700U);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:"),
            std::string::npos);
}

TEST(ShareString, IsZlibInBase64urlOfTheExperimentFile) {
  EXPECT_EQ(parse_share_string(word_for(to_json(example()))), example());
}

TEST(ShareString, SurvivesWhatChatsDoToIt) {
  std::string text = share_string(example());
  text.insert(text.size() / 2, "\r\n  ");
  EXPECT_EQ(parse_share_string(" `" + text + "`\n"), example());
  EXPECT_EQ(parse_share_string("\"" + text + "\""), example());
  EXPECT_TRUE(looks_like_share_string("\n<" + text + ">"));
}

TEST(ShareString, IsRefusedWhereverItIsCut) {
  const std::string text = share_string(example());
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_NE(refusal(text.substr(0, length)), "") << length;
  EXPECT_NE(refusal(text.substr(0, text.size() / 2)).find("its end is missing"), std::string::npos);
}

TEST(ShareString, IsNeverTakenForAnotherExperimentWhereALetterHasChanged) {
  const std::string text = share_string(example());
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    try {
      // The bits after the last byte mean nothing.
      EXPECT_EQ(parse_share_string(changed), example()) << at;
    } catch (const Error&) {
      continue;
    }
  }
}

TEST(ShareString, SaysWhatIsWrongWithIt) {
  EXPECT_NE(refusal("lfplab:").find("nothing follows"), std::string::npos);
  EXPECT_NE(refusal("hello").find("does not begin"), std::string::npos);
  EXPECT_NE(refusal("lfplab:abc$").find("$"), std::string::npos);
  EXPECT_NE(refusal(word_for("{ \"format\": 3 }")).find("share string: format"), std::string::npos);
  EXPECT_NE(refusal("lfplab:" + std::string(100'000, 'A')).find("too long"), std::string::npos);
}

TEST(ShareString, ThatWouldFillTheMemoryIsRefused) {
  const std::string bomb = word_for(std::string(std::size_t{4} << 20U, ' '));
  ASSERT_LT(bomb.size(), 16'000U);
  EXPECT_NE(refusal(bomb).find("more than an experiment can be"), std::string::npos);
}

TEST(ShareString, IsNotForDataInFiles) {
  Experiment experiment = example();
  experiment.dataset = {.name = "idx", .settings = {}};
  experiment.dataset.settings.set("images", std::string("images.gz"));
  experiment.dataset.settings.set("labels", std::string("labels.gz"));
  const std::string making = error_text([&] { (void)share_string(experiment); });
  EXPECT_NE(making.find("files"), std::string::npos) << making;
  // Nor may one that somebody sends make the program read files.
  const std::string reading = refusal(word_for(to_json(experiment)));
  EXPECT_NE(reading.find("files"), std::string::npos) << reading;
}

TEST(ShareString, IsNotForHugeExperiments) {
  Experiment experiment = example();
  const auto last = experiment.network.layers.back();
  experiment.network.layers.clear();
  for (std::int64_t units = 1; units < 9'000; ++units)
    experiment.network.layers.push_back(test::dense_spec(units * 7919 % 10'007, "relu"));
  experiment.network.layers.push_back(last);
  const std::string refused = error_text([&] { (void)share_string(experiment); });
  EXPECT_NE(refused.find("too large"), std::string::npos) << refused;
}

}  // namespace
}  // namespace lfp::test::share_string_test
