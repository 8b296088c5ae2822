#include "widgets/panels/download/download_fetcher.h"

#include "tests/support/http_server.h"
#include "tests/support/qt_test.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkProxyFactory>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include <sys/resource.h>

namespace lfp::test::download_fetcher_test {

namespace {

QByteArray content(qint64 size) {
  QByteArray bytes;
  for (qint64 at = 0; at < size; ++at) bytes.append(static_cast<char>(at * at * 31 >> 4));
  return bytes;
}

QByteArray sha256(const QByteArray& bytes) {
  return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// A server with two files, a folder for them, and a fetcher between.
struct Fixture {
  Fixture() {
    server.files[QStringLiteral("/a")] = large;
    server.files[QStringLiteral("/b")] = small;
  }

  QList<DownloadFile> files() const {
    return {{QStringLiteral("set/a"), server.url(QStringLiteral("/a")), large.size(), sha256(large)},
            {QStringLiteral("set/b"), server.url(QStringLiteral("/b")), small.size(), sha256(small)}};
  }
  QString path(const QString& name) const { return folder.filePath(name); }
  QByteArray read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
  }
  void write(const QString& name, const QByteArray& bytes) const {
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
  }
  QStringList names() const { return QDir(path(QStringLiteral("set"))).entryList(QDir::Files, QDir::Name); }

  /// Fetches everything; "" or how it failed.
  QString fetch(const QList<DownloadFile>& asked) {
    DownloadFetcher fetcher(folder.path());
    return fetch(fetcher, asked);
  }
  QString fetch() { return fetch(files()); }
  static QString fetch(DownloadFetcher& fetcher, const QList<DownloadFile>& asked) {
    const QSignalSpy finished(&fetcher, &DownloadFetcher::finished);
    const QSignalSpy failed(&fetcher, &DownloadFetcher::failed);
    fetcher.start(asked);
    if (!QTest::qWaitFor([&] { return finished.count() + failed.count() > 0; }, 20'000))
      return "nothing happens";
    if (fetcher.is_running()) return "it goes on";
    return failed.isEmpty() ? QString() : failed.first().first().toString();
  }
  /// Starts, and stops once `size` bytes of the first file have arrived and the server keeps silent.
  void fetch_in_part(qint64 size) {
    server.hold_after = size;
    DownloadFetcher fetcher(folder.path());
    fetcher.start(files());
    QTRY_COMPARE(QFileInfo(path(QStringLiteral("set/a.part"))).size(), size);
    fetcher.stop();
    QVERIFY(!fetcher.is_running());
    server.hold_after.reset();
  }

  const QByteArray large = content(3'000'000);
  const QByteArray small = content(1'000);
  HttpServer server;
  QTemporaryDir folder;
};

/// As if the disk were full: no file of this program grows beyond `bytes`.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*signal_)(int);
};

void verify_says(const QString& message, const QStringList& parts) {
  for (const QString& part : parts)
    QVERIFY2(message.contains(part), qPrintable(QStringLiteral("“%1” lacks “%2”").arg(message, part)));
}

}  // namespace

class DownloadFetcherTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QNetworkProxyFactory::setUseSystemConfiguration(false); }

  void files_arrive_whole() {
    Fixture at;
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.read("set/a"), at.large);
    QCOMPARE(at.read("set/b"), at.small);
    QCOMPARE(at.names(), QStringList({"a", "b"}));
  }

  void progress_counts_the_bytes_of_all_files() {
    Fixture at;
    DownloadFetcher fetcher(at.folder.path());
    QSignalSpy progressed(&fetcher, &DownloadFetcher::progressed);
    QCOMPARE(Fixture::fetch(fetcher, at.files()), QString());
    qint64 before = 0;
    for (const auto& arguments : progressed) {
      QVERIFY(arguments.at(1).toLongLong() >= before);
      before = arguments.at(1).toLongLong();
      QCOMPARE(arguments.at(2).toLongLong(), at.large.size() + at.small.size());
    }
    QCOMPARE(before, at.large.size() + at.small.size());
    QCOMPARE(progressed.first().first().toString(), "set/a");
    QCOMPARE(progressed.last().first().toString(), "set/b");
  }

  void files_that_are_there_are_left_alone() {
    Fixture at;
    QCOMPARE(at.fetch(), QString());
    at.server.asked.clear();
    QCOMPARE(at.fetch(), QString());
    QVERIFY(at.server.asked.isEmpty());
  }

  void damaged_files_are_fetched_anew() {
    Fixture at;
    at.write("set/b", QByteArray(1'000, 'x'));
    at.write("set/a", "short");
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.read("set/a"), at.large);
    QCOMPARE(at.read("set/b"), at.small);
  }

  void stopped_download_goes_on_where_it_was() {
    Fixture at;
    at.fetch_in_part(1'200'000);
    QCOMPARE(at.names(), QStringList{"a.part"});
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.server.asked, QList<QByteArray>({"/a", "/a bytes=1200000-", "/b"}));
    QCOMPARE(at.read("set/a"), at.large);
    QCOMPARE(at.names(), QStringList({"a", "b"}));
  }

