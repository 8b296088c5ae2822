#include "app/reports/html_report.h"

namespace lfp {
namespace {

constexpr const char* style =
    "body{font:15px/1.5 'Noto Sans','DejaVu Sans',sans-serif;max-width:1060px;margin:2em auto;padding:0 1em;"
    "color:#222;background:#fff}h1{font-size:26px}h2{font-size:19px;margin-top:2em}p.question{font-size:17px;"
    "color:#444}table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}td,th{border:"
    "1px "
    "solid #ddd;padding:3px 9px;text-align:left}th{background:#f4f4f4}figure{margin:1em "
    "0}figcaption,p.note{color:"
    "#666;font-size:13px}svg{max-width:100%;height:auto}pre{background:#f6f6f6;padding:1em;overflow:auto;"
    "font-size:"
    "12px}";

QString escaped(const QString& text) {
  return text.toHtmlEscaped();
}

/// Returns the figure as SVG to embed in a page, without the declarations at the start of a file.
QString inline_svg(const ReportFigure& figure) {
  const QByteArray bytes = svg_of(figure);
  return QString::fromUtf8(bytes.mid(bytes.indexOf("<svg")));
}

}  // namespace

QString html_table(const ReportTable& table, std::size_t first, std::size_t last) {
  QString html = QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><tr>");
  for (const QString& cell : table.header)
    html += QStringLiteral("<th align=\"left\">%1</th>").arg(escaped(cell));
  html += QStringLiteral("</tr>");
  for (std::size_t row = first; row < last; ++row) {
    html += QStringLiteral("<tr>");
    for (const QString& cell : table.rows[row]) html += QStringLiteral("<td>%1</td>").arg(escaped(cell));
    html += QStringLiteral("</tr>");
  }
  return html + QStringLiteral("</table>");
}

QString html_facts(const Report& report) {
  ReportTable table{
      .title = {}, .header = {QStringLiteral("What"), QStringLiteral("Value")}, .rows = {}, .note = {}};
  for (const auto& [name, value] : report.facts) table.rows.push_back({name, value});
  return html_table(table, 0, table.rows.size());
}

QString html_list(const QStringList& items) {
  QString html = QStringLiteral("<ul>");
  for (const QString& item : items) html += QStringLiteral("<li>%1</li>").arg(escaped(item));
  return html + QStringLiteral("</ul>");
}

QByteArray html_report(const Report& report) {
  QString html = QStringLiteral(
                     "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
                     "charset=\"utf-8\"><title>%1</title><style>%2</style></head><body>\n")
                     .arg(escaped(report.title), QString::fromUtf8(style));
  html += QStringLiteral("<h1>%1</h1>\n<p class=\"question\">%2</p>\n")
              .arg(escaped(report.title), escaped(report.question));
  html += QStringLiteral("<h2>Result</h2>\n") + html_list(report.findings);
  if (!report.figures.empty()) html += QStringLiteral("\n<h2>Figures</h2>\n");
  for (const ReportFigure& figure : report.figures)
    html += QStringLiteral("<figure>%1<figcaption><b>%2.</b> %3</figcaption></figure>\n")
                .arg(inline_svg(figure), escaped(figure.title), escaped(figure.caption));
  for (const ReportTable& table : report.tables) {
    html +=
        QStringLiteral("<h2>%1</h2>\n").arg(escaped(table.title)) + html_table(table, 0, table.rows.size());
    if (!table.note.isEmpty()) html += QStringLiteral("<p class=\"note\">%1</p>").arg(escaped(table.note));
  }
  html += QStringLiteral("\n<h2>How it was done</h2>\n") + html_facts(report);
  html += QStringLiteral("\n<h2>To repeat it</h2>\n<pre>%1</pre>\n")
              .arg(escaped(report.commands.join(QLatin1Char('\n'))));
  html += QStringLiteral("<h2>The study</h2>\n<pre>%1</pre>\n</body></html>\n").arg(escaped(report.settings));
  return html.toUtf8();
}

}  // namespace lfp
