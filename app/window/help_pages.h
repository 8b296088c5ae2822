#pragma once

class QWidget;

namespace lfp {

struct Theme;

/// The method on one page, with its formulas.
void show_method_page(const Theme& theme, QWidget* parent);
/// Version, licence, and the note about patents.
void show_about_page(const Theme& theme, QWidget* parent);

}  // namespace lfp
