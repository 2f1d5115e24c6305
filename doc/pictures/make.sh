#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Makes the pictures of this folder again: pages of ./ns3-http show in a headless Chromium, of the run
# that ./ns3-http run does, and of one with losses over two routers.
#
# Needs: chromium python3 pngquant

set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$root/ns3-http" run http-sim --help >/dev/null # builds it
PATH=${NS3_HTTP_BUILD:-$root/build}/bin:$PATH # the pages tell the command as it was given
http-sim --out=shipped >/dev/null
http-sim --workload=page --objects=20 --loss=0.03 --topology=chain --routers=2 \
    --out=lossy >/dev/null
"$root/ns3-http" show shipped --no-open
"$root/ns3-http" show lossy --no-open
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$root/test/page python3 "$here/make.py" "$here"
pngquant --force --ext .png --skip-if-larger 64 "$here"/*.png
ls -l "$here"/*.png
