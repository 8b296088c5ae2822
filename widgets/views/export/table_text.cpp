#include "widgets/views/export/table_text.h"

#include "core/files/csv_text.h"

#include <algorithm>
#include <string>

namespace lfp {

namespace {

constexpr qsizetype smallest_text = 1024;

}  // namespace

TableText::TableText(std::string_view header, Progress* progress, std::int64_t rows)
    : progress_(progress), all_rows_(rows) {
  write(header);
  write("\n");
}

void TableText::grow(qsizetype bytes) {
  text_.resize(std::max({smallest_text, 2 * text_.size(), used_ + bytes}));
}

void TableText::tell() {
  told_ = used_;
  if (progress_ != nullptr) progress_->at(rows_, all_rows_);
}

void TableText::add(std::string_view text) {
  write(csv_field(text));
  write(",");
}

void TableText::add(const QString& text) {
  add(std::string_view(text.toStdString()));
}

QByteArray TableText::text() {
  if (is_empty()) return {};
  text_.resize(used_);
  return text_;
}

}  // namespace lfp
