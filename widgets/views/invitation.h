#pragma once

#include "widgets/style/themed.h"

#include <QLabel>
#include <QPushButton>
#include <QString>
#include <QWidget>

namespace lfp {

/// Lies over a view that has nothing to show before training: says what will be seen there and has a button
/// that trains.
class Invitation final : public QWidget, public Themed {
  Q_OBJECT

 public:
  /// As large as `view`, now and later.
  explicit Invitation(QWidget& view);

  void set_words(const QString& what);
  void set_theme(const Theme& theme) override;

 signals:
  void accepted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QLabel* words_;
  QPushButton* train_;
};

}  // namespace lfp
