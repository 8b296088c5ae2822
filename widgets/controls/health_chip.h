#pragma once

#include "widgets/style/themed.h"

#include <QAbstractButton>
#include <QString>
#include <QStringList>

namespace lfp {

enum class Health { stable, warning, error };

/// Says at a glance whether training is sound: quiet when stable, yellow with a triangle, red with an
/// octagon. Its width never changes; a text that is too long elides, and the tooltip has all of it. clicked()
/// asks for the ledger.
class HealthChip : public QAbstractButton, public Themed {
  Q_OBJECT

 public:
  explicit HealthChip(QWidget* parent = nullptr);

  Health health() const { return health_; }
  /// For example (warning, "Feedback × 40 at layer 2").
  void set_health(Health health, const QString& text);
  /// Keeps the width free that the widest of them needs.
  void set_room_for(const QStringList& texts);
  void set_theme(const Theme& theme) override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_;
  Health health_ = Health::stable;
  QStringList texts_;
};

}  // namespace lfp
