# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# make.py FOLDER: pictures of the pages in the current folder; make.sh calls it.

import sys
from pathlib import Path

from browser import Browser

PICTURES = [
    ('overview', 'shipped', '#view=overview', 1180, 560),
    ('waterfall', 'shipped', '#view=waterfall&select=transaction:5', 1180, 620),
    ('connections', 'shipped', '#view=connections&second=tcp&select=connection:5', 1180, 820),
    ('time-sequence', 'shipped', '#view=sequence&connection=5&end=1&from=60000000&until=640000000', 1180, 600),
    ('ladder', 'lossy', '#view=ladder&connection=1', 1180, 620),
    ('packet', 'lossy', '#view=packet&select=packet:31', 1180, 760),
    ('message', 'shipped', '#view=message&select=message:42', 1180, 560),
]

with Browser() as browser:
    for name, run, fragment, width, height in PICTURES:
        page = browser.open(f'{run}/report.html', fragment, width, height)
        if name == 'packet':
            page.run('document.querySelector("[data-field=\'sequence number\']").focus()')
        page.picture(Path(sys.argv[1]) / f'{name}.png')
        page.close()
