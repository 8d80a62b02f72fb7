#!/usr/bin/env bash
# When the weight gradient of some channels is faster on gathered channels.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/../neuronbench" bench --break-even
