# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# page-test.py BIN: the pages that `show` writes, looked at in a real browser. What a page shows is
# compared with this test's own questions to the database.

import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

from browser import Browser

BIN = Path(sys.argv[1])
failures = 0


def check(condition, text):
    global failures
    if not condition:
        failures += 1
        print('FAILED:', text, flush=True)


def equal(actual, wanted, text):
    check(actual == wanted, f'{text}: {str(actual)[:300]}, wanted {str(wanted)[:300]}')


def simulate(name, *options):
    subprocess.run([BIN / 'http-sim', f'--out={name}', '--pcap=false', '--sequence=false', '--har=false', *options],
                   check=True, stdout=subprocess.DEVNULL)
    return name


def show(*words):
    return subprocess.run([BIN / 'show', *words, '--no-open'], capture_output=True, text=True)


def make(name, warning=''):
    """The page of a run. warning: what show says of it."""
    answer = show(name)
    is_warned = bool(warning) and warning in answer.stderr
    equal((answer.returncode, answer.stderr), (0, answer.stderr if is_warned else ''), f'show {name}')
    return f'{name}/report.html'


def ask(name, question, *values):
    with sqlite3.connect(f'file:{name}/trace.sqlite?mode=ro', uri=True) as database:
        return database.execute(question, values).fetchall()


def change(source, name, *statements):
    """A copy of a run whose database is changed."""
    shutil.copytree(source, name, ignore=shutil.ignore_patterns('report.html'))
    database = sqlite3.connect(f'{name}/trace.sqlite')
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return name


def calm(page, what):
    equal(page.errors, [], f'{what}: the console')
    # Whatever is selected, in whatever view, is told in words.
    for kind in ('page', 'transaction', 'connection', 'message', 'segment', 'packet'):
        if page.run(f'report.state.run.{kind}.rows') > 0:
            page.run(f'report.select({{ kind: "{kind}", row: 0 }})')
            for view in ('overview', 'packet', 'message') if kind == 'segment' else ('waterfall',):
                go(page, view)
                said = page.run('document.body.innerText')
                check(not re.search(r'\[object|undefined|NaN|null', said), f'{what}: {kind} in {view}: {said[:300]}')
    equal(page.errors, [], f'{what}: the console')


def column(page, table, name):
    return page.run(f'Array.from(report.state.run.{table}.{name})')


def texts(page, table, name):
    return page.run(f'Array.from(report.state.run.{table}.{name}, (n) => report.state.run.text(n))')


def figures(page):
    pairs = page.run('''Array.from(document.querySelectorAll('.figure'),
        (f) => [f.querySelector('dt').textContent, f.querySelector('dd').textContent])''')
    return {name: value.replace('\u202f', ' ') for name, value in pairs}


def go(page, view, **more):
    page.run(f'report.update({json.dumps({"view": view, **more})})')
    page.settle()


def items(page):
    """What the view has painted: kind, selection, place."""
    return page.run('''report.panes[0].items.map(({ kind, ref, x, y, width, height }) => ({ kind, ref, x, y, width, height }))''')


def overlaps(page):
    """Pairs of texts of the view that stand over each other."""
    labels = page.run('report.panes[0].labels')
    found = []
    for i, a in enumerate(labels):
        for b in labels[i + 1:]:
            if (a['x'] < b['x'] + b['width'] - 0.5 and b['x'] < a['x'] + a['width'] - 0.5 and
                    a['y'] < b['y'] + b['height'] - 2 and b['y'] < a['y'] + a['height'] - 2):
                found.append((a['text'], b['text']))
    return found


def near(a, b, tolerance=0.6):
    return abs(a - b) <= tolerance


# What the page holds is what the database holds, row by row.
def compare_tables(page, run):
    def same(table, name, question, is_text=False):
        wanted = [('' if is_text else -1) if value is None else value for (value,) in ask(run, question)]
        equal((texts if is_text else column)(page, table, name), wanted, f'{run}: {table}.{name}')

    for name in ('id', 'queued_ns', 'resolved_ns', 'connect_start_ns', 'connect_end_ns', 'request_start_ns', 'request_end_ns',
                 'first_byte_ns', 'finished_ns', 'status', 'connection', 'attempts'):
        same('transaction', name, f'SELECT {name} FROM http_transaction ORDER BY queued_ns, id')
    same('transaction', 'url', 'SELECT url FROM http_transaction ORDER BY queued_ns, id', True)
    same('connection', 'source_end', 'SELECT source_end FROM connection ORDER BY id', True)
    same('queue', 'bytes', 'SELECT bytes FROM queue ORDER BY node, interface, queue, time_ns, rowid')
    sent = 'FROM segment WHERE direction = \'tx\' ORDER BY time_ns, id'
    same('segment', 'id', f'SELECT id {sent}')
    same('segment', 'sequence', f'SELECT sequence_number {sent}')
    same('segment', 'begin', f'SELECT stream_begin {sent}')
    same('segment', 'received', '''SELECT (SELECT min(r.time_ns) FROM segment AS r WHERE r.transmission = s.transmission
         AND r.direction = 'rx') FROM segment AS s WHERE direction = 'tx' ORDER BY time_ns, id''')
    packets = {row: bytes(header).hex() for row, header in ask(run, 'SELECT id, header_bytes FROM packet')}
    shown = dict(page.run('''Array.from(report.state.run.packet.id, (id, row) => [id,
        Array.from(report.state.run.headerOf(row), (b) => b.toString(16).padStart(2, '0')).join('')])'''))
    equal(shown, packets, f'{run}: headers of packets')


