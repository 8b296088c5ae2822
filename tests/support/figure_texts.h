#pragma once

#include "widgets/views/figure_file.h"
#include "widgets/views/view.h"

#include <QFile>
#include <QRegularExpression>
#include <QSize>
#include <QStringList>
#include <QTemporaryDir>

namespace lfp::test {

/// What a view's figure says, text by text as it is painted.
inline QStringList texts_of(View& view, QSize size) {
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("figure.svg"));
  save_figure(view, path, size);
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  static const QRegularExpression text(QStringLiteral("<text[^>]*>([^<]*)</text>"));
  QStringList texts;
  auto found = text.globalMatch(QString::fromUtf8(file.readAll()));
  while (found.hasNext()) texts << found.next().captured(1).trimmed();
  return texts;
}

}  // namespace lfp::test
