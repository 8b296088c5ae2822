#include "widgets/panels/download/download_row.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {

DownloadRow::DownloadRow(DownloadSet set, QWidget* parent)
    : QWidget(parent), set_(std::move(set)), facts_(new QLabel(this)), button_(new QPushButton(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  auto* title = new QLabel(set_.title, this);
  title->setProperty("title", true);
  auto* summary = new QLabel(set_.summary, this);
  summary->setWordWrap(true);
  facts_->setWordWrap(true);
  facts_->setProperty("muted", true);
  facts_->setTextFormat(Qt::RichText);
  facts_->setTextInteractionFlags(Qt::TextBrowserInteraction);
  facts_->setOpenExternalLinks(true);
  facts_->setAccessibleName(tr("Origin and licence of %1").arg(set_.title));
  for (QLabel* label : {title, summary, facts_}) words->addWidget(label);
  row->addLayout(words, 1);
  row->addWidget(button_, 0, Qt::AlignTop);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (is_there_)
      emit use_requested();
    else
      emit download_requested();
  });
}

void DownloadRow::look_into(const QString& folder) {
  is_there_ = std::all_of(set_.files.begin(), set_.files.end(), [&](const DownloadFile& file) {
    return QFileInfo(QDir(folder).filePath(file.name)).size() == file.size;
  });
  const QString size = byte_text(set_.size());
  const QString place = is_there_ ? tr("%1, on this computer").arg(size) : size;
  facts_->setText(QStringLiteral("%1 · <a href=\"%2\">%3</a> · %4")
                      .arg(place.toHtmlEscaped(), set_.home.toString().toHtmlEscaped(), set_.home.host(),
                           set_.licence.toHtmlEscaped()));
  button_->setText(is_there_ ? tr("Use") : tr("Download"));
  button_->setAccessibleName((is_there_ ? tr("Use %1") : tr("Download %1")).arg(set_.title));
}

void DownloadRow::set_blocked(bool blocked) {
  button_->setEnabled(!blocked);
}

}  // namespace lfp
