#include "widgets/panels/network_section.h"

#include "core/network/initialiser.h"
#include "widgets/controls/choice_field.h"
#include "widgets/controls/section.h"
#include "widgets/panels/layer_card.h"
#include "widgets/panels/layer_sizes.h"
#include "widgets/panels/line.h"
#include "widgets/panels/lock.h"
#include "widgets/panels/network_edits.h"
#include "widgets/style/frames.h"
#include "widgets/style/icons.h"
#include "widgets/style/number_text.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace lfp {
namespace {

QList<ChoiceItem> initialiser_items() {
  QList<ChoiceItem> items;
  for (const std::string& name : initialiser_names()) {
    const QString text = QString::fromStdString(name);
    items.append({text, readable_name(text), NetworkSection::tr("How initial weights are drawn")});
  }
  return items;
}

/// "2 (x₁, x₂)" or "28 × 28 = 784".
QString input_text(const Shape& shape) {
  if (!shape.is_image()) {
    if (shape.channels == 2) return NetworkSection::tr("2 (x₁, x₂)");
    return count_text(shape.channels);
  }
  const QString plane = QStringLiteral("%1 × %2").arg(shape.height).arg(shape.width);
  const QString sides =
      shape.channels == 1 ? plane : QStringLiteral("%1 × %2").arg(shape.channels).arg(plane);
  return QStringLiteral("%1 = %2").arg(sides, count_text(shape.size()));
}

}  // namespace

/// What arrives at the first layer.
class InputCard : public QWidget {
 public:
  explicit InputCard(QWidget* parent)
      : QWidget(parent), title_(new QLabel(NetworkSection::tr("Input"), this)), size_(new QLabel(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(title_);
    row->addWidget(size_, 1, Qt::AlignRight);
  }

  void set_text(const QString& text) { size_->setText(text); }
  void set_theme(const Theme& theme) {
    theme_ = theme;
    title_->setFont(theme.bold());
    size_->setFont(theme.small());
    QPalette muted = size_->palette();
    muted.setColor(QPalette::WindowText, theme.muted_text);
    size_->setPalette(muted);
    update();
  }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint_frame(painter, rect(), theme_.alternate_base, theme_.separator, 1, theme_.px(4));
  }

 private:
  Theme theme_ = Theme::make(Theme::Kind::light);
  QLabel* title_;
  QLabel* size_;
};

namespace {

/// The button under the last card: a dashed frame that invites one more.
class AddButton : public QPushButton, public Themed {
 public:
  using QPushButton::QPushButton;
  void set_theme(const Theme& theme) override {
    theme_ = theme;
    setIcon(icon("plus", theme));
    setIconSize(QSize(theme.px(14), theme.px(14)));
    update();
  }
  QSize sizeHint() const override { return {theme_.px(120), theme_.px(26)}; }

 protected:
  void paintEvent(QPaintEvent* /*event*/) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isDown()                      ? theme_.selection
                     : underMouse() && isEnabled() ? theme_.alternate_base
                                                   : theme_.base);
    painter.setPen(QPen(isEnabled() ? theme_.control_border : theme_.separator, 1, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme_.px(4), theme_.px(4));
    const int side = theme_.px(14);
    const int text_width = fontMetrics().horizontalAdvance(text());
    const int left = (width() - side - theme_.px(6) - text_width) / 2;
    icon().paint(&painter, QRect(left, (height() - side) / 2, side, side), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    painter.setPen(isEnabled() ? theme_.text : theme_.disabled_text);
    painter.drawText(rect().adjusted(left + side + theme_.px(6), 0, 0, 0), Qt::AlignVCenter, text());
    if (hasFocus()) paint_focus(painter, rect(), theme_);
  }

 private:
  QIcon icon() const { return QAbstractButton::icon(); }
  static QIcon icon(const QString& name, const Theme& theme) { return lfp::icon(name, theme); }

  Theme theme_ = Theme::make(Theme::Kind::light);
};

}  // namespace

