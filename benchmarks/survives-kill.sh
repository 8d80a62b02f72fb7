#!/usr/bin/env bash
# Kills a run again and again, by default one of 200 cells twenty times, and compares its leaderboard with that of an
# undisturbed run.
#   benchmarks/survives-kill.sh [FOLDER [EXPERIMENT [KILLS]]]
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="${1:-$(mktemp -d)}"
experiment="${2:-$home/benchmarks/kill-200.yaml}"
kills="${3:-20}"
RANDOM=7

# Takes the place of the shell it is called in, so that the kill hits the run itself.
run() {
  exec "$home/neuronbench" run "$experiment" --out "$1" --quiet --checkpoint "${@:2}"
}

finished() {
  (cd "$work/killed/cells" 2> /dev/null && find . -mindepth 2 -name cell.json -not -path './.*/*' \
    -exec grep -lE '"status" : "ok"' {} + 2> /dev/null | sort | xargs -r sha256sum) || true
}

echo "undisturbed run into $work/whole"
SECONDS=0
(run "$work/whole") > /dev/null
# Long enough to get somewhere on this machine, not long enough to end.
longest=$((SECONDS / 6 + 6))

finished > "$work/before"
for ((kill = 1; kill <= kills; kill++)); do
  run "$work/killed" > /dev/null 2>&1 &
  pid=$!
  sleep "$((2 + RANDOM % longest)).$((RANDOM % 10))"
  kill -9 "$pid" 2> /dev/null || true
  wait "$pid" 2> /dev/null || true
  finished > "$work/after"
  lost=$(comm -23 <(sort "$work/before") <(sort "$work/after") | wc -l)
  echo "kill $kill: $(wc -l < "$work/after") cells finished, $lost of those before lost or changed"
  [[ "$lost" -eq 0 ]] || exit 1
  cp "$work/after" "$work/before"
done
echo "to the end"
(run "$work/killed") > /dev/null

for folder in whole killed; do
  "$home/neuronbench" leaderboard "$work/$folder" --without-timings > "$work/$folder.txt"
done
status=0
for file in leaderboard.html leaderboard.csv cells.csv epochs.csv; do
  if cmp "$work/whole/$file" "$work/killed/$file"; then
    echo "$file: the same bytes"
  else
    status=1
  fi
done
exit $status
