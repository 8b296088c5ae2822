#include "app/reports/pdf_report.h"

#include "app/reports/html_report.h"
#include "widgets/style/fonts.h"
#include "widgets/views/export/painted_file.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>

namespace lfp {
namespace {

constexpr double page_margin = 60;
constexpr double block_gap = 10;
/// Space kept below a figure, so that its caption stays on the same page.
constexpr double caption_room = 30;
/// A table starts on a new page if fewer rows than these would fit on the current one.
constexpr std::size_t least_rows = 4;

/// The note stays on the page of the table's last rows.
QString note_of(const ReportTable& table) {
  return table.note.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(table.note.toHtmlEscaped());
}

/// Places blocks below one another on as many pages as needed.
class PageFlow {
 public:
  PageFlow(QPdfWriter& writer, QPainter& painter)
      : writer_(writer), painter_(painter), page_(QSizeF(writer.width(), writer.height()) / pdf_refinement) {}

  void add_html(const QString& html, double font_size = 11) {
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultFont(interface_font(font_size));
    document.setHtml(html);
    document.setTextWidth(width());
    // A block higher than a page is cut between two lines into parts of about equal height.
    const double height = document.size().height();
    if (height <= left() || height <= page_.height() / 2) {
      make_room(height);
      draw(document, 0, height);
      return;
    }
    for (double top = 0; top < height;) {
      if (left() < 3 * font_size) new_page();
      const double part = cut(document, top, std::min(top + left(), height));
      draw(document, top, part - top);
      top = part;
      if (top < height) new_page();
    }
  }

  /// Returns how many table rows from `first` on fit on this page; 0 if a new page is better.
  std::size_t rows_that_fit(const ReportTable& table, std::size_t first, const QString& above,
                            double font_size) const {
    const std::size_t all = table.rows.size() - first;
    const auto fits = [&](std::size_t rows) {
      QTextDocument document;
      document.setDocumentMargin(0);
      document.setDefaultFont(interface_font(font_size));
      document.setHtml(above + html_table(table, first, first + rows) +
                       (rows == all ? note_of(table) : QString()));
      document.setTextWidth(width());
      return document.size().height() <= left();
    };
    if (fits(all)) return all;
    std::size_t low = 0;
    for (std::size_t high = all; low + 1 < high;) {
      const std::size_t middle = (low + high) / 2;
      (fits(middle) ? low : high) = middle;
    }
    return low < least_rows ? 0 : low;
  }

  void new_page() {
    writer_.newPage();
    top_ = page_margin;
  }

  void add_figure(const ReportFigure& figure) {
    const double scale = std::min(1.0, width() / figure.size.width());
    const double height = figure.size.height() * scale;
    make_room(height + caption_room);
    painter_.save();
    painter_.translate(page_margin, top_);
    painter_.scale(scale, scale);
    figure.paint(painter_, QRectF(QPointF(0, 0), QSizeF(figure.size)));
    painter_.restore();
    top_ += height + block_gap / 2;
  }

 private:
  double width() const { return page_.width() - 2 * page_margin; }
  double left() const { return page_.height() - page_margin - top_; }

  void make_room(double height) {
    if (height > left() && top_ > page_margin) new_page();
  }
  void draw(QTextDocument& document, double from, double height) {
    painter_.save();
    painter_.translate(page_margin, top_ - from);
    const QRectF part(0, from, width(), height);
    painter_.setClipRect(part);
    document.drawContents(&painter_, part);
    painter_.restore();
    top_ += height + block_gap;
  }
  /// Returns the bottom of the last line that ends above `limit`.
  static double cut(const QTextDocument& document, double top, double limit) {
    double best = limit;
    double found = top;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
      const QRectF area = document.documentLayout()->blockBoundingRect(block);
      const QTextLayout* layout = block.layout();
      for (int line = 0; line < layout->lineCount(); ++line) {
        const double bottom = area.top() + layout->lineAt(line).rect().bottom();
        if (bottom <= limit) found = std::max(found, bottom);
      }
    }
    if (found > top) best = found;
    return best;
  }

  QPdfWriter& writer_;
  QPainter& painter_;
  QSizeF page_;
  double top_ = page_margin;
};

QString heading(const QString& text) {
  return QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped());
}

void add_table(PageFlow& flow, const ReportTable& table) {
  constexpr double font_size = 9;
  bool is_new_page = false;
  for (std::size_t first = 0; first < table.rows.size();) {
    const QString above = first == 0 ? heading(table.title) : QString();
    std::size_t rows = flow.rows_that_fit(table, first, above, font_size);
    if (rows == 0 && !is_new_page) {
      flow.new_page();
      is_new_page = true;
      continue;
    }
    rows = std::max<std::size_t>(rows, 1);
    const bool is_end = first + rows == table.rows.size();
    flow.add_html(above + html_table(table, first, first + rows) + (is_end ? note_of(table) : QString()),
                  font_size);
    first += rows;
    is_new_page = false;
  }
}

void add_all(PageFlow& flow, const Report& report) {
  flow.add_html(QStringLiteral("<h1>%1</h1><p>%2</p>")
                    .arg(report.title.toHtmlEscaped(), report.question.toHtmlEscaped()));
  flow.add_html(heading(QStringLiteral("Result")) + html_list(report.findings));
  for (const ReportFigure& figure : report.figures) {
    flow.add_figure(figure);
    flow.add_html(QStringLiteral("<p><b>%1.</b> %2</p>")
                      .arg(figure.title.toHtmlEscaped(), figure.caption.toHtmlEscaped()),
                  9);
  }
  for (const ReportTable& table : report.tables) add_table(flow, table);
  flow.add_html(
      heading(QStringLiteral("How it was done")) + html_facts(report) +
          heading(QStringLiteral("To repeat it")) +
          QStringLiteral("<pre>%1</pre>").arg(report.commands.join(QLatin1Char('\n')).toHtmlEscaped()),
      9);
}

}  // namespace

QByteArray pdf_report(const Report& report) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setTitle(report.title);
  writer.setCreator(QStringLiteral("LFP Lab"));
  writer.setResolution(figure_pixels_per_inch * pdf_refinement);
  writer.setPageSize(QPageSize(QPageSize::A4));
  writer.setPageMargins(QMarginsF());
  QPainter painter(&writer);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(pdf_refinement, pdf_refinement);
  PageFlow flow(writer, painter);
  add_all(flow, report);
  painter.end();
  return buffer.data();
}

}  // namespace lfp
