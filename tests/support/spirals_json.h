#pragma once

#include <string>

#include <gtest/gtest.h>

#define EXPECT_STARTS(text, start) EXPECT_EQ((text).substr(0, std::string(start).size()), start) << (text)

namespace lfp::test {

/// An experiment as a person writes it.
inline const std::string spirals = R"({
  "format": "lfplab-experiment", "version": 1, "name": "Two spirals", "seed": 7,
  "dataset": { "kind": "spirals", "samples": 1000, "noise": 0.1, "test_fraction": 0.2 },
  "network": { "initialiser": "kaiming_uniform",
               "layers": [ { "kind": "dense", "units": 32, "activation": "relu" },
                           { "kind": "dense", "units": 2 } ] },
  "batch_size": 64, "batch_reduction": "sum", "stop": { "epochs": 50 },
  "runs": [ { "name": "LFP-epsilon", "method": "lfp", "rule": { "name": "epsilon", "epsilon": 0.001 },
              "feedback": { "name": "softmax" },
              "optimiser": { "name": "sgd", "learning_rate": 1, "momentum": 0.9 }, "clip_norm": 3.0 },
            { "name": "Gradient", "method": "gradient", "loss": "cross_entropy",
              "optimiser": { "name": "sgd", "learning_rate": 0.1 } } ] })";

}  // namespace lfp::test
