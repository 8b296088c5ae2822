#include "widgets/panels/download/download_fetcher.h"

#include "core/base/error.h"

#include <QDir>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <algorithm>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

namespace lfp {
namespace {

constexpr int timeout_milliseconds = 30'000;
constexpr qint64 piece = 1 << 20;
constexpr int partial_content = 206;
constexpr int range_not_satisfiable = 416;

int status_of(const QNetworkReply& reply) {
  return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// Returns the folder, or the nearest existing one above it.
QString existing_folder(QString folder) {
  while (!QFileInfo::exists(folder) && folder != QFileInfo(folder).path()) folder = QFileInfo(folder).path();
  return folder;
}

/// Returns the free bytes in a folder, which need not exist yet. This asks the file system itself because not
/// every mount is in the mount table (in a container or a chroot); if it gives no answer, unlimited room is
/// assumed.
qint64 room_in(const QString& folder) {
  std::error_code unknown;
  const auto space =
      std::filesystem::space(QFile::encodeName(existing_folder(folder)).toStdString(), unknown);
  constexpr auto most = static_cast<std::uintmax_t>(std::numeric_limits<qint64>::max());
  return static_cast<qint64>(unknown ? most : std::min(space.available, most));
}

}  // namespace

DownloadFetcher::DownloadFetcher(QString folder, QObject* parent)
    : QObject(parent), folder_(std::move(folder)), network_(new QNetworkAccessManager(this)) {
  network_->setTransferTimeout(timeout_milliseconds);
}

DownloadFetcher::~DownloadFetcher() {
  stop();
}

void DownloadFetcher::start(const QList<DownloadFile>& files) {
  Q_ASSERT(!is_running() && !files.isEmpty());
  ++run_;
  files_ = files;
  done_ = 0;
  total_ = 0;
  for (const DownloadFile& file : files_) total_ += file.size;
  run(&DownloadFetcher::begin);
}

void DownloadFetcher::stop() {
  ++run_;
  if (reply_ != nullptr) {
    reply_->disconnect(this);
    reply_->abort();
    reply_->deleteLater();
    reply_ = nullptr;
  }
  part_.reset();
  existing_.reset();
  files_.clear();
}

void DownloadFetcher::run(void (DownloadFetcher::*step)()) {
  try {
    (this->*step)();
  } catch (const Error& error) {
    stop();
    emit failed(QString::fromStdString(error.what()));
  }
}

void DownloadFetcher::later(void (DownloadFetcher::*step)()) {
  QTimer::singleShot(0, this, [this, step, in_run = run_] {
    if (in_run == run_) run(step);
  });
}

QString DownloadFetcher::path_of(const DownloadFile& file) const {
  return QDir(folder_).filePath(file.name);
}

void DownloadFetcher::check_space() const {
  qint64 needed = 0;
  for (const DownloadFile& file : files_) {
    const QString path = path_of(file);
    if (QFileInfo(path).size() == file.size) continue;
    needed += file.size - std::min(file.size, QFileInfo(path + QStringLiteral(".part")).size());
  }
  const qint64 room = room_in(folder_);
  if (room >= needed) return;
  throw Error(QDir::toNativeSeparators(folder_).toStdString(),
              tr("%1 are needed, but there is only room for %2")
                  .arg(byte_text(needed), byte_text(room))
                  .toStdString(),
              tr("Free some space, or choose another folder by the variable LFPLAB_DATA").toStdString());
}

void DownloadFetcher::begin() {
  if (folder_.isEmpty())
    throw Error("LFPLAB_DATA", tr("there is no folder for data").toStdString(),
                tr("Set the variable to a folder that you may write to").toStdString());
  check_space();
  next_file();
}

void DownloadFetcher::next_file() {
  if (files_.isEmpty()) {
    stop();
    emit finished();
    return;
  }
  checked_ = 0;
  report();
  existing_ = std::make_unique<QFile>(path_of(file()));
  if (existing_->size() == file().size && existing_->open(QIODevice::ReadOnly)) {
    existing_hash_ = std::make_unique<QCryptographicHash>(QCryptographicHash::Sha256);
    later(&DownloadFetcher::check_existing);
    return;
  }
  existing_.reset();
  open_part();
}

void DownloadFetcher::check_existing() {
  const QByteArray bytes = existing_->read(4 * piece);
  if (!bytes.isEmpty()) {
    existing_hash_->addData(bytes);
    checked_ += bytes.size();
    report();
    later(&DownloadFetcher::check_existing);
    return;
  }
  existing_.reset();
  if (existing_hash_->result().toHex() == file().sha256) {
    done_ += file().size;
    files_.removeFirst();
    next_file();
    return;
  }
  open_part();
}

void DownloadFetcher::open_part() {
  part_ = std::make_unique<DownloadPart>(path_of(file()));
  if (part_->size() > file().size) part_->restart();
  later(&DownloadFetcher::check_part);
}

void DownloadFetcher::check_part() {
  if (part_->check_more())
    later(&DownloadFetcher::check_part);
  else if (part_->size() == file().size)
    finish_file();
  else
    request();
}

void DownloadFetcher::request() {
  report();
  QNetworkRequest request(file().url);
  // The file is requested uncompressed: a server that compresses it would send other bytes, and could not
  // send parts of it.
  request.setRawHeader("Accept-Encoding", "identity");
  if (part_->size() > 0) request.setRawHeader("Range", "bytes=" + QByteArray::number(part_->size()) + "-");
  has_answer_ = false;
  reply_ = network_->get(request);
  reply_->setReadBufferSize(piece);
  connect(reply_, &QNetworkReply::readyRead, this, [this] { run(&DownloadFetcher::take_bytes); });
  connect(reply_, &QNetworkReply::finished, this, [this] { run(&DownloadFetcher::take_end); });
}

/// Checks whether the reply is the requested rest or, if the server cannot send parts, the whole file.
void DownloadFetcher::take_answer() {
  has_answer_ = true;
  if (part_->size() == 0) return;
  if (status_of(*reply_) != partial_content) {
    part_->restart();
    return;
  }
  const QByteArray range = reply_->rawHeader("Content-Range");
  if (!range.startsWith("bytes " + QByteArray::number(part_->size()) + "-"))
    throw Error(file().url.toString().toStdString(),
                tr("the server sends another part than the one requested").toStdString(),
                tr("Try again later").toStdString());
}

void DownloadFetcher::take_bytes() {
  if (status_of(*reply_) >= 300) return;  // the body of an error or a redirection is not file content
  const QByteArray bytes = reply_->readAll();
  if (bytes.isEmpty()) return;
  if (!has_answer_) take_answer();
  if (part_->size() + bytes.size() > file().size) {
    part_->remove();
    throw Error(
        file().url.toString().toStdString(),
        tr("the server sends more than the %1 the file has").arg(byte_text(file().size)).toStdString(),
        tr("Try again later; if that does not help, the file has been changed").toStdString());
  }
  part_->append(bytes);
  report();
}

void DownloadFetcher::take_end() {
  take_bytes();
  const bool starts_anew = status_of(*reply_) == range_not_satisfiable && part_->size() > 0;
  if (!starts_anew && (reply_->error() != QNetworkReply::NoError || part_->size() < file().size))
    fail_by_network();
  reply_->deleteLater();
  reply_ = nullptr;
  if (starts_anew) {
    part_->restart();
    request();
  } else {
    finish_file();
  }
}

void DownloadFetcher::fail_by_network() const {
  const int status = status_of(*reply_);
  QString problem =
      tr("the connection broke off after %1 of %2").arg(byte_text(part_->size()), byte_text(file().size));
  QString remedy = tr("Try again: what has arrived is kept");
  if (status >= 400) {
    const QString reason = reply_->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    problem = tr("the server answers “%1 %2”").arg(status).arg(reason);
    remedy = tr("Try again later, or fetch the file with a browser");
  } else if (!has_answer_) {
    problem = tr("no connection (%1)").arg(reply_->errorString());
    remedy = tr("Check the network, then try again");
  }
  throw Error(file().url.toString().toStdString(), problem.toStdString(), remedy.toStdString());
}

void DownloadFetcher::finish_file() {
  if (part_->sha256() != file().sha256) {
    part_->remove();
    throw Error(file().url.toString().toStdString(),
                tr("the received file has another checksum than the published one").toStdString(),
                tr("Try again; if that does not help, the file has been changed").toStdString());
  }
  part_->finish();
  part_.reset();
  done_ += file().size;
  files_.removeFirst();
  next_file();
}

void DownloadFetcher::report() {
  const qint64 arrived = part_ ? part_->size() : checked_;
  emit progressed(file().name, done_ + arrived, total_);
}

}  // namespace lfp
