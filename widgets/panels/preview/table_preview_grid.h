#pragma once

#include "core/data/csv/table_preview.h"
#include "widgets/style/theme.h"

#include <QTableWidget>

namespace lfp {

/// The first rows of a table below a summary of each column: its type, range, missing values and use. A click
/// changes the use.
class TablePreviewGrid final : public QTableWidget {
  Q_OBJECT

 public:
  explicit TablePreviewGrid(QWidget* parent = nullptr);

  /// `settings` are those with which the preview was made.
  void show_preview(const TablePreview& preview, const Settings& settings, const Theme& theme);

 signals:
  /// The user has changed the use of a column.
  void settings_changed(const lfp::Settings& settings);

 protected:
  /// Space changes the use of the current column, like a click.
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void add_column(int place, const ColumnPreview& column, const Theme& theme);
  void change_use(int row, int column);

  TablePreview preview_;
  Settings settings_;
};

}  // namespace lfp
