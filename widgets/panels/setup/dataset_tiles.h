#pragma once

#include "widgets/style/themed.h"

#include <QList>
#include <QString>
#include <QWidget>

class QButtonGroup;

namespace lfp {

class DatasetTile;

/// A row of small pictures, one for each kind of data: toy sets by their own points, data from files by a
/// sheet of paper. Breaks into rows where the tiles would become too small.
class DatasetTiles final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit DatasetTiles(QWidget* parent = nullptr);

  /// Marks the tile of that kind.
  void set_current(const QString& name);
  QString current() const;
  void set_theme(const Theme& theme) override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void chosen(const QString& name);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  int columns(int width) const;
  void place_tiles();

  Theme theme_;
  QButtonGroup* group_;
  QList<DatasetTile*> tiles_;
};

}  // namespace lfp
