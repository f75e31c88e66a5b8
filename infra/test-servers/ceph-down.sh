#!/usr/bin/env bash
# Stops what ceph-up.sh started in DIR: asks first, ends whatever is left after ten seconds.
set -u
dir=${1:?folder}
pids=$(cat "$dir"/{rgw,osd,mon}.pid 2>/dev/null)
[ -n "$pids" ] || exit 0
kill $pids 2>/dev/null
any_left() { for pid in $pids; do kill -0 "$pid" 2>/dev/null && return 0; done; return 1; }
for _ in $(seq 50); do any_left || break; sleep 0.2; done
any_left && kill -9 $pids 2>/dev/null
rm -f "$dir"/{rgw,osd,mon}.pid
