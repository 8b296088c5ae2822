#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QNetworkProxyFactory>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <optional>

namespace lfp::test {

/// A web server on this computer that serves a few files, and fails as it is told to.
class HttpServer {
 public:
  HttpServer() {
    QNetworkProxyFactory::setUseSystemConfiguration(
        false);  // a proxy of the system's has no way to this computer
    if (!server_.listen(QHostAddress::LocalHost)) qFatal("no port to listen on");
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
      QTcpSocket* const socket = server_.nextPendingConnection();
      QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
      QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
        QByteArray& request = requests_[socket];
        request += socket->readAll();
        if (!request.contains("\r\n\r\n")) return;
        answer(*socket, request);
        requests_.remove(socket);
      });
    });
  }

  QUrl url(const QString& path) const {
    return {QStringLiteral("http://127.0.0.1:%1%2").arg(server_.serverPort()).arg(path)};
  }
  /// From now on nobody answers at the address.
  void stop() { server_.close(); }

  QHash<QString, QByteArray> files;   ///< by path: "/digits.gz"
  bool knows_ranges = true;           ///< else it always sends the whole
  std::optional<QByteArray> failure;  ///< sent in place of every file: "500 Internal Server Error"
  std::optional<qint64> cut_after;    ///< so many bytes are sent, then the connection closes
  std::optional<qint64> hold_after;   ///< so many bytes are sent, then nothing more
  QList<QByteArray> asked;            ///< what was asked for: "/digits.gz", "/digits.gz bytes=100-"

 private:
  void answer(QTcpSocket& socket, const QByteArray& request) {
    const QByteArray path = request.split(' ').value(1);
    QByteArray range;
    for (const QByteArray& line : request.split('\n'))
      if (line.toLower().startsWith("range:")) range = line.mid(6).trimmed();
    asked.append(range.isEmpty() ? path : path + ' ' + range);

    const auto file = files.constFind(QString::fromLatin1(path));
    if (failure || file == files.constEnd()) {
      const QByteArray text = "<html>an error page</html>";
      send_head(socket, failure.value_or("404 Not Found"), text.size(), {});
      socket.write(text);
      socket.disconnectFromHost();
      return;
    }
    const qint64 begin = knows_ranges && !range.isEmpty() ? range.mid(6).chopped(1).toLongLong() : 0;
    if (begin >= file->size() && begin > 0) {
      send_head(socket, "416 Range Not Satisfiable", 0, {});
      socket.disconnectFromHost();
      return;
    }
    QByteArray body = file->mid(begin);
    const QByteArray content_range = "Content-Range: bytes " + QByteArray::number(begin) + "-" +
                                     QByteArray::number(file->size() - 1) + "/" +
                                     QByteArray::number(file->size()) + "\r\n";
    send_head(socket, begin > 0 ? "206 Partial Content" : "200 OK", body.size(),
              begin > 0 ? content_range : "");
    const auto limit = cut_after ? cut_after : hold_after;
    socket.write(limit ? body.first(std::min(*limit, body.size())) : body);
    if (!hold_after) socket.disconnectFromHost();
  }

  static void send_head(QTcpSocket& socket, const QByteArray& status, qint64 size, const QByteArray& more) {
    socket.write("HTTP/1.1 " + status + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
                 QByteArray::number(size) + "\r\nConnection: close\r\n" + more + "\r\n");
  }

  QTcpServer server_;
  QHash<QTcpSocket*, QByteArray> requests_;
};

}  // namespace lfp::test
