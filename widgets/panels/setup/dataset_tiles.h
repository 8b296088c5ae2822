#pragma once

#include "widgets/style/themed.h"

#include <QList>
#include <QString>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace lfp {

class DatasetTile;
class MoreTile;

/// A row of small pictures with captions, one for each kind of data: toy sets show their own points, file
/// data a sheet of paper. Shows the first few and the chosen one; the last tile, "More", shows all.
class DatasetTiles final : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit DatasetTiles(QWidget* parent = nullptr);

  /// Marks the tile of that kind as the chosen one.
  void set_current(const QString& name);
  QString current() const;
  /// Returns whether all kinds are visible.
  bool shows_all() const { return shows_all_; }
  void set_theme(const Theme& theme) override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void chosen(const QString& name);
  void all_shown(bool shown);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  int columns(int width) const;
  int tile_height() const;
  /// Returns the visible tiles in reading order.
  QList<QAbstractButton*> shown_tiles(int width) const;
  void show_all(bool all);
  void place_tiles();

  Theme theme_;
  QButtonGroup* group_;
  QList<DatasetTile*> tiles_;
  MoreTile* more_;
  bool shows_all_ = false;
};

}  // namespace lfp
