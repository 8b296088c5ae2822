// A table written in any dialect is read as what it is, or refused where its numbers can be read in two ways.

#include "tests/support/csv_fixture.h"

#include <cstdio>

#include <rapidcheck/gtest.h>

namespace lfp::test::csv_properties_test {
namespace {

/// How a table is written.
struct Dialect {
  std::string separator = ",";
  char decimal = '.';
  std::string thousands{};
  std::string end = "\n";
  bool quotes_all = false;
  bool has_header = true;
  std::string behind{};  ///< separators behind the last column
  std::size_t empty_rows = 0;
  bool names_separator = false;
  int encoding = 0;  ///< UTF-8, UTF-8 with a mark, UTF-16 little, UTF-16 big
};

/// Numbers in thousandths, with so many decimals, a text that is left out, and a class.
struct Row {
  std::vector<std::int64_t> numbers;
  std::string note;
  std::string kind;
};

struct Table {
  std::vector<int> decimals;  ///< of each column of numbers: 0 to 3
  std::vector<Row> rows;
};

Dialect any_dialect() {
  Dialect dialect;
  dialect.separator = *rc::gen::element<std::string>(",", ";", "\t", "|", "  ");
  dialect.decimal = *rc::gen::element('.', ',');
  dialect.thousands = *rc::gen::element<std::string>("", "", dialect.decimal == '.' ? "," : ".", "'", " ");
  dialect.end = *rc::gen::element<std::string>("\n", "\r\n", "\r");
  dialect.quotes_all = *rc::gen::arbitrary<bool>();
  dialect.has_header = *rc::gen::arbitrary<bool>();
  if (dialect.separator != "  ") {
    dialect.behind =
        *rc::gen::element<std::string>("", "", dialect.separator, dialect.separator + dialect.separator);
    dialect.empty_rows = *rc::gen::inRange<std::size_t>(0, 3);
    dialect.names_separator = *rc::gen::element(false, false, true);
  }
  dialect.encoding = *rc::gen::inRange(0, 4);
  return dialect;
}

Table any_table() {
  Table table;
  const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
  for (std::size_t column = 0; column < columns; ++column) table.decimals.push_back(*rc::gen::inRange(0, 4));
  const auto count = *rc::gen::inRange<std::size_t>(8, 20);
  for (std::size_t row = 0; row < count; ++row) {
    Row each;
    for (const int decimals : table.decimals) {
      const auto value = *rc::gen::inRange<std::int64_t>(-9999999, 9999999);
      const std::int64_t step = decimals == 0 ? 1000 : decimals == 1 ? 100 : decimals == 2 ? 10 : 1;
      each.numbers.push_back(value / step * step);
    }
    each.note =
        *rc::gen::element<std::string>("tall", "a, b", "say \"hm\"", "two\nlines", "x; y", "Ölbaum", "a|b");
    each.kind = row % 2 == 0 ? "oak" : "Föhre";
    table.rows.push_back(std::move(each));
  }
  return table;
}

std::string number_text(std::int64_t thousandths, int decimals, const Dialect& dialect) {
  const std::int64_t size = std::abs(thousandths);
  const std::string whole = std::to_string(size / 1000);
  std::string text = thousandths < 0 ? "-" : "";
  for (std::size_t at = 0; at < whole.size(); ++at)
    text += (at > 0 && (whole.size() - at) % 3 == 0 ? dialect.thousands : "") + whole[at];
  if (decimals == 0) return text;
  return text + dialect.decimal +
         std::to_string(1000 + size % 1000).substr(1, static_cast<std::size_t>(decimals));
}

std::string field(const std::string& text, const Dialect& dialect) {
  const bool must_quote = text.find_first_of(",;|\t \"\r\n") != std::string::npos;
  const bool is_between_blanks = dialect.separator == "  ";
  if (!dialect.quotes_all && !must_quote) return text;
  if (!dialect.quotes_all && !is_between_blanks &&
      text.find_first_of("\"\r\n" + dialect.separator) == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

std::string encoded(const std::string& text, int encoding) {
  if (encoding == 0) return text;
  if (encoding == 1) return "\xEF\xBB\xBF" + text;
  std::string bytes = encoding == 2 ? "\xFF\xFE" : "\xFE\xFF";
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned int unit = static_cast<unsigned char>(text[at]);
    // All letters here have one byte or two.
    if (unit >= 0xC0) unit = (unit & 0x1FU) << 6U | (static_cast<unsigned char>(text[++at]) & 0x3FU);
    const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFFU));
    const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8U));
    bytes += encoding == 2 ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

std::string written(const Table& table, const Dialect& dialect) {
  std::string text = dialect.names_separator ? "sep=" + dialect.separator + dialect.end : "";
  const auto add = [&](const std::vector<std::string>& fields) {
    for (std::size_t at = 0; at < fields.size(); ++at)
      text += (at == 0 ? "" : dialect.separator) + field(fields[at], dialect);
    text += dialect.behind + dialect.end;
  };
  if (dialect.has_header) {
    std::vector<std::string> names;
    for (std::size_t column = 0; column < table.decimals.size(); ++column)
      names.push_back("x" + std::string(column + 1, 'a'));
    names.emplace_back("note");
    names.emplace_back("kind");
    add(names);
  }
  for (const Row& row : table.rows) {
    std::vector<std::string> fields;
    for (std::size_t column = 0; column < row.numbers.size(); ++column)
      fields.push_back(number_text(row.numbers[column], table.decimals[column], dialect));
    fields.push_back(row.note);
    fields.push_back(row.kind);
    add(fields);
  }
  for (std::size_t row = 0; row < dialect.empty_rows; ++row)
    for (std::size_t at = 0; at < table.decimals.size() + 1; ++at)
      text += dialect.separator + (at == table.decimals.size() ? dialect.behind + dialect.end : "");
  return encoded(text, dialect.encoding);
}

/// Comma between fields, decimal point, no thousands: what always was read.
std::string tidy(const Table& table) {
  return written(table, {.quotes_all = true});
}

class CsvProperties : public CsvFixture {
 public:
  void TestBody() override {}
  void check(const Table& table, const Dialect& dialect) const {
    const Settings settings =
        with({{"ignore", std::to_string(table.decimals.size() + 1)}, {"class_order", std::string("sorted")}});
    const auto wanted = read(tidy(table), with({{"ignore", std::to_string(table.decimals.size() + 1)},
                                                {"decimal_mark", std::string("point")}}));
    std::shared_ptr<const Dataset> found;
    try {
      found = read(written(table, dialect), settings);
    } catch (const Error& refused) {
      RC_TAG("refused");
      RC_ASSERT(std::string(refused.what()).find(" could be ") != std::string::npos);
      return;
    }
    // A point before three digits is taken for a decimal point where that is usual, and this is told.
    if (found->report.line().find("decimal point in") != std::string::npos) {
      RC_TAG("told");
      return;
    }
    RC_TAG("read");
    RC_ASSERT(found->class_names == wanted->class_names);
    RC_ASSERT(found->train.inputs == wanted->train.inputs);
    RC_ASSERT(found->test.inputs == wanted->test.inputs);
    RC_ASSERT(found->train.labels == wanted->train.labels);
  }
};

RC_GTEST_PROP(CsvTables, AreReadInAnyDialectOrRefused, ()) {
  const auto table = any_table();
  const auto dialect = any_dialect();
  RC_LOG() << written(table, dialect) << "\n";
  CsvProperties().check(table, dialect);
}

}  // namespace
}  // namespace lfp::test::csv_properties_test
