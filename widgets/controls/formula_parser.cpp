#include "widgets/controls/formula_parser.h"

#include <QSet>

namespace lfp {
namespace {

bool is_latin(QChar c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Upright without a bracket after them, too.
bool is_connective(const QString& word) {
  static const QSet<QString> words = {"if",        "else",  "and", "or",  "for",
                                      "otherwise", "where", "all", "max", "min"};
  return words.contains(word);
}

class Parser {
 public:
  explicit Parser(const QString& source) : source_(source) {}

  /// Up to the end, or to the brace that closes this group.
  FormulaNodes nodes(bool in_group) {
    FormulaNodes nodes;
    while (place_ < source_.size()) {
      if (in_group && source_[place_] == '}') break;
      add_next(nodes);
    }
    return nodes;
  }

 private:
  QChar at(qsizetype place) const { return place < source_.size() ? source_[place] : QChar(); }

  void add_next(FormulaNodes& nodes) {
    const QChar c = at(place_);
    if (take("\\frac{"))
      add_fraction(nodes);
    else if ((c == '_' || c == '^') && place_ + 1 < source_.size() && !at(place_ + 1).isSpace())
      add_script(nodes);
    else if (is_latin(c))
      add_word(nodes);
    else if (c == '{' && source_.indexOf('}', place_) > 0)
      nodes += group();
    else
      add_text(nodes, FormulaNode::Kind::upright, next_sign());
  }

  /// The next character; a hyphen is meant as a minus.
  QString next_sign() {
    const QChar c = at(place_++);
    return c == '-' ? QChar(0x2212) : c;
  }

  bool take(const QString& wanted) {
    if (!source_.mid(place_).startsWith(wanted)) return false;
    place_ += wanted.size();
    return true;
  }

  /// What stands in braces, or the next character.
  FormulaNodes group() {
    if (take("{")) {
      FormulaNodes inner = nodes(true);
      take("}");
      return inner;
    }
    if (place_ >= source_.size()) return {};
    FormulaNodes single;
    const bool is_variable = is_latin(at(place_));
    add_text(single, is_variable ? FormulaNode::Kind::italic : FormulaNode::Kind::upright, next_sign());
    return single;
  }

  void add_fraction(FormulaNodes& nodes) {
    FormulaNode fraction{
        .kind = FormulaNode::Kind::fraction, .text = {}, .upper = this->nodes(true), .lower = {}};
    take("}");
    fraction.lower = group();
    nodes.append(std::make_shared<FormulaNode>(fraction));
  }

  /// `x_i^2`: one script with both parts.
  void add_script(FormulaNodes& nodes) {
    FormulaNode script{.kind = FormulaNode::Kind::script, .text = {}, .upper = {}, .lower = {}};
    while ((at(place_) == '_' && script.lower.isEmpty()) || (at(place_) == '^' && script.upper.isEmpty())) {
      FormulaNodes& part = at(place_) == '_' ? script.lower : script.upper;
      ++place_;
      part = group();
      if (part.isEmpty()) break;
    }
    nodes.append(std::make_shared<FormulaNode>(script));
  }

  /// Names of functions are upright, variables italic.
  void add_word(FormulaNodes& nodes) {
    const qsizetype start = place_;
    while (is_latin(at(place_))) ++place_;
    const QString word = source_.mid(start, place_ - start);
    const bool is_function = word.size() > 1 && (at(place_) == '(' || is_connective(word));
    add_text(nodes, is_function ? FormulaNode::Kind::upright : FormulaNode::Kind::italic, word);
  }

  static void add_text(FormulaNodes& nodes, FormulaNode::Kind kind, const QString& text) {
    FormulaNode node{.kind = kind, .text = text, .upper = {}, .lower = {}};
    if (!nodes.isEmpty() && nodes.last()->kind == kind) {
      node.text.prepend(nodes.last()->text);
      nodes.removeLast();
    }
    nodes.append(std::make_shared<FormulaNode>(node));
  }

  const QString& source_;
  qsizetype place_ = 0;
};

}  // namespace

FormulaNodes parse_formula(const QString& source) {
  return Parser(source).nodes(false);
}

QString plain_text(const FormulaNodes& nodes) {
  QString text;
  for (const auto& node : nodes) {
    switch (node->kind) {
      case FormulaNode::Kind::upright:
      case FormulaNode::Kind::italic:
        text += node->text;
        break;
      case FormulaNode::Kind::script:
        if (!node->lower.isEmpty()) text += '_' + plain_text(node->lower);
        if (!node->upper.isEmpty()) text += '^' + plain_text(node->upper);
        break;
      case FormulaNode::Kind::fraction:
        text += '(' + plain_text(node->upper) + ") / (" + plain_text(node->lower) + ')';
        break;
    }
  }
  return text.simplified();
}

}  // namespace lfp
