#include "app/window/help_pages.h"

#include "widgets/controls/formula_label.h"
#include "widgets/style/icons.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lfp {

namespace {

struct Help {
  Q_DECLARE_TR_FUNCTIONS(Help)
};

QString colours_of_signs(Theme::Scales scales) {
  switch (scales) {
    case Theme::Scales::orange_blue:
      break;
    case Theme::Scales::green_purple:
      return Help::tr("Green is positive and purple is negative");
    case Theme::Scales::red_cyan:
      return Help::tr("Red is positive and cyan is negative");
  }
  return Help::tr("Orange is positive and blue is negative");
}

/// A page of headings, paragraphs and formulas, in a dialog that deletes itself.
class Page {
 public:
  Page(const QString& title, QSize size, const Theme& theme, QWidget* parent)
      : theme_(theme), dialog_(new QDialog(parent)), sheet_(new QWidget), column_(new QVBoxLayout(sheet_)) {
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    dialog_->setWindowTitle(title);
    dialog_->resize(theme.px(size.width()), theme.px(size.height()));
    const int margin = theme.px(24);
    column_->setContentsMargins(margin, theme.px(16), margin, theme.px(16));
    column_->setSpacing(theme.px(8));
  }

  void heading(const QString& text) { add_label(text, theme_.bold()); }
  void paragraph(const QString& text) { add_label(text, theme_.body()); }

  void picture(const QIcon& icon, double side) {
    auto* label = new QLabel(sheet_);
    label->setObjectName(QStringLiteral("help.picture"));
    label->setPixmap(icon.pixmap(QSize(theme_.px(side), theme_.px(side)), dialog_->devicePixelRatioF()));
    column_->addWidget(label);
  }

  void formula(const QString& text) {
    auto* label = new FormulaLabel(sheet_);
    label->set_theme(theme_);
    label->set_formula(text);
    column_->addWidget(label);
  }

  void show() {
    column_->addStretch();
    auto* area = new QScrollArea(dialog_);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(sheet_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog_);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog_, &QDialog::reject);
    auto* all = new QVBoxLayout(dialog_);
    all->addWidget(area, 1);
    all->addWidget(buttons);
    dialog_->show();
  }

 private:
  void add_label(const QString& text, const QFont& font) {
    auto* label = new QLabel(text, sheet_);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setOpenExternalLinks(true);
    column_->addWidget(label);
  }

  const Theme& theme_;
  QDialog* dialog_;
  QWidget* sheet_;
  QVBoxLayout* column_;
};

}  // namespace

void show_method_page(const Theme& theme, QWidget* parent) {
  Page page(Help::tr("What is LFP?"), QSize(620, 700), theme, parent);
  page.heading(Help::tr("Learning from feedback instead of gradients"));
  page.paragraph(Help::tr(
      "In layer-wise feedback propagation (LFP) every output of the network learns how well it did, as "
      "one number: "
      "its feedback R. Positive feedback rewards, negative feedback punishes. The feedback is then handed "
      "down "
      "layer by layer, and every connection is strengthened or weakened by the share that flowed through "
      "it."));
  page.heading(Help::tr("1  Forward"));
  page.paragraph(Help::tr("Each neuron sums its weighted inputs and its bias, and applies its activation:"));
  page.formula(QStringLiteral("z_j = Σ_i a_i w_{ji} + b_j,   a_j = act(z_j)"));
  page.heading(Help::tr("2  Output feedback"));
  page.paragraph(Help::tr(
      "A feedback function compares the outputs o with the label y. With softmax feedback, p = softmax(o):"));
  page.formula(QStringLiteral("R_c = o_c (y_c − p_c)"));
  page.heading(Help::tr("3  Distribute"));
  page.paragraph(Help::tr(
      "Each neuron hands its feedback to the neurons below, in proportion to what each contributed to its "
      "own value. A rule says what exactly counts as the contribution; for LFP-0 and, with a small ε "
      "against division by zero, for LFP-ε:"));
  page.formula(QStringLiteral("R_{i←j} = \\frac{a_i w_{ji}}{z_j} R_j,   R_i = Σ_j R_{i←j}"));
  page.heading(Help::tr("4  Update"));
  page.paragraph(
      Help::tr("A weight grows or shrinks by the feedback that flowed through it, scaled by its own size:"));
  page.formula(QStringLiteral("Δw_{ji} = |w_{ji}| Σ_n \\frac{a_i R_j}{z_j}"));
  page.heading(Help::tr("What follows from this"));
  page.paragraph(Help::tr(
      "No derivative is taken anywhere, so a step activation trains like any other. Because of the factor "
      "|w| weights are pushed towards zero or away from it, but seldom through it: their signs are kept, a "
      "weight of exactly zero stays zero, and weights of no use fade away. Gradient descent has no such "
      "habit; compare the sign flips of the two runs."));
  page.paragraph(
      Help::tr("For ReLU networks, LFP-0 with softmax feedback changes each weight by |w| times the negative "
               "gradient of the cross-entropy: the two methods are closer than they look."));
  page.heading(Help::tr("Reading the colours"));
  page.paragraph(Help::tr("%1, everywhere. Magenta with a diamond is a sign flip: the weight has another "
                          "sign than at step 0.")
                     .arg(colours_of_signs(theme.scales)));
  page.show();
}

void show_about_page(const Theme& theme, QWidget* parent) {
  Page page(Help::tr("About LFP Lab"), QSize(480, 420), theme, parent);
  page.picture(application_icon(), 64);
  page.heading(QStringLiteral("LFP Lab %1").arg(QCoreApplication::applicationVersion()));
  page.paragraph(Help::tr("Layer-wise feedback propagation, seen step by step."));
  page.heading(Help::tr("Licence"));
  page.paragraph(Help::tr(
      "Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes "
      "with no warranty."));
  page.heading(Help::tr("Patents"));
  page.paragraph(Help::tr(
      "LFP builds on layer-wise relevance propagation (LRP). The authors of the reference implementation "
      "state that LRP is patented for commercial use in some countries. If you mean to use it "
      "commercially, check this for your country first."));
  page.heading(Help::tr("Made with"));
  page.paragraph(
      Help::tr("Qt %1, QCustomPlot, Eigen, OpenBLAS, nlohmann-json, CLI11, muParser, zlib, libzip, "
               "libarchive, libcsv, libpng and libjpeg-turbo.")
          .arg(QLatin1String(qVersion())));
  page.show();
}

}  // namespace lfp
