#pragma once

#include <memory>
#include <string>
#include <vector>

namespace lfp {

/// The variables of an expression, for one output of one sample; their names are those of the members.
struct ExpressionVariables {
  double o = 0;        ///< the output
  double y = 0;        ///< what it should be: the value, or 1 for the label and 0 for the others
  double p = 0;        ///< its softmax
  double s = 0;        ///< its sigmoid
  double correct = 0;  ///< 1 if the sample is classified rightly, else 0
  double k = 0;        ///< its index, from 0
  double n = 0;        ///< how many outputs there are
};

/// A formula typed by a person, compiled once by muParser. Evaluating it does not allocate. Not for two
/// threads at once.
class Expression {
 public:
  /// Throws Error at `place`, naming the character, if `text` cannot be understood.
  Expression(const std::string& text, const std::string& place);
  Expression(const Expression&) = delete;
  Expression& operator=(const Expression&) = delete;
  Expression(Expression&&) noexcept;
  Expression& operator=(Expression&&) noexcept;
  ~Expression();

  double value(const ExpressionVariables& variables) const;
  /// The variables that the text uses with their values, for a message: "o = -0.5, y = 0"; "" for none.
  std::string described(const ExpressionVariables& variables) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace lfp
