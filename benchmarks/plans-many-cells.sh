#!/usr/bin/env bash
# Plans 20,000 cells of five models and four datasets, and says how long it took and how much memory was resident.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat > "$folder/many.yaml" <<YAML
models: [micro, mobilenet-v2, resnet-18, cifar-resnet-20, cifar-resnet-32]
datasets: [shapes, glyphs, textures, primitives]
strategies: [velocity, velocity-per-parameter, random, static-random, {id: velocity, mu: 0.9}, {id: velocity, mu: 0.1}, {id: velocity, mu: 0.2}, {id: velocity, mu: 0.3}]
budgets: [5%, 10%, 20%, 30%, 40%]
seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]
training: {image-size: 32, epochs: 1}
YAML
"$home/neuronbench" --version > /dev/null # builds, if need be
started=$SECONDS
"$home/neuronbench" plan "$folder/many.yaml" --out "$folder/results" > "$folder/plan" &
plan=$!
peak=0
while kill -0 $plan 2> /dev/null; do # VmHWM is the most that was resident so far
  seen="$(awk '/^VmHWM/ { print $2 }' "/proc/$plan/status" 2> /dev/null || true)"
  peak="${seen:-$peak}"
  sleep 0.2
done
wait $plan
grep ' cells of ' "$folder/plan"
printf '%d s, %d MB resident\n' $((SECONDS - started)) $((peak / 1000))