  void server_without_ranges_sends_the_whole_again() {
    Fixture at;
    at.fetch_in_part(1'200'000);
    at.server.knows_ranges = false;
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.read("set/a"), at.large);
  }

  void part_that_is_whole_needs_no_server() {
    Fixture at;
    at.write("set/a.part", at.large);
    at.write("set/b.part", at.small);
    QCOMPARE(at.fetch(), QString());
    QVERIFY(at.server.asked.isEmpty());
    QCOMPARE(at.read("set/a"), at.large);
  }

  void part_that_is_too_long_is_begun_anew() {
    Fixture at;
    at.write("set/b.part", content(5'000));
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.read("set/b"), at.small);
  }

  void file_that_has_become_shorter_on_the_server_is_an_error() {
    Fixture at;
    at.fetch_in_part(1'200'000);
    at.server.files["/a"] = at.large.first(1'000'000);
    verify_says(at.fetch(), {at.server.url("/a").toString(), "broke off", "what has arrived is kept"});
    QVERIFY(!QFile::exists(at.path("set/a")));
  }

  void wrong_checksum_leaves_nothing_behind() {
    Fixture at;
    at.server.files["/a"][1'234'567] = static_cast<char>(at.large[1'234'567] + 1);
    verify_says(at.fetch(), {at.server.url("/a").toString(), "another checksum"});
    QCOMPARE(at.names(), QStringList());
  }

  void damaged_part_is_noticed_and_begun_anew_the_next_time() {
    Fixture at;
    at.write("set/a.part", QByteArray(1'000, 'x'));
    verify_says(at.fetch(), {"another checksum"});
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.read("set/a"), at.large);
  }

  void more_bytes_than_published_are_refused() {
    Fixture at;
    at.server.files["/b"] += "more";
    verify_says(at.fetch(), {at.server.url("/b").toString(), "sends more than"});
    QCOMPARE(at.names(), QStringList{"a"});
  }

  void cut_connection_keeps_what_arrived() {
    Fixture at;
    at.server.cut_after = 2'000'000;
    verify_says(at.fetch(), {at.server.url("/a").toString(), "broke off after", "what has arrived is kept"});
    QCOMPARE(at.read("set/a.part"), at.large.first(2'000'000));
    at.server.cut_after.reset();
    QCOMPARE(at.fetch(), QString());
    QCOMPARE(at.server.asked.last(), "/b");
    QVERIFY(at.server.asked.contains("/a bytes=2000000-"));
    QCOMPARE(at.read("set/a"), at.large);
  }

  void errors_of_the_server_are_told_and_not_written() {
    Fixture at;
    at.server.failure = "500 Internal Server Error";
    verify_says(at.fetch(), {at.server.url("/a").toString(), "“500 Internal Server Error”"});
    at.server.failure.reset();
    at.server.files.remove("/a");
    verify_says(at.fetch(), {"“404 Not Found”"});
    QVERIFY(!QFile::exists(at.path("set/a")));
    QCOMPARE(QFileInfo(at.path("set/a.part")).size(), 0);
  }

  void no_network_is_told() {
    Fixture at;
    at.server.stop();
    verify_says(at.fetch(), {at.server.url("/a").toString(), "no connection", "Check the network"});
  }

  void folder_that_cannot_be_made_is_named() {
    Fixture at;
    at.write("set", "a file where the folder should be");
    verify_says(at.fetch(), {at.path("set"), "the folder cannot be made", "LFPLAB_DATA"});
    DownloadFetcher nowhere((QString()));
    verify_says(Fixture::fetch(nowhere, at.files()), {"LFPLAB_DATA", "no folder for data"});
  }

  void too_little_room_is_told_before_anything_is_fetched() {
    Fixture at;
    auto files = at.files();
    files[1].size = qint64{1} << 60;
    verify_says(at.fetch(files),
                {at.folder.path(), "are needed, but there is only room for", "Free some space"});
    QVERIFY(at.server.asked.isEmpty());
  }

  void file_that_cannot_be_written_to_its_end_is_named() {
    Fixture at;
    const FileSizeLimit limit(500'000);
    verify_says(at.fetch(), {at.path("set/a.part"), "cannot be written", "Free some space"});
    QVERIFY(!QFile::exists(at.path("set/a")));
  }

  void it_can_be_used_again_after_it_failed_or_was_stopped() {
    Fixture at;
    DownloadFetcher fetcher(at.folder.path());
    at.server.failure = "503 Service Unavailable";
    verify_says(Fixture::fetch(fetcher, at.files()), {"503"});
    at.server.failure.reset();
    fetcher.start(at.files());
    fetcher.stop();
    QCOMPARE(Fixture::fetch(fetcher, at.files()), QString());
    QCOMPARE(at.read("set/a"), at.large);
  }
};

}  // namespace lfp::test::download_fetcher_test

LFPLAB_QT_TEST(download_fetcher_test, DownloadFetcherTest)
#include "download_fetcher_test.moc"