NetworkSection::NetworkSection(ExperimentEditor& editor, QWidget* parent)
    : QWidget(parent),
      editor_(editor),
      section_(new Section(tr("Network"), this)),
      theme_(Theme::make(Theme::Kind::light)),
      input_(new InputCard(this)),
      stack_(new QWidget(this)),
      add_(new AddButton(tr("Add layer"), this)),
      initialiser_(new ChoiceField(tr("Initialiser"), initialiser_items(), this)),
      drop_line_(new Line(&Theme::accent, stack_)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(section_);
  auto* rows = new QVBoxLayout(stack_);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(input_);
  add_->setFocusPolicy(Qt::TabFocus);
  drop_line_->hide();
  section_->content()->addWidget(stack_);
  section_->content()->addWidget(add_);
  section_->content()->addWidget(initialiser_);

  connect(add_, &QPushButton::clicked, this,
          [this] { editor_.add_layer(static_cast<int>(editor_.experiment().network.layers.size()) - 2); });
  connect(initialiser_, &ChoiceField::chosen, this, [this](const QString& name) {
    Experiment next = editor_.experiment();
    next.network.initialiser = name.toStdString();
    editor_.edit(tr("Change the initialiser"), std::move(next));
  });
  connect(&editor_, &ExperimentEditor::experiment_changed, this, &NetworkSection::refresh);
  connect(&editor_, &ExperimentEditor::data_facts_changed, this, &NetworkSection::refresh);
  refresh();
}

void NetworkSection::set_run(std::size_t run) {
  run_ = run;
  refresh();
}

void NetworkSection::set_locked(const QString& reason) {
  lock_reason_ = reason;
  for (LayerCard* card : cards_) card->set_locked(reason);
  for (QWidget* part : std::initializer_list<QWidget*>{add_, initialiser_}) set_lock(*part, reason);
}

void NetworkSection::set_theme(const Theme& theme) {
  theme_ = theme;
  input_->set_theme(theme);
  initialiser_->combo()->setFont(theme.small());
}

/// The run whose rule the cards show: the chosen one, or else the first that has rules at all.
std::optional<std::size_t> NetworkSection::rule_run() const {
  const auto& runs = editor_.experiment().runs;
  if (run_ < runs.size() && runs[run_].method == Method::lfp) return run_;
  for (std::size_t run = 0; run < runs.size(); ++run)
    if (runs[run].method == Method::lfp) return run;
  return std::nullopt;
}

void NetworkSection::refresh() {
  match_cards();
  show_sizes();
  initialiser_->set_current(QString::fromStdString(editor_.experiment().network.initialiser));
  set_locked(lock_reason_);
}

void NetworkSection::match_cards() {
  const auto count = static_cast<qsizetype>(editor_.experiment().network.layers.size());
  while (cards_.size() > count) {
    // Later: this may have been asked for by a control of that very card.
    cards_.last()->hide();
    cards_.takeLast()->deleteLater();
  }
  while (cards_.size() < count) {
    auto* card = new LayerCard(editor_, static_cast<int>(cards_.size()), stack_);
    apply_theme(*card, theme_);
    connect(card, &LayerCard::drag_moved, this, &NetworkSection::show_drop);
    connect(card, &LayerCard::drag_ended, this, &NetworkSection::drop);
    stack_->layout()->addWidget(card);
    cards_.append(card);
  }
  drop_line_->raise();
}

void NetworkSection::show_sizes() {
  const Experiment& experiment = editor_.experiment();
  const auto& facts = editor_.data_facts();
  input_->set_text(facts ? input_text(facts->shape) : QString());
  const auto sizes = facts ? layer_sizes(experiment.network, facts->shape) : std::vector<LayerSize>{};
  std::int64_t total = 0;
  for (const LayerSize& size : sizes) total += size.parameters;
  section_->set_summary(sizes.size() == experiment.network.layers.size()
                            ? tr("%1 parameters").arg(count_text(total))
                            : QString());
  const auto run = rule_run();
  for (qsizetype layer = 0; layer < cards_.size(); ++layer) {
    const auto place = static_cast<std::size_t>(layer);
    cards_[layer]->refresh(run, place < sizes.size() ? std::optional(sizes[place]) : std::nullopt);
  }
}

/// Before which card a layer dropped there would come; the output card stays last.
int NetworkSection::place_at(const QPoint& global_position) const {
  const int y = stack_->mapFromGlobal(global_position).y();
  const auto hidden = std::max<qsizetype>(cards_.size() - 1, 0);
  const auto first_below = std::find_if(cards_.begin(), cards_.begin() + hidden, [y](const LayerCard* card) {
    return y < card->geometry().center().y();
  });
  return static_cast<int>(first_below - cards_.begin());
}

void NetworkSection::show_drop(int layer, const QPoint& global_position) {
  const int place = place_at(global_position);
  drop_line_->setVisible(place != layer && place != layer + 1);
  const int height = theme_.px(3);
  const int gap = stack_->layout()->spacing();
  const int top = cards_[place]->y() - (gap + height) / 2;
  drop_line_->setGeometry(0, top, stack_->width(), height);
}

void NetworkSection::drop(int layer, const QPoint& global_position) {
  drop_line_->hide();
  const int place = place_at(global_position);
  editor_.move_layer(layer, place > layer ? place - 1 : place);
}

}  // namespace lfp
