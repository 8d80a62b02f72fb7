#!/usr/bin/env bash
# Speed against peers: 20 steps a measurement, so that planning a step weighs as little as in an epoch.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/../neuronbench" bench --steps 20 --csv bench.csv "$@"
