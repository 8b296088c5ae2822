#include "widgets/panels/download/download_dialog.h"

#include "widgets/panels/download/download_fetcher.h"
#include "widgets/panels/download/download_row.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace lfp {
namespace {

/// Allows line breaks after any part of long paths and addresses.
QString breakable(QString text) {
  return text.replace('/', QStringLiteral("/\u200B"));
}

}  // namespace

DownloadDialog::DownloadDialog(const QString& folder, const QList<DownloadSet>& sets, QWidget* parent)
    : QDialog(parent), folder_(folder), fetcher_(new DownloadFetcher(folder, this)) {
  setWindowTitle(tr("Download data"));
  auto* column = new QVBoxLayout(this);
  column->setSpacing(14);
  for (const DownloadSet& set : sets) {
    auto* row = new DownloadRow(set, this);
    row->look_into(folder_);
    connect(row, &DownloadRow::download_requested, this, [this, row] { download(*row); });
    connect(row, &DownloadRow::use_requested, this, [this, row] {
      emit chosen(row->set().dataset);
      accept();
    });
    rows_.append(row);
    column->addWidget(row);
  }
  auto* place = new QLabel(tr("Kept in %1").arg(breakable(QDir::toNativeSeparators(folder_))), this);
  place->setWordWrap(true);
  place->setProperty("muted", true);
  column->addWidget(place);
  column->addWidget(make_progress());
  column->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
  resize(560, sizeHint().height());

  connect(fetcher_, &DownloadFetcher::progressed, this, &DownloadDialog::show_progress);
  connect(fetcher_, &DownloadFetcher::failed, this,
          [this](const QString& problem) { show_end(problem, true); });
  connect(fetcher_, &DownloadFetcher::finished, this, [this] {
    current_->look_into(folder_);
    show_end(tr("%1 is on this computer now").arg(current_->set().title), false);
  });
}

QWidget* DownloadDialog::make_progress() {
  auto* area = new QWidget(this);
  auto* column = new QVBoxLayout(area);
  column->setContentsMargins(0, 0, 0, 0);
  auto* row = new QHBoxLayout;
  bar_ = new QProgressBar(area);
  bar_->setAccessibleName(tr("Progress of the download"));
  cancel_ = new QPushButton(tr("Cancel"), area);
  cancel_->setAccessibleName(tr("Cancel the download"));
  row->addWidget(bar_, 1);
  row->addWidget(cancel_);
  column->addLayout(row);
  state_ = new QLabel(area);
  state_->setWordWrap(true);
  state_->setAccessibleName(tr("State of the download"));
  column->addWidget(state_);
  for (QWidget* part : std::initializer_list<QWidget*>{bar_, cancel_, state_}) part->hide();
  connect(cancel_, &QPushButton::clicked, this, [this] {
    fetcher_->stop();
    show_end(tr("Cancelled. The part that has arrived is kept: “Download” goes on from there"), false);
  });
  return area;
}

void DownloadDialog::download(DownloadRow& row) {
  current_ = &row;
  set_running(true);
  fetcher_->start(row.set().files);
}

void DownloadDialog::show_progress(const QString& name, qint64 received, qint64 total) {
  constexpr int steps = 1000;
  bar_->setRange(0, steps);
  bar_->setValue(static_cast<int>(steps * static_cast<double>(received) / static_cast<double>(total)));
  state_->setText(breakable(tr("%1: %2 of %3").arg(name, byte_text(received), byte_text(total))));
}

void DownloadDialog::show_end(const QString& message, bool is_problem) {
  set_running(false);
  state_->setText(breakable(message));
  state_->setProperty("problem", is_problem);
  state_->style()->polish(state_);
}

void DownloadDialog::set_running(bool running) {
  for (DownloadRow* row : rows_) row->set_blocked(running);
  bar_->setVisible(running);
  cancel_->setVisible(running);
  state_->show();
  if (!running) return;
  state_->setProperty("problem", false);
  state_->style()->polish(state_);
}

void DownloadDialog::done(int result) {
  fetcher_->stop();
  QDialog::done(result);
}

}  // namespace lfp
