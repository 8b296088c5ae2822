#pragma once

#include <QByteArray>
#include <QRectF>
#include <QSize>
#include <QString>
#include <QStringList>
#include <functional>
#include <utility>
#include <vector>

class QPainter;

namespace lfp {

/// A figure of a report; it can be painted on any QPainter.
struct ReportFigure {
  QString name;  ///< of its files, without extension
  QString title;
  QString caption;
  QSize size;  ///< in pixels of 1/96 inch
  std::function<void(QPainter&, const QRectF&)> paint;
};

struct ReportTable {
  QString title;
  QStringList header;
  std::vector<QStringList> rows;
  QString note;  ///< shown below the table; "" for none
};

/// Returns the figure as the content of an SVG or PDF file. Needs an application object.
QByteArray svg_of(const ReportFigure& figure);
QByteArray pdf_of(const ReportFigure& figure);

/// The results of a study as a value; the HTML page and the PDF document are two views of it.
struct Report {
  QString title;
  QString question;
  QStringList findings;  ///< one sentence each
  std::vector<std::pair<QString, QString>> facts;
  std::vector<ReportFigure> figures;
  std::vector<ReportTable> tables;
  QStringList commands;  ///< shell commands that repeat the study
  QString settings;      ///< the study as JSON
};

}  // namespace lfp
