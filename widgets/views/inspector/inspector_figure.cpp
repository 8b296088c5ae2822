// The inspector's exports: the figure and the table.
#include "widgets/style/number_text.h"
#include "widgets/views/export/table_text.h"
#include "widgets/views/inspector/inspector_comparison.h"
#include "widgets/views/inspector/inspector_view.h"
#include "widgets/views/inspector/share_bars.h"
#include "widgets/views/names/unit_names.h"

namespace lfp {
namespace {

/// Returns the name of incoming term `at`.
QString term_name(const Snapshot& snapshot, const Inspection& inspection, std::size_t at) {
  return inspection.unit.has_weights
             ? input_name(snapshot, inspection.item.layer, static_cast<std::int64_t>(at))
             : QString::number(at + 1);
}

ExportWork table_of_one(const Snapshot& snapshot, const Inspection& inspection) {
  const UnitInspection& unit = inspection.unit;
  TableText table("part,activation,weight,share");
  for (std::size_t at = 0; at < unit.terms.size(); ++at) {
    const IncomingTerm& term = unit.terms[at];
    table.row(term_name(snapshot, inspection, at), term.activation, term.weight, term.share);
  }
  table.row("bias", 1, unit.bias, unit.bias_share);
  table.row("epsilon", "", "", unit.epsilon_leak);
  table.row("rest", "", "", unit.rest + unit.handed_past);
  return table.finished();
}

ExportWork table_of_difference(const Snapshot& snapshot, const Inspection& a, const Inspection& b) {
  TableText table("part,activation_a,activation_b,weight_a,weight_b,share_a,share_b,difference");
  const auto sum_row = [&table](const char* name, double share_a, double share_b) {
    table.row(name, "", "", "", "", share_a, share_b, share_a - share_b);
  };
  for (std::size_t at = 0; at < a.unit.terms.size(); ++at) {
    const IncomingTerm& own = a.unit.terms[at];
    const IncomingTerm& other = b.unit.terms[at];
    table.row(term_name(snapshot, a, at), own.activation, other.activation, own.weight, other.weight,
              own.share, other.share, own.share - other.share);
  }
  table.row("bias", 1, 1, a.unit.bias, b.unit.bias, a.unit.bias_share, b.unit.bias_share,
            a.unit.bias_share - b.unit.bias_share);
  sum_row("epsilon", a.unit.epsilon_leak, b.unit.epsilon_leak);
  sum_row("rest", a.unit.rest + a.unit.handed_past, b.unit.rest + b.unit.handed_past);
  return table.finished();
}

}  // namespace

void InspectorView::paint_figure(QPainter& painter, const QRect& area, const Theme& theme) {
  painter.fillRect(area, theme.base);
  if (inspection() == nullptr) return paint_empty(painter, area, theme, tr("Click a neuron or a connection"));
  if (!is_difference()) show_formula();
  const int edge = theme.px(10);
  QRect left = area.adjusted(edge, 0, -edge, 0);
  const auto line = [&](const QFont& font, const QColor& colour, int height, const QString& text) {
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRect(left.topLeft(), QSize(left.width(), theme.px(height))),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
    left.setTop(left.top() + theme.px(height));
  };
  const QString runs = is_difference() ? subtraction_words() : QString::fromStdString(spec().name);
  line(theme.bold(), theme.text, 30, QStringLiteral("%1 · %2").arg(heading(), runs));
  const ShareList list = shares();
  if (is_difference()) {
    const auto numbers = compared_numbers(*inspection(), *subtracted(), list.scale.plain_decimals());
    left.setTop(left.top() + paint_comparison(painter, left, numbers, theme) + theme.px(6));
  }
  line(theme.small(), theme.muted_text, 20,
       (is_difference() ? tr("Differences of the shares; R of A − R of B = %1")
                        : tr("Shares of its feedback R = %1"))
               .arg(list.scale.text(list.sum)) +
           (list.scale.factor().isEmpty() ? QString() : tr(", all %1").arg(list.scale.factor())));
  painter.save();
  painter.setClipRect(left);
  paint_share_rows(painter, left, list, inspection()->item.input, theme, theme.px(19), theme.px(9), 0);
  painter.restore();
}

ExportWork InspectorView::table() const {
  if (inspection() == nullptr) return {};
  return is_difference() ? table_of_difference(*snapshot(), *inspection(), *subtracted())
                         : table_of_one(*snapshot(), *inspection());
}

}  // namespace lfp
