#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The pages that ./ns3-http show writes, looked at in a headless Chromium.
#
# Needs: chromium python3 parallel gnuplot-nox

set -euo pipefail
: "${HTTP_BUILD_DIR:?}" "${HTTP_SOURCE_DIR:?}"
export LC_ALL=C.UTF-8
command -v python3 >/dev/null || { echo "python3 is not installed" && exit 77; }
command -v chromium >/dev/null || { echo "chromium is not installed" && exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PYTHONDONTWRITEBYTECODE=1 python3 "$HTTP_SOURCE_DIR/test/page/page-test.py" "$HTTP_BUILD_DIR/bin"
