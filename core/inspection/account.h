#pragma once

#include "core/snapshot/ledger.h"
#include "core/training/backward_pass.h"

namespace lfp {

/// What becomes of the feedback that arrives at the output of a block's layer, summed over rows and outputs.
/// Works in `descent.trace`, which must hold the way up, and leaves the shares of the inputs there;
/// `shares` likewise, what goes through each parameter (empty where there are none).
LedgerRow account_of(BackwardPass& pass, std::size_t block, const Layer& layer, const Descent& descent,
                     Parameters& shares);

/// The ledger of `samples` samples that have been passed up and all the way down in `trace`, which has room
/// for feedback to the input. Overwrites what the trace holds of the way down.
Ledger ledger_of(BackwardPass& pass, const Network& network, Trace& trace, Index samples);

}  // namespace lfp
