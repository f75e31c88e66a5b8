#!/usr/bin/env bash
# Starts a throw-away S3 server for tests: one Ceph monitor, one OSD, one radosgw, all on 127.0.0.1.
# usage: ceph-up.sh DIR S3_PORT MON_PORT [STORE]        stop with: ceph-down.sh DIR
# STORE is where objects are: memstore (in memory, the default) or bluestore (in DIR, written through to its disk).
# Prints KEY=VALUE lines when it serves. Debian packages: ceph-mon ceph-osd radosgw ceph-common curl.
set -euo pipefail
dir=${1:?folder}; s3_port=${2:?S3 port}; mon_port=${3:?monitor port}; store=${4:-memstore}
dir=$(mkdir -p "$dir" && cd "$dir" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
for program in ceph-mon ceph-osd radosgw radosgw-admin ceph curl; do
  command -v "$program" >/dev/null || { echo "$program is missing: apt-get install -y --no-install-recommends ceph-mon ceph-osd radosgw ceph-common curl" >&2; exit 3; }
done
rm -rf "$dir"/{mon,osd,rgw,log,run,keyring,monmap,*.pid}   # throw-away: what an earlier start left is not wanted
mkdir -p "$dir"/{mon,osd,rgw,log,run}
export CEPH_CONF="$dir/ceph.conf"
new_id() { cat /proc/sys/kernel/random/uuid; }
fsid=$(new_id)
sed -e "s|@DIR@|$dir|g" -e "s|@FSID@|$fsid|g" -e "s|@MON_PORT@|$mon_port|g" -e "s|@S3_PORT@|$s3_port|g" -e "s|@STORE@|$store|g" "$here/ceph.conf.template" >"$CEPH_CONF"

monmaptool --create --clobber --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" "$dir/monmap" >/dev/null
keyring() { ceph-authtool "$dir/keyring" --gen-key "$@" >/dev/null; }
ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
keyring -n client.admin --cap mon 'allow *' --cap osd 'allow *'
ceph-authtool --create-keyring "$dir/osd/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' >/dev/null
ceph-authtool --create-keyring "$dir/rgw/keyring" --gen-key -n client.rgw --cap mon 'allow rw' --cap osd 'allow rwx' >/dev/null
ceph-authtool "$dir/keyring" --import-keyring "$dir/osd/keyring" >/dev/null
ceph-authtool "$dir/keyring" --import-keyring "$dir/rgw/keyring" >/dev/null

# Each server runs in its own session, so that stopping a test does not stop it by accident; its pid is its handle.
serve() { local name=$1; shift; setsid "$@" -f -c "$CEPH_CONF" >>"$dir/log/boot" 2>&1 </dev/null & echo $! >"$dir/$name.pid"; }
alive() { kill -0 "$(cat "$dir/$1.pid")" 2>/dev/null || { tail -20 "$dir/log/boot" >&2; "$here/ceph-down.sh" "$dir"; exit 1; }; }
await() { local name=$1; shift; for _ in $(seq 300); do "$@" && return 0; sleep 0.1; alive "$name"; done; tail -20 "$dir/log/boot" >&2; exit 1; }

ceph-mon --mkfs -i a --monmap "$dir/monmap" -c "$CEPH_CONF" --keyring "$dir/keyring" 2>>"$dir/log/boot"
serve mon ceph-mon -i a
mon_answers() { ceph -c "$CEPH_CONF" --connect-timeout 5 mon stat >/dev/null 2>&1; }
await mon mon_answers
osd_id=$(new_id)
ceph -c "$CEPH_CONF" osd new "$osd_id" 0 >/dev/null
ceph-osd -i 0 --mkfs --osd-uuid "$osd_id" -c "$CEPH_CONF" >>"$dir/log/boot" 2>&1
serve osd ceph-osd -i 0
osd_is_up() { ceph -c "$CEPH_CONF" osd stat 2>/dev/null | grep -q '1 up'; }
await osd osd_is_up
serve rgw radosgw -n client.rgw
rgw_serves() { curl -s -o /dev/null "http://127.0.0.1:$s3_port/"; }
await rgw rgw_serves

access_key=HOLDFASTTESTKEY00001; secret_key=holdfast-test-secret-0000000000000000000
radosgw-admin -c "$CEPH_CONF" user create --uid owner --display-name owner --access-key "$access_key" --secret-key "$secret_key" >/dev/null 2>>"$dir/log/boot"
echo "AWS_ENDPOINT_URL_S3=http://127.0.0.1:$s3_port"
echo "AWS_ACCESS_KEY_ID=$access_key"
echo "AWS_SECRET_ACCESS_KEY=$secret_key"
echo "AWS_REGION=us-east-1"
