#include "core/feedback/expression.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

#include <muParser.h>

namespace lfp {
namespace {

struct Variable {
  const char* name;
  double ExpressionVariables::*member;
};

constexpr std::array variables_by_name = {Variable{"o", &ExpressionVariables::o},
                                          Variable{"y", &ExpressionVariables::y},
                                          Variable{"p", &ExpressionVariables::p},
                                          Variable{"s", &ExpressionVariables::s},
                                          Variable{"k", &ExpressionVariables::k},
                                          Variable{"n", &ExpressionVariables::n},
                                          Variable{"correct", &ExpressionVariables::correct}};

constexpr const char* what_there_is =
    "Use o, y, p, s, correct, k, n, numbers, + - * / ^, comparisons with ? :, and functions such as abs, "
    "sign, "
    "exp, ln, sqrt, tanh, min, max";

/// `index` counts from 0.
[[noreturn]] void fail_at(std::size_t index, const std::string& problem, const std::string& remedy,
                          const std::string& place) {
  throw Error(place, "at character " + std::to_string(index + 1) + ": " + problem, remedy);
}

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

bool is_following_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Everything after it may count bytes as characters.
void refuse_strange_characters(const std::string& text, const std::string& place) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= ' ' && c <= '~' && c != '"') || c == '\t' || c == '\n' || c == '\r') continue;
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
      fail_at(i, "unexpected control character", "Remove it", place);
    std::size_t end = i + 1;
    while (end < text.size() && is_following_byte(text[end])) ++end;
    fail_at(i, "unexpected " + in_quotes(text.substr(i, end - i)),
            "Use plain letters, digits and signs, such as - for minus and * for times", place);
  }
}

/// muParser would take "o = 1" for an assignment and "o, y" for two results.
void refuse_assignments_and_lists(const std::string& text, const std::string& place) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ',' && depth == 0)
      fail_at(i, "unexpected \",\"", "Give one expression, with a point in decimals", place);
    if (c != '=') continue;
    const bool compares = (i > 0 && std::string_view("=<>!").find(text[i - 1]) != std::string_view::npos) ||
                          (i + 1 < text.size() && text[i + 1] == '=');
    if (!compares) fail_at(i, "unexpected \"=\"", "Write == to compare", place);
  }
}

/// What muParser calls a token may go on to the end of the text.
std::string first_word(const std::string& token) {
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  const auto end = std::find_if_not(token.begin(), token.end(), is_part);
  return end == token.begin() ? token.substr(0, 1) : std::string(token.begin(), end);
}

/// Where `token` starts: muParser may point just behind it.
std::size_t start_of(const std::string& token, const std::string& text, std::size_t at) {
  const std::size_t found = text.rfind(token, at);
  return found == std::string::npos ? at : found;
}

[[noreturn]] void fail_like(const mu::ParserError& error, const std::string& text, const std::string& place) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const std::size_t end = last == std::string::npos ? 0 : last + 1;
  const std::size_t at = error.GetPos() < 0 ? end : std::min(end, static_cast<std::size_t>(error.GetPos()));
  const std::string& token = error.GetToken();
  switch (error.GetCode()) {
    case mu::ecEMPTY_EXPRESSION:
      throw Error(place, "the formula is empty", "Write one, for example o*(y - p)");
    case mu::ecUNASSIGNABLE_TOKEN:
      if (std::isalpha(static_cast<unsigned char>(token.empty() ? ' ' : token.front())) != 0)
        fail_at(at, "unknown name " + in_quotes(first_word(token)), what_there_is, place);
      fail_at(at, "unexpected " + in_quotes(first_word(token)), what_there_is, place);
    case mu::ecUNEXPECTED_EOF:
      fail_at(end, "unexpected end", "Complete the formula", place);
    case mu::ecMISSING_PARENS:
      fail_at(end, "a closing parenthesis is missing", "Add \")\"", place);
    case mu::ecTOO_FEW_PARAMS:
      fail_at(at, "too few values for " + in_quotes(token), "Give the function what it needs", place);
    case mu::ecTOO_MANY_PARAMS:
      fail_at(at, "too many values for " + in_quotes(token), "Give the function only what it needs", place);
    case mu::ecMISSING_ELSE_CLAUSE:
      fail_at(text.find('?'), "\"?\" has no \":\"", "Write condition ? value : other value", place);
    case mu::ecMISPLACED_COLON:
      fail_at(start_of(":", text, at), "\":\" has no \"?\"", "Write condition ? value : other value", place);
    case mu::ecEXPRESSION_TOO_LONG:
      throw Error(place, "the formula is too long", "Shorten it");
    default:
      break;
  }
  if (token.empty()) fail_at(at, error.GetMsg(), what_there_is, place);
  fail_at(start_of(token, text, at), "unexpected " + in_quotes(token),
          "Check what stands before it, for example for a missing operator", place);
}

}  // namespace

struct Expression::Compiled {
  mu::Parser parser;
  ExpressionVariables variables;  // the parser reads them by address
  std::vector<Variable> used;
};

Expression::Expression(const std::string& text, const std::string& place)
    : compiled_(std::make_unique<Compiled>()) {
  refuse_strange_characters(text, place);
  refuse_assignments_and_lists(text, place);
  mu::Parser& parser = compiled_->parser;
  try {
    for (const auto& variable : variables_by_name)
      parser.DefineVar(variable.name, &(compiled_->variables.*variable.member));
    parser.SetExpr(text);
    parser.Eval();  // here an unknown name is an error; GetUsedVar() would take it for a variable
    const auto& used = parser.GetUsedVar();
    for (const auto& variable : variables_by_name)
      if (used.contains(variable.name)) compiled_->used.push_back(variable);
    parser.Eval();  // compiles again, so that nothing is left to allocate
  } catch (const mu::ParserError& error) {
    fail_like(error, text, place);
  }
}

Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

double Expression::value(const ExpressionVariables& variables) const {
  compiled_->variables = variables;
  return compiled_->parser.Eval();
}

std::string Expression::described(const ExpressionVariables& variables) const {
  std::string text;
  for (const auto& variable : compiled_->used) {
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), "%.4g", variables.*variable.member);
    text += (text.empty() ? "" : ", ") + std::string(variable.name) + " = " + number.data();
  }
  return text;
}

}  // namespace lfp
