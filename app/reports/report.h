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

/// A drawing of a report, which may be painted anywhere.
struct ReportFigure {
  QString name;  ///< of its files, without ending
  QString title;
  QString caption;
  QSize size;  ///< in pixels of 1/96 inch
  std::function<void(QPainter&, const QRectF&)> paint;
};

struct ReportTable {
  QString title;
  QStringList header;
  std::vector<QStringList> rows;
  QString note;  ///< below; "" for none
};

/// The figure as the content of an SVG or PDF file. An application has to exist.
QByteArray svg_of(const ReportFigure& figure);
QByteArray pdf_of(const ReportFigure& figure);

/// What a study has come to, as a value: the page and the document are two looks at it.
struct Report {
  QString title;
  QString question;
  QStringList findings;  ///< sentences
  std::vector<std::pair<QString, QString>> facts;
  std::vector<ReportFigure> figures;
  std::vector<ReportTable> tables;
  QStringList commands;  ///< that repeat it
  QString settings;      ///< the study as JSON
};

}  // namespace lfp
