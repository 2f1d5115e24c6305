#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: shellcheck finds nothing in the scripts
#
# Needs: shellcheck git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
git ls-files -z -- ns3-http .ci/run '*.sh' | xargs -0 shellcheck -x --source-path=SCRIPTDIR
