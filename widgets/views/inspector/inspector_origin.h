#pragma once

#include "core/experiment/experiment.h"
#include "core/feedback/feedback_origin.h"
#include "widgets/views/inspector/inspector_rows.h"

#include <QString>

namespace lfp {

/// Where the feedback of an output comes from: its formula with the numbers, one field a term, by their
/// order.
InspectorRow origin_row(const RunSpec& run, const FeedbackOrigin& origin);
/// What that means in a sentence: why R has its sign, and where the update moves the logit.
QString origin_sentence(const FeedbackOrigin& origin, double feedback);

}  // namespace lfp
