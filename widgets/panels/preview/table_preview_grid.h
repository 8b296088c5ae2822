#pragma once

#include "core/data/csv/table_preview.h"
#include "widgets/style/theme.h"

#include <QTableWidget>

namespace lfp {

/// The first rows of a table, below what is known of each column: its type, range, missing values, and what
/// it is used for, which a click changes.
class TablePreviewGrid final : public QTableWidget {
  Q_OBJECT

 public:
  explicit TablePreviewGrid(QWidget* parent = nullptr);

  /// `settings` are those that the preview was made with.
  void show_preview(const TablePreview& preview, const Settings& settings, const Theme& theme);

 signals:
  /// A person gave a column another use.
  void settings_changed(const lfp::Settings& settings);

 protected:
  /// Space changes the use of the current column, as a click does.
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void add_column(int place, const ColumnPreview& column, const Theme& theme);
  void change_use(int row, int column);

  TablePreview preview_;
  Settings settings_;
};

}  // namespace lfp
