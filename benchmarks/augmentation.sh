#!/usr/bin/env bash
# What augmentation adds to an epoch: trains a MobileNetV2 of width 0.35 at 128 px with images as they lie in memory and with
# `augmentation: paper`, in turn, and compares the seconds of the epochs after the first. OPTION ... is for `run`.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat > "$folder/augmentation.yaml" <<YAML
models: [{id: mobilenet-v2, width: 0.35}]
datasets: [{id: textures, train-limit: 1600, test-limit: 64}]
strategies: [full]
budgets: [100%]
floors: false
training: {image-size: 128, epochs: 4, batch: 32, learning-rate: 0.01}
YAML

seconds() {
  # The seconds of the epochs after the first, added up.
  awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
           $column["epoch"] > 0 { sum += $column["train_seconds"] } END { print sum }' "$1/epochs.csv"
}

for pair in 1 2 3 4 5; do
  for augmentation in none paper; do
    "$home/neuronbench" run "$folder/augmentation.yaml" --quiet --set "seeds=[$pair]" \
      --set "training.augmentation=$augmentation" --out "$folder/$augmentation-$pair" "$@" > /dev/null
  done
  awk -v none="$(seconds "$folder/none-$pair")" -v paper="$(seconds "$folder/paper-$pair")" \
    'BEGIN { printf "in memory %.2f s, augmented %.2f s: %.3f times\n", none, paper, paper / none }' | tee -a "$folder/pairs"
done
sort -t: -k2 -n "$folder/pairs" | awk -F': ' 'NR == 3 { print "median:", $2 }'
