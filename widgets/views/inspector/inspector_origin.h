#pragma once

#include "core/experiment/experiment.h"
#include "core/feedback/feedback_origin.h"
#include "widgets/views/inspector/inspector_rows.h"

#include <QString>

namespace lfp {

/// Returns the formula for the feedback of an output with its numbers: one field per term, in the order of
/// the terms.
InspectorRow origin_row(const RunSpec& run, const FeedbackOrigin& origin);
/// Explains the formula in a sentence: why R has its sign, and where the update moves the logit.
QString origin_sentence(const FeedbackOrigin& origin, double feedback);

}  // namespace lfp