def compare_figures(page, run):
    def number(question):
        return f'{ask(run, question)[0][0]:,}'.replace(',', ' ')

    shown = figures(page)
    equal(shown['requests'], number('SELECT count(*) FROM http_transaction'), f'{run}: requests')
    equal(shown['complete'], number("SELECT count(*) FROM http_transaction WHERE outcome = 'complete'"), f'{run}: complete')
    equal(shown['connections'], number('SELECT count(*) FROM connection'), f'{run}: connections')
    equal(shown['segments'], number("SELECT count(*) FROM segment WHERE direction = 'tx'"), f'{run}: segments')
    equal(shown['retransmissions'], number("SELECT count(*) FROM segment WHERE direction = 'tx' AND retransmission"),
          f'{run}: retransmissions')
    equal(shown['packets dropped'], number('SELECT count(*) FROM packet WHERE drop_reason IS NOT NULL'), f'{run}: drops')
    bytes_ = ask(run, '''SELECT sum(body_bytes) FROM message WHERE kind = 'response' AND id IN
        (SELECT max(id) FROM message WHERE kind = 'response' AND http_transaction > 0 GROUP BY http_transaction)''')[0][0]
    shown_bytes = page.run('Array.from(report.state.run.transaction.id, (_, row) => report.state.run.bytesOf(row)).reduce((a, b) => a + b, 0)')
    equal(shown_bytes, bytes_, f'{run}: bytes of content')


def test_waterfall(page, run):
    go(page, 'waterfall', selection=None, filter='', sort='queued')
    page.run(f'report.setWindow(0, report.state.run.activeEnd)')
    page.settle()
    box = page.run('({ left: report.panes[0].box.left, right: report.panes[0].box.right, from: report.state.from, until: report.state.until })')
    scale = (box['right'] - box['left']) / (box['until'] - box['from'])
    rows = ask(run, '''SELECT queued_ns, connect_start_ns, connect_end_ns, request_start_ns, first_byte_ns, finished_ns
                       FROM http_transaction ORDER BY queued_ns, id''')
    bars = [item for item in items(page) if item['kind']]
    seen = 0
    for row, (queued, start, end, sent, first, finished) in enumerate(rows):
        own = {item['kind']: item for item in bars if item['ref'] == {'kind': 'transaction', 'row': row}}
        if not own:
            continue
        seen += 1
        if start is not None:
            check(near(own['connect']['x'], box['left'] + start * scale) and near(own['connect']['width'], (end - start) * scale),
                  f'{run}: connect of request {row}')
        if first is not None and finished > first:
            check(near(own['receive']['x'], box['left'] + first * scale) and near(own['receive']['width'], max(0.8, (finished - first) * scale)),
                  f'{run}: receive of request {row}: {own["receive"]}')
    check(seen >= min(20, len(rows)), f'{run}: {seen} lines of the waterfall are there')
    equal(overlaps(page), [], f'{run}: texts of the waterfall')


def test_connections(page, run):
    go(page, 'connections', selection=None)
    page.run('report.setWindow(report.state.run.begin, report.state.run.end)')
    page.settle()
    box = page.run('({ left: report.panes[0].box.left, right: report.panes[0].box.right, from: report.state.from, until: report.state.until })')
    scale = (box['right'] - box['left']) / (box['until'] - box['from'])
    shown = items(page)
    waits = ask(run, '''SELECT connection, time_ns, (SELECT min(time_ns) FROM connection_state AS e WHERE e.connection = s.connection
                        AND e.node = s.node AND e.time_ns > s.time_ns) FROM connection_state AS s WHERE new_state = 'TIME-WAIT' ORDER BY connection''')
    check(len(waits) > 0, f'{run}: there are states TIME-WAIT')
    for number, begin, end in waits[:6]:
        row = page.run(f'report.state.run.connectionRows.get({number})')
        found = [item for item in shown if item['kind'] == 'state:TIME-WAIT' and item['ref']['row'] == row]
        check(any(near(item['x'], box['left'] + begin * scale) and near(item['width'], (end - begin) * scale, 1.2) for item in found),
              f'{run}: TIME-WAIT of connection {number} at {begin} to {end}: {found}')
    equal(overlaps(page), [], f'{run}: texts of the connections')
    # The table of sockets at an instant, against the states of the database.
    if waits:
        instant = (waits[0][1] + waits[0][2]) // 2
        page.run(f'report.update({{ cursor: {instant} }})')
        page.settle()
        listed = page.run("Array.from(document.querySelectorAll('.sockets tbody tr'), (r) => r.textContent)")
        wanted = ask(run, '''SELECT count(*) FROM (SELECT new_state, max(rowid) FROM connection_state WHERE time_ns <= ? AND connection IS NOT NULL
                             GROUP BY connection, node) WHERE new_state <> 'CLOSED' ''', instant)[0][0]
        equal(len(listed), wanted, f'{run}: sockets at {instant}')
        equal(len(set(listed)), len(listed), f'{run}: no two sockets are alike')


def geometry(page):
    box = page.run("""({ left: report.panes[0].box.left, right: report.panes[0].box.right, from: report.state.from, until: report.state.until })""")
    scale = (box['right'] - box['left']) / (box['until'] - box['from'])
    return lambda time: box['left'] + (time - box['from']) * scale


