#include "widgets/views/inspector/inspector_origin.h"

#include "core/feedback/feedback_function.h"
#include "widgets/style/number_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace lfp {
namespace {

struct InspectorOriginWords {
  Q_DECLARE_TR_FUNCTIONS(InspectorFormula)
};

/// Returns the longest term that begins at a position of the formula; -1: none.
int term_at(const FeedbackOrigin& origin, const QString& formula, qsizetype place) {
  const auto is_letter = [&](qsizetype at) {
    return at >= 0 && at < formula.size() &&
           (formula[at].isLetterOrNumber() || formula[at] == QLatin1Char('_'));
  };
  int found = -1;
  qsizetype length = 0;
  for (std::size_t term = 0; term < origin.terms.size(); ++term) {
    const QString symbol = QString::fromStdString(origin.terms[term].symbol);
    const bool is_here = formula.mid(place, symbol.size()) == symbol && !is_letter(place - 1) &&
                         !(is_letter(place + symbol.size()) && is_letter(place + symbol.size() - 1));
    if (!is_here || symbol.size() <= length) continue;
    found = static_cast<int>(term);
    length = symbol.size();
  }
  return found;
}

std::vector<FormulaRow::Part> origin_parts(const FeedbackOrigin& origin) {
  const QString formula = QString::fromStdString(origin.formula);
  std::vector<FormulaRow::Part> parts;
  QString between = QStringLiteral("=");
  const auto close = [&] {
    if (!between.trimmed().isEmpty()) parts.push_back({.text = between.trimmed()});
    between.clear();
  };
  for (qsizetype place = 0; place < formula.size();) {
    const int term = term_at(origin, formula, place);
    if (term < 0) {
      between += formula[place++];
      continue;
    }
    close();
    const QString symbol = QString::fromStdString(origin.terms[static_cast<std::size_t>(term)].symbol);
    parts.push_back({.text = symbol, .term = term, .is_fixed = true});
    place += symbol.size();
  }
  close();
  return parts;
}

/// Explains the symbols: "o the logit, y 1 for the right class, p its softmax".
QString meanings(const FeedbackOrigin& origin) {
  QStringList words;
  for (const FeedbackOrigin::Term& term : origin.terms)
    words << QStringLiteral("%1 %2").arg(QString::fromStdString(term.symbol),
                                         QString::fromStdString(term.meaning));
  return words.join(QStringLiteral(", "));
}

}  // namespace

InspectorRow origin_row(const RunSpec& run, const FeedbackOrigin& origin) {
  const QString by =
      run.method == Method::gradient
          ? InspectorOriginWords::tr("the logit times the negative derivative of the loss")
          : QString::fromStdString(find_entry(feedback_entries(), run.feedback.name, "feedback").info.label);
  return {.caption = InspectorOriginWords::tr("Where R comes from (%1): %2").arg(by, meanings(origin)),
          .result = InspectorOriginWords::tr("R"),
          .parts = origin_parts(origin)};
}

QString origin_sentence(const FeedbackOrigin& origin, double feedback) {
  const QString output = !origin.is_target   ? InspectorOriginWords::tr("This output")
                         : *origin.is_target ? InspectorOriginWords::tr("The right class")
                                             : InspectorOriginWords::tr("A wrong class");
  if (feedback == 0) return InspectorOriginWords::tr("%1 gets no feedback in this sample.").arg(output);
  if (origin.logit == 0) return {};
  const double push = feedback / origin.logit;
  const QString moves = (push > 0 ? InspectorOriginWords::tr("the update raises the logit")
                                  : InspectorOriginWords::tr("the update lowers the logit"));
  const QString ratio = signed_text(push, 4);
  if (origin.logit > 0)
    return InspectorOriginWords::tr("%1: weights move by R ÷ o = %2, so %3.").arg(output, ratio, moves);
  return (feedback < 0
              ? InspectorOriginWords::tr("%1 has a negative R because its logit is negative. Weights move by "
                                         "R ÷ o = %2, so %3.")
              : InspectorOriginWords::tr("%1 has a positive R because its logit is negative. Weights move by "
                                         "R ÷ o = %2, so %3."))
      .arg(output, ratio, moves);
}

}  // namespace lfp