def test_sequence(page, run):
    """Segments stand at their time and their bytes, those sent again and lost are marked."""
    number, = ask(run, """SELECT connection FROM segment WHERE direction = 'tx' AND payload_bytes > 0
                          GROUP BY connection ORDER BY sum(retransmission) DESC, connection LIMIT 1""")[0]
    page.run(f'report.select({{ kind: "connection", row: report.state.run.connectionRows.get({number}) }})')
    go(page, 'sequence', end=1)
    rows = ask(run, """SELECT s.id, s.time_ns, s.stream_begin, s.payload_bytes, s.retransmission, (SELECT min(time_ns) FROM packet AS p WHERE p.segment = s.id
                       AND p.drop_reason IS NOT NULL) FROM segment AS s JOIN connection AS c ON c.id = s.connection WHERE s.connection = ? AND s.direction = 'tx'
                       AND s.source_port = c.destination_port AND s.payload_bytes > 0 ORDER BY s.time_ns, s.id""", number)
    page.run(f'report.setWindow({rows[0][1]} - 1e6, {rows[-1][1]} + 1e6)')
    page.settle()
    x = geometry(page)
    shown = {}
    for item in items(page):
        if item['ref'] and item['kind'] in ('segment', 'again', 'lost'):
            shown.setdefault(item['ref']['row'], {})[item['kind']] = item
    ids = column(page, 'segment', 'id')
    equal(len([row for row in shown if set(shown[row]) & {'segment', 'again'}]), len(rows), f'{run}: segments in the picture')
    places = {ids[row]: kinds for row, kinds in shown.items()}
    for identity, time_ns, begin, size, again, lost in rows:
        kinds = places.get(identity, {})
        item = kinds.get('again' if again else 'segment')
        check(item and near(item['x'] + item['width'] / 2, x(time_ns)), f'{run}: segment {identity} at {time_ns}: {kinds}')
        check(('lost' in kinds) == (lost is not None), f'{run}: loss of segment {identity}')
        if lost is not None:
            check(near(kinds['lost']['x'] + 4, x(lost)), f'{run}: segment {identity} was lost at {lost}')
    # Bytes: higher is later in the stream, in proportion.
    first, last = (places[rows[i][0]]['again' if rows[i][4] else 'segment'] for i in (0, -1))
    by_height = (first['y'] - last['y']) / max(1, rows[-1][2] + rows[-1][3] - rows[0][2] - rows[0][3])
    for identity, _, begin, size, again, _ in rows[:: max(1, len(rows) // 50)]:
        item = places[identity]['again' if again else 'segment']
        check(near(first['y'] - item['y'], (begin + size - rows[0][2] - rows[0][3]) * by_height), f'{run}: bytes of segment {identity}')
    equal(overlaps(page), [], f'{run}: texts of the time-sequence')


def test_tcp(page, run):
    go(page, 'tcp')
    page.run('report.setWindow(0, report.state.run.activeEnd)')
    page.settle()
    equal(overlaps(page), [], f'{run}: texts of TCP and queues')
    connection, node = page.run("""[report.state.run.connection.id[report.state.connection], report.state.run.nodeOfEnd(report.state.connection, report.state.end)]""")
    listed = page.run("""(() => { const table = report.panes[0].table(); return Array.from({ length: table.count }, (_, i) => table.row(i)); })()""")
    wanted = ask(run, """SELECT time_ns / 1e6, cwnd, in_flight, congestion_state FROM tcp_state WHERE connection = ? AND node = ? ORDER BY time_ns, rowid""", connection, node)
    equal([(row[0], row[1], row[3], row[6]) for row in listed], wanted, f'{run}: states of TCP')
    recoveries = [state for _, _, _, state in wanted if state != 'open']
    check(bool(recoveries) == any(item['kind'].startswith('congestion') and not item['kind'].endswith('open') for item in items(page)), f'{run}: the band of the congestion state')


def test_ladder(page, run):
    go(page, 'ladder')
    number = page.run('report.state.run.connection.id[report.state.connection]')
    events = page.run("""report.panes[0].prepare().events.map(({ time, kind, text, side, ref }) => ({ time, kind, text, side, row: ref?.row ?? -1 }))""")
    check(all(a['time'] <= b['time'] for a, b in zip(events, events[1:])), f'{run}: the ladder is in the order of time')
    for kind, question in (('sent', "SELECT count(*) FROM segment WHERE connection = ? AND direction = 'tx'"),
                           ('received', "SELECT count(DISTINCT transmission) FROM segment WHERE connection = ? AND direction = 'rx'"),
                           ('state', 'SELECT count(*) FROM connection_state WHERE connection = ?')):
        equal(sum(event['kind'] == kind for event in events), ask(run, question, number)[0][0], f'{run}: {kind} in the ladder')
    source = page.run('report.state.run.endpoint(report.state.connection, 0)')
    sends = ask(run, "SELECT count(*) FROM socket_call WHERE call = 'send' AND ((local = ?1) OR (remote = ?1))", source)[0][0]
    equal(sum(event['kind'] == 'call' and event['text'].startswith('send ') for event in events), sends, f'{run}: calls in the ladder')
    for place in (0, 300, 100000):
        page.run(f'report.panes[0].scroller.scrollTop = {place}')
        page.settle()
        equal(overlaps(page), [], f'{run}: texts of the ladder at {place}')


def test_packet(page, run):
    """The fields of packets, against those that explain prints."""
    names = {'CWR', 'ECE', 'URG', 'ACK', 'PSH', 'RST', 'SYN', 'FIN'}
    rows = [1] + [row for row, in ask(run, """SELECT id FROM packet WHERE id IN (SELECT max(id) FROM packet GROUP BY event, length(header_bytes))""")]
    for number in rows[:6]:
        page.run(f'report.select({{ kind: "packet", row: Array.prototype.indexOf.call(report.state.run.packet.id, {number}) }})')
        go(page, 'packet')
        shown = page.run("""Array.from(document.querySelectorAll('.bit .value'), (v) => [v.parentNode.dataset.field, v.textContent])""")
        shown = [(name, value.replace('\u202f', '').replace('–', '-').replace(' bytes', '')) for name, value in shown]
        told = subprocess.run([BIN / 'explain', run, 'packet', str(number)], capture_output=True, text=True, check=True).stdout
        told = re.findall(r'^ *\d+  (?:[0-9a-f]{2} )*(?:[0-9a-f]{2}|\.\.) {2,}([a-z][a-z ]*?) {2,}(\S.*)$', told, re.M)
        for name in ('source port', 'sequence number', 'acknowledgment number', 'window', 'checksum', 'total length', 'time to live', 'header checksum', 'source', 'destination',
                     'identification', 'urgent pointer', 'payload length', 'hop limit'):
            equal([value for field, value in shown if field == name], [value for field, value in told if field == name], f'{run}: packet {number}: {name}')
        flags = ([value for field, value in told if field == 'flags'] or ['none'])[-1] # none: a fragment without TCP header
        equal(sorted(name for name, value in shown if name in names and value == '1'), sorted(flags.replace('none', '').split()), f'{run}: packet {number}: flags')
        equal(page.run("document.querySelectorAll('.path tbody tr').length"),
              ask(run, 'SELECT max(1, count(*)) FROM packet WHERE segment = (SELECT segment FROM packet WHERE id = ?)', number)[0][0], f'{run}: hops of packet {number}')


def test_message(page, run):
    number, = ask(run, """SELECT message FROM message_segment JOIN segment ON segment.id = segment GROUP BY message ORDER BY sum(retransmission) DESC, count(*) DESC LIMIT 1""")[0]
    page.run(f'report.select({{ kind: "message", row: report.state.run.messageRows.get({number}) }})')
    go(page, 'message')
    shown = page.run("""Array.from(document.querySelectorAll('.piece'), (p) => [Number(p.dataset.segment), p.classList.contains('again')])""")
    wanted = ask(run, 'SELECT segment, retransmission > 0 FROM message_segment JOIN segment ON segment.id = segment WHERE message = ?', number)
    equal(sorted(map(tuple, shown)), sorted((segment, bool(again)) for segment, again in wanted), f'{run}: segments of message {number}')
    head = page.run("document.querySelector('pre.head').textContent")
    equal(head, bytes(ask(run, 'SELECT head FROM message WHERE id = ?', number)[0][0]).decode(), f'{run}: head of message {number}')
    # All that belongs to it lights up elsewhere.
    go(page, 'waterfall')
    transaction, = ask(run, 'SELECT http_transaction FROM message WHERE id = ?', number)[0]
    check(page.run(f'report.linked().transaction.has(report.state.run.transactionRows.get({transaction}))'), f'{run}: the transaction of message {number} lights up')
    packets, = ask(run, 'SELECT count(*) FROM message_packet WHERE message = ?', number)[0]
    equal(page.run('report.linked().packet.size'), packets, f'{run}: packets of message {number} light up')


def test_use(page, run):
    """Selection, keys, zoom, address, theme, filter."""
    go(page, 'waterfall', selection=None)
    page.run('report.setWindow(0, report.state.run.activeEnd)')
    page.settle()
    bar = next(item for item in items(page) if item['kind'] == 'wait' and item['ref']['row'] == 4)
    place = page.run('(({ x, y }) => ({ x, y }))(document.querySelector("#first canvas.picture").getBoundingClientRect())')
    page.click(place['x'] + bar['x'] + bar['width'] / 2, place['y'] + bar['y'] + bar['height'] / 2)
    equal(page.run('report.state.selection'), {'kind': 'transaction', 'row': 4}, 'a click selects')
    number = ask(run, 'SELECT connection FROM http_transaction ORDER BY queued_ns, id LIMIT 1 OFFSET 4')[0][0]
    equal(page.run('report.state.run.connection.id[report.state.connection]'), number, 'the connection follows the selection')
    check(f'connection {number}' in page.run('document.getElementById("inspector").textContent'), 'the panel names the connection')
    page.run('document.activeElement.blur()')
    page.key('ArrowDown')
    equal(page.run('report.state.selection.row'), 5, 'an arrow goes on')
    page.key('Home')
    equal(page.run('report.state.selection.row'), 0, 'Home goes to the first')
    span = page.run('report.state.until - report.state.from')
    page.key('+')
    check(near(page.run('report.state.until - report.state.from'), span / 2, 1), '+ halves the window')
    page.key('0')
    equal(page.run('[report.state.from, report.state.until]'), page.run('[report.state.run.begin, report.state.run.end]'), '0 shows the whole run')
    page.key('3')
    equal(page.run('report.panes[0].name'), 'connections', '3 is the third view')
    page.run('document.querySelector("[role=tab][aria-selected=true]").focus()')
    page.key('ArrowRight')
    equal(page.run('[report.panes[0].name, document.activeElement.dataset.view]'), ['sequence', 'sequence'], 'an arrow goes to the next tab')
    page.key('3')
    page.run('document.activeElement.blur()')
    page.key('?')
    check(page.run('document.getElementById("help").open'), '? helps')
    page.run('document.getElementById("help").close()')
    page.key('/')
    page.call('Input.insertText', text='.png')
    page.settle()
    go(page, 'waterfall')
    wanted = ask(run, "SELECT count(*) FROM http_transaction WHERE url LIKE '%.png%'")[0][0]
    equal(page.run('report.panes[0].order().length'), wanted, 'the filter')
    page.run('report.update({ filter: "" }); document.activeElement.blur()')
    paper = page.run('getComputedStyle(document.body).backgroundColor')
    page.key('d')
    check(page.run('getComputedStyle(document.body).backgroundColor') != paper, 'd changes the theme')
    page.key('d')
    # What is dragged over becomes the window.
    page.key('a')
    box = page.run('({ left: report.panes[0].box.left, right: report.panes[0].box.right })')
    middle = (box['left'] + box['right']) / 2
    wanted = page.run(f'[report.panes[0].box.time({middle}), report.panes[0].box.time({middle + 100})]')
    page.mouse('mouseMoved', place['x'] + middle, place['y'] + 60)
    page.mouse('mousePressed', place['x'] + middle, place['y'] + 60, button='left', clickCount=1)
    page.mouse('mouseMoved', place['x'] + middle + 100, place['y'] + 60, button='left', buttons=1)
    page.mouse('mouseReleased', place['x'] + middle + 100, place['y'] + 60, button='left', clickCount=1)
    page.settle()
    window = page.run('[report.state.from, report.state.until]')
    check(all(near(a, b, (wanted[1] - wanted[0]) * 0.05) for a, b in zip(window, wanted)), f'a drag zooms: {window}, wanted {wanted}')
    # Pointing tells details.
    page.key('a')
    bar = next(item for item in items(page) if item['kind'] == 'wait' and item['ref']['row'] == 2)
    page.mouse('mouseMoved', place['x'] + bar['x'] + 3, place['y'] + bar['y'] + 3)
    page.settle()
    url = ask(run, 'SELECT url FROM http_transaction ORDER BY queued_ns, id LIMIT 1 OFFSET 2')[0][0]
    check(url in page.run('document.querySelector("#first .tip:not([hidden])")?.textContent ?? ""'), 'a tip tells the URL')
    # Who revealed whom.
    page.run('report.select({ kind: "transaction", row: 2 })')
    revealed = ask(run, 'SELECT t.url, (SELECT count(*) FROM http_transaction AS c WHERE c.initiator = t.id) FROM http_transaction AS t WHERE t.id = (SELECT initiator FROM http_transaction ORDER BY queued_ns, id LIMIT 1 OFFSET 2)')[0]
    check(revealed[0].endswith(page.run("Array.from(document.querySelectorAll('#inspector dt')).find((dt) => dt.textContent === 'Revealed by').nextSibling.textContent")), 'who revealed a request')
    page.run("Array.from(document.querySelectorAll('#inspector dt')).find((dt) => dt.textContent === 'Revealed by').nextSibling.querySelector('button').click()")
    page.run("Array.from(document.querySelectorAll('#inspector dt')).find((dt) => dt.textContent === 'It revealed').nextSibling.querySelector('button').click()")
    page.settle()
    equal(page.run('report.panes[0].order().length'), revealed[1], 'what it revealed')
    page.run('report.update({ filter: "" })')
    # The table behind the picture is what the picture shows.
    page.run('document.querySelector("#first details.behind").open = true')
    page.wait('document.querySelector("#first details.behind table")')
    listed = page.run('document.querySelectorAll("#first details.behind tbody tr").length')
    equal(listed, min(200, ask(run, 'SELECT count(*) FROM http_transaction')[0][0]), 'lines of the table')
    # Each view's own button writes the picture as SVG.
    svg = page.run('report.panes[0].makeSvg()')
    check(svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"') and svg.count('<rect') > 60, 'the picture as SVG')
    page.run('report.select({ kind: "transaction", row: 7 })')
    page.wait(f'location.hash.includes("select=transaction%3A{ask(run, "SELECT id FROM http_transaction ORDER BY queued_ns, id LIMIT 1 OFFSET 7")[0][0]}&")')
    return page.run('location.hash')


with Browser() as browser:
    # The page that comes along.
    shipped = simulate('shipped')
    file = make(shipped)
    size = os.path.getsize(file)
    check(size <= 700_000, f'the shipped page\'s report has {size} bytes')
    page = browser.open(file)
    compare_figures(page, shipped)
    compare_tables(page, shipped)
    for width in (1000, 2500, 1400):
        page.call('Emulation.setDeviceMetricsOverride', width=width, height=900, deviceScaleFactor=1, mobile=False)
        page.settle()
        test_waterfall(page, shipped)
        test_connections(page, shipped)
        for view in ('sequence', 'tcp', 'ladder'):
            go(page, view)
            equal(overlaps(page), [], f'texts of {view} at {width}')
    for test in (test_sequence, test_tcp, test_ladder, test_packet, test_message):
        test(page, shipped)
    address = test_use(page, shipped)
    calm(page, shipped)
    page.close()
    page = browser.open(file, address, dark=True)
    equal(page.run('report.state.selection'), {'kind': 'transaction', 'row': 7}, 'the address leads to the selection')
    equal(page.run('report.panes[0].name'), 'waterfall', 'the address leads to the view')
    calm(page, 'dark')
    page.close()

    # One with losses, over routers.
    lossy = simulate('lossy', '--workload=page', '--objects=20', '--loss=0.03', '--topology=chain', '--routers=2')
    page = browser.open(make(lossy))
    compare_figures(page, lossy)
    compare_tables(page, lossy)
    test_waterfall(page, lossy)
    test_connections(page, lossy)
    for test in (test_sequence, test_tcp, test_ladder, test_packet, test_message):
        test(page, lossy)
    go(page, 'overview')
    check('sent again' in page.run('document.querySelector(".warnings").textContent'), 'what was sent again is worth a look')
    calm(page, lossy)
    page.close()

    # IPv6, with packets cut into fragments; a country with other numbers.
    six = simulate('six', '--ipv6=true', '--workload=page', '--objects=3', '--mtu=1280')
    page = browser.open(make(six))
    page.call('Emulation.setLocaleOverride', locale='de-DE')
    page.call('Emulation.setTimezoneOverride', timezoneId='Asia/Kolkata')
    compare_figures(page, six)
    test_connections(page, six)
    test_packet(page, six)
    check(page.run('document.querySelector(".packet").textContent').count('IPv6 header') == 1, 'the header of IPv6')
    go(page, 'ladder')
    equal(overlaps(page), [], 'texts of a ladder of IPv6')
    calm(page, six)
    page.close()

    # A link that fails: timeouts, requests that fail, connections that end badly.
    failing = simulate('failing', '--workload=page', '--clients=3', '--topology=dumbbell', '--failures=main@300ms+90s', '--duration=120s', '--pages=2')
    page = browser.open(make(failing))
    compare_figures(page, failing)
    said = page.run('document.querySelector(".warnings").textContent')
    for outcome, number in ask(failing, "SELECT outcome, count(*) FROM http_transaction WHERE outcome <> 'complete' GROUP BY outcome"):
        check(f'{number} request{"" if number == 1 else "s"} failed: {outcome}.' in said, f'{number} {outcome}: {said}')
    for reason, number in ask(failing, 'SELECT drop_reason, count(*) FROM packet WHERE drop_reason IS NOT NULL GROUP BY drop_reason, node'):
        check(re.search(f'{number} packets? dropped at node [0-9]+: {reason}', said), f'{number} {reason}: {said}')
    for end, number in ask(failing, """SELECT CASE WHEN source_end IN ('reset', 'aborted', 'refused', 'timed-out') THEN source_end ELSE destination_end END AS how, count(*)
                                       FROM connection WHERE how IN ('reset', 'aborted', 'refused', 'timed-out') GROUP BY how"""):
        check(f'{number} connection{"" if number == 1 else "s"} ended: {end}.' in said, f'{number} {end}: {said}')
    for test in (test_waterfall, test_ladder):
        test(page, failing)
    page.run('document.querySelector(".warnings button")?.click()')
    calm(page, failing)
    page.close()

    # One row of the database is changed, and names try to be markup.
    evil = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">'
    changed = change(lossy, 'changed', "UPDATE http_transaction SET outcome = 'refused', finished_ns = finished_ns + 7000000 WHERE id = 3",
                     f"UPDATE http_transaction SET url = 'http://h/{evil}' WHERE id = 2", f"UPDATE run SET value = '{evil}' WHERE key = 'command_line'",
                     f"UPDATE host SET name = '{evil}'", f"UPDATE page SET url = 'http://h/</script>{evil}'")
    page = browser.open(make(changed))
    compare_figures(page, changed)
    equal(figures(page)['complete'], str(int(figures(page)['requests']) - 1), 'a changed row changes the figures')
    test_waterfall(page, changed)
    for view in page.run('report.views.map((view) => view.name)'):
        go(page, view)
        page.run('report.select({ kind: "transaction", row: 1 })')
        page.settle()
    check(evil in page.run('document.getElementById("inspector").textContent'), 'markup in a URL is text')
    equal(page.run('window.hacked'), None, 'markup in names')
    calm(page, changed)
    page.close()

    # Levels, an empty trace, one that broke off.
    for level in ('messages', 'summary'):
        page = browser.open(make(simulate(level, f'--trace={level}')))
        check(f'level {level}' in page.run('document.querySelector(".warnings").textContent'), f'the page says that the level is {level}')
        for view in page.run('report.views.map((view) => view.name)'):
            go(page, view)
        calm(page, level)
        page.close()
    tables = ask(lossy, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('run', 'host') AND name NOT LIKE 'sqlite%'")
    page = browser.open(make(change(lossy, 'empty', *(f'DELETE FROM {name}' for (name,) in tables))))
    for view in page.run('report.views.map((view) => view.name)'):
        go(page, view)
        page.key('ArrowDown')
        page.key('0')
    calm(page, 'empty')
    page.close()
    run = subprocess.Popen([BIN / 'http-sim', '--out=cut', '--workload=page', '--objects=99', '--clients=100', '--topology=star', '--pages=0',
                            '--duration=1000s'], stdout=subprocess.DEVNULL)
    # Killed in the middle of a step: what that had half done is taken back.
    journal = Path('cut/trace.sqlite-journal')
    while True:
        time.sleep(0.001)
        if journal.exists() and os.path.getsize('cut/trace.sqlite') > 5_000_000:
            run.send_signal(signal.SIGSTOP)
            time.sleep(0.02)
            if journal.exists() and journal.stat().st_size > 512:
                break
            run.send_signal(signal.SIGCONT)
    run.send_signal(signal.SIGKILL)
    run.wait()
    # Ctrl-C: the trace is closed, and says when.
    interrupted = subprocess.Popen([BIN / 'http-sim', '--out=stopped', '--workload=page', '--objects=99', '--clients=20', '--topology=star', '--pages=0', '--pcap=false',
                                    '--duration=1000s', '--trace=messages'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not Path('stopped/trace.sqlite').exists():
        time.sleep(0.01)
    time.sleep(0.1)
    interrupted.send_signal(signal.SIGINT)
    interrupted.wait()
    page = browser.open(make('stopped', 'interrupted'))
    reached = int(ask('stopped', "SELECT value FROM run WHERE key = 'interrupted_ns'")[0][0])
    check(f'interrupted at {reached / 1e6:,.3f}'.replace(',', ' ') in page.run('document.querySelector(".warnings").textContent').replace('\u202f', ' '), 'the page says when the run was interrupted')
    calm(page, 'stopped')
    page.close()
    page = browser.open(make('cut', 'has not ended'))
    check('broke off' in page.run('document.querySelector(".warnings").textContent'), 'the page says that the run broke off')
    for view in page.run('report.views.map((view) => view.name)'):
        go(page, view)
    calm(page, 'cut')
    page.close()

    # Parts of a run, and more segments than are asked for.
    equal(show(shipped, '--connection=2,5', '--from=200ms', '--until=700ms', '--out=part.html').returncode, 0, 'a part')
    page = browser.open('part.html')
    equal(column(page, 'connection', 'id'), [2, 5], 'the connections that were asked for')
    equal(column(page, 'transaction', 'id'), [row for row, in ask(shipped, """SELECT id FROM http_transaction WHERE connection IN (2, 5) AND finished_ns >= 200000000
          AND queued_ns <= 700000000 ORDER BY queued_ns, id""")], 'the requests of the part')
    equal(page.run('report.state.run.segment.rows'), ask(shipped, """SELECT count(*) FROM segment AS s WHERE connection IN (2, 5) AND time_ns BETWEEN 200000000 AND 700000000
          AND (direction = 'tx' OR (SELECT t.time_ns FROM segment AS t WHERE t.transmission = s.transmission AND t.direction = 'tx') < 200000000)""")[0][0], 'the segments of the part')
    for view in page.run('report.views.map((view) => view.name)'):
        go(page, view)
    calm(page, 'part')
    page.close()
    rough = simulate('rough', '--loss=0.01')
    equal(show(rough, '--page=1', '--segments=300', '--out=few.html').returncode, 0, 'few segments')
    page = browser.open('few.html')
    held = page.run('report.state.run.segment.rows')
    check(50 < held < 400 and f'the page holds {held}' in page.run('document.querySelector(".warnings").textContent'), f'the page says that it holds {held} segments')
    equal((figures(page)['segments'], figures(page)['retransmissions']), tuple(f'{ask(rough, question)[0][0]:,}'.replace(',', ' ') for question in (
        "SELECT count(*) FROM segment WHERE direction = 'tx'", "SELECT count(*) FROM segment WHERE direction = 'tx' AND retransmission")), 'figures are those of all segments')
    equal(page.run('report.state.run.losses.length'), ask(rough, 'SELECT count(*) FROM packet WHERE drop_reason IS NOT NULL')[0][0], 'all losses are there')
    equal(page.run('Math.max(...report.state.run.segment.begin.map((b, i) => b + report.state.run.segment.payload[i]))'),
          ask(rough, 'SELECT max(stream_begin + payload_bytes) FROM segment')[0][0], 'the last byte is there')
    page.run('report.select({ kind: "segment", row: report.state.run.losses[0] })')
    go(page, 'packet')
    check('drop:' in page.run('document.querySelector(".path").textContent'), 'packets follow their segments')
    for view in page.run('report.views.map((view) => view.name)'):
        go(page, view)
    calm(page, 'few')
    page.close()

    # Two runs side by side.
    other = simulate('other', '--strategy=pipelined')
    equal(show(shipped, other, '--out=both.html').returncode, 0, 'two runs')
    page = browser.open('both.html', '#view=compare')
    cells = page.run("""(report.update({ view: 'overview' }), Array.from(document.querySelectorAll('.comparison tbody tr'),
        (row) => [row.querySelector('th').textContent, row.querySelector('td.differs') !== null]))""")
    counts = [ask(run, 'SELECT count(*) FROM connection')[0][0] for run in (shipped, other)]
    equal(dict(cells)['connections'], counts[0] != counts[1], 'differences of figures are marked')
    equal(dict(cells)['requests'], False, 'figures that are equal are not marked')
    go(page, 'compare')
    x = geometry(page)
    bars = [item for item in items(page) if item['kind'].endswith(':receive')]
    for number, run in enumerate((shipped, other)):
        wanted = [(first, end) for first, end in ask(run, 'SELECT first_byte_ns, finished_ns FROM http_transaction WHERE finished_ns > first_byte_ns ORDER BY queued_ns, id')]
        own = [item for item in bars if item['kind'].startswith(str(number))]
        check(len(own) > 10 and all(any(near(item['x'], x(first)) and near(item['width'], max(0.8, x(end) - x(first))) for first, end in wanted) for item in own), f'bars of {run}')
    equal(overlaps(page), [], 'texts of the comparison')
    page.run('document.querySelector("#runs select").value = "1"; document.querySelector("#runs select").dispatchEvent(new Event("change"))')
    page.settle()
    equal(page.run('report.state.run.name'), other, 'the other run')
    for view in page.run('report.views.map((view) => view.name)'):
        go(page, view)
        page.key('ArrowDown')
    calm(page, 'both')
    page.close()

    # A sweep: its points, and the way to the pages of its runs.
    if shutil.which('parallel') and shutil.which('gnuplot'):
        Path('study.toml').write_text("""title = "study"
replications = 2
[options]
workload = "page"
objects = 3
trace = "messages"
[parameters]
strategy = ["serial", "persistent"]
[[plot]]
name = "time"
x = "strategy"
y = "page_mean_s"
""")
        subprocess.run([BIN / 'sweep', 'study.toml', '--out=study'], check=True, capture_output=True)
        answer = show('study')
        equal((answer.returncode, answer.stderr, answer.stdout.count('report.html')), (0, '', 5), f'show study: {answer}')
        page = browser.open('study/report.html')
        listed = page.run("""Array.from(document.querySelectorAll('.points tbody tr[data-point]'), (r) => [r.dataset.point, r.cells[0].textContent, r.cells[2].textContent])""")
        with open('study/summary.csv', newline='') as file:
            wanted = [[line['point'], line['strategy'], float(line['mean'])] for line in csv.DictReader(file) if line['statistic'] == 'page_mean_s']
        check(len(listed) == 2 and all(a[:2] == b[:2] and near(float(a[2]), b[2], b[2] * 1e-3) for a, b in zip(listed, wanted)), f'points: {listed}, wanted {wanted}')
        page.run('document.querySelector(".points button").click()')
        equal(page.run('Array.from(document.querySelectorAll(".runs a"), (a) => a.getAttribute("href"))'), ['runs/1/report.html', 'runs/2/report.html'], 'the runs of a point')
        check(page.run('document.querySelector(".plots img").decode().then(() => document.querySelector(".plots img").naturalWidth)') > 100, 'the plot is there')
        equal(page.errors, [], 'the console of a sweep')
        page.close()
        page = browser.open('study/runs/1/report.html')
        calm(page, 'a run of a sweep')
        page.close()

    # Ten thousand requests: pictures stay quick.
    many = simulate('many', '--workload=page', '--objects=499', '--clients=20', '--topology=star', '--rate=1Gbps')
    page = browser.open(make(many), '#view=waterfall')
    equal(page.run('report.state.run.transaction.rows'), 10000, 'requests')
    test_waterfall(page, many)
    for view in page.run('report.views.filter((view) => view.paint).map((view) => view.name)'):
        go(page, view)
        times = page.run('''(async () => {
            const { state, panes } = report, times = [];
            report.setWindow(state.run.begin, state.run.activeEnd);
            for (let i = 0; i < 15; i++) {
                const step = (state.until - state.from) / 50;
                report.setWindow(state.from + step, state.until + (i % 2 ? step : -step));
                panes[0].scroller.scrollTop += 37;
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                times.push(panes[0].paintTime);
            }
            return times.sort((a, b) => a - b);
        })()''')
        check(times[len(times) // 2] <= 33, f'{view}: {times[len(times) // 2]:.1f} ms a frame with ten thousand requests')
    calm(page, many)
    page.close()

# Figures without a browser: bars stand where the times of the database say.
answer = show(rough, '--svg', '--out=figures')
equal(answer.stdout.split(), [f'figures/{name}.svg' for name in ('waterfall', 'connections', 'time-sequence')], 'names of figures')
last = ask(rough, 'SELECT max(finished_ns) FROM http_transaction')[0][0]


def place(time_ns):
    return 270 + time_ns / (last + last * 3 // 100) * (985 - 270)


figures_ = {name: ElementTree.parse(f'figures/{name}.svg').getroot() for name in ('waterfall', 'connections', 'time-sequence')}
rects = [{key: rect.get(key) for key in ('x', 'width', 'fill')} for rect in figures_['waterfall'].iter('{http://www.w3.org/2000/svg}rect')]
bars = [(float(rect['x']), float(rect['width'])) for rect in rects if rect['fill'] == '#0072b2']
wanted = ask(rough, 'SELECT first_byte_ns, finished_ns FROM http_transaction WHERE finished_ns > first_byte_ns ORDER BY queued_ns, id')
check(len(bars) == len(wanted) + 1 and all(near(x, place(first), 0.02) and near(width, max(0.8, place(end) - place(first)), 0.02)
                                           for (x, width), (first, end) in zip(bars, wanted)), 'bars of waterfall.svg')
lines = [path for path in figures_['time-sequence'].iter('{http://www.w3.org/2000/svg}path') if path.get('stroke') == '#d55e00']
again = ask(rough, """SELECT s.time_ns FROM segment AS s JOIN connection AS c ON c.id = s.connection WHERE direction = 'tx' AND retransmission AND payload_bytes > 0 AND
                        s.source_port = c.destination_port AND connection = (SELECT connection FROM segment WHERE direction = 'tx' AND source_port = 80
                        GROUP BY connection ORDER BY sum(payload_bytes) DESC LIMIT 1) ORDER BY time_ns, s.id""")
check(len(again) > 0 and len(lines) == len(again) and all(near(float(re.match(r'M([0-9.]+)', line.get('d'))[1]), place(time_ns), 0.02)
                                                          for line, (time_ns,) in zip(lines, again)), 'segments sent again in time-sequence.svg')
check('/models/html/tcp.html' in ''.join(figures_['waterfall'].itertext()), 'names in waterfall.svg')
ElementTree.parse(show(changed, '--svg', '--out=markup').stdout.split()[0])

# A trace for Perfetto's viewer.
subprocess.run([BIN / 'explain', lossy, 'perfetto', 'perfetto.json'], check=True)
events = json.loads(Path('perfetto.json').read_text())['traceEvents']


def count(phase, category=None):
    return sum(event['ph'] == phase and event.get('cat') == category for event in events)


equal((count('b', 'http'), count('b', 'tcp')), (count('e', 'http'), count('e', 'tcp')), 'slices end')
equal(sum(event['ph'] == 'b' and event['name'].startswith('GET ') for event in events), ask(lossy, 'SELECT count(*) FROM http_transaction')[0][0], 'slices of requests')
sent, received = (ask(lossy, "SELECT count(*) FROM segment WHERE direction = ? AND connection IS NOT NULL", direction)[0][0] for direction in ('tx', 'rx'))
equal(count('X', 'segment'), sent + received, 'slices of segments')
flows = {}
for event in events:
    if event['ph'] in 'sf':
        flows.setdefault(event['id'], []).append((event['ph'], event['ts']))
check(len(flows) == received and all([phase for phase, _ in flow] == ['s', 'f'] and flow[0][1] < flow[1][1] for flow in flows.values()), 'arrows from segments to their arrival')
equal(count('C'), ask(lossy, 'SELECT (SELECT count(*) FROM tcp_state) + (SELECT count(*) FROM queue)')[0][0], 'counters')
equal({event['args']['name'] for event in events if event['ph'] == 'M' and event['name'] == 'process_name'},
      {f'node {node}' for node, in ask(lossy, 'SELECT DISTINCT node FROM host')}, 'hosts')

# What is no trace, or of another version, is one line.
for name, status, pattern, statement in (('version', 1, 'has version 77 of the schema', 'PRAGMA user_version = 77'),
                                         ('foreign', 1, 'is not a trace database', 'PRAGMA application_id = 1')):
    change(lossy, name, statement)
    answer = show(name)
    check(answer.returncode == status and re.search(pattern, answer.stderr) and answer.stderr.count('\n') == 1, f'{name}: {answer}')
Path('text').write_text('no database, only text\n')
shutil.copytree(lossy, 'short')
os.truncate('short/trace.sqlite', 40_000)
for words, status, pattern in ((['text'], 1, 'is not a trace database'), (['short'], 1, 'malformed|not a trace|cannot'), (['nowhere'], 2, 'there is no file'),
                               ([], 2, 'is needed'), ([lossy, '--colour'], 2, 'unknown option --colour; accepted'),
                               ([lossy, '--from=noon'], 2, 'accepted: a time'), ([lossy, '--from=2s', '--until=1s'], 2, 'before'),
                               ([lossy, '--connection=9999'], 2, 'there is no connection 9999'), ([lossy, '--page=x'], 2, 'accepted: numbers'),
                               ([lossy, f'--out={lossy}/trace.sqlite/x.html'], 1, 'cannot')):
    answer = show(*words)
    check(answer.returncode == status and re.search(pattern, answer.stderr) and answer.stderr.count('\n') == 1, f'{words}: {answer}')

# Where there is a screen, the page is opened; nothing is left of one that was not written whole.
Path('bin').mkdir()
Path('bin/xdg-open').write_text('#!/bin/sh\necho "$1" >opened\n')
Path('bin/xdg-open').chmod(0o755)
screen = {**os.environ, 'PATH': f'{Path("bin").resolve()}:{os.environ["PATH"]}', 'DISPLAY': ':7'}
subprocess.run([BIN / 'show', lossy], check=True, stdout=subprocess.DEVNULL, env=screen)
for _ in range(200):
    if Path('opened').exists() and Path('opened').read_text():
        break
    time.sleep(0.02)
equal(Path('opened').read_text().strip(), str(Path(f'{lossy}/report.html').resolve()), 'the page is opened')
if Path('/dev/full').exists():
    os.symlink('/dev/full', 'full.html.part')
    answer = show(lossy, '--out=full.html')
    check(answer.returncode == 1 and 'No space left' in answer.stderr and not os.path.lexists('full.html') and not os.path.lexists('full.html.part'), f'a full disk: {answer}')
print(f'{failures} failures')
sys.exit(failures > 0)
