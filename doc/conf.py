# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Sphinx builds the manual with this.

import re
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.ext.graphviz import graphviz

project = 'ns3-http'
author = 'The ns3-http authors'
copyright = '2026, The ns3-http authors'
version = release = (Path(__file__).parent.parent / 'VERSION').read_text().strip()

master_doc = 'index'
extensions = ['sphinx.ext.graphviz']
graphviz_output_format = 'svg'
exclude_patterns = ['tables', 'results']
nitpicky = True
highlight_language = 'cpp'
html_theme = 'classic'
html_title = 'ns3-http ' + version


ROOT = Path(__file__).parent.parent


def read_transitions():
    """The table of states of the connection machine: {state: {event: (next, effect)}}."""
    source = (ROOT / 'model/protocol/http-connection-table.cc').read_text()
    states, events = (re.findall(r'"(\w+)"', re.search(rf'{what}_NAMES{{(.*?)}}', source, re.S)[1])
                      for what in ('STATE', 'EVENT'))
    table = {state: {event: (state, 'Illegal') for event in events} for state in states}
    rules = re.findall(r'\{S::(\w+), E::(\w+), \{S::(\w+), F::(\w+)\}\}', source)
    for state, event, following, effect in rules:
        table[state][event] = (following, effect)
    if len(rules) != int(re.search(r'Rule, (\d+)> RULES', source)[1]):
        raise ValueError('the table of states is not as it was')
    return table


class StateDiagram(Directive):
    """The connection machine's states as a drawing, made from its table."""

    def run(self):
        edges = {}
        for state, row in read_transitions().items():
            for event, (following, effect) in row.items():
                if effect != 'Illegal' and following != state and event != 'Fail':
                    edges.setdefault((state, following), []).append(event)
        lines = [f'    {a} -> {b} [label="{", ".join(events)}"];'
                 for (a, b), events in edges.items()]
        node = graphviz()
        node['code'] = ('digraph states {\n    rankdir=LR;\n    node [shape=box, style=rounded];\n'
                        + '\n'.join(lines) + '\n}\n')
        node['options'] = {'docname': self.state.document.settings.env.docname}
        return [node]


class StateTable(Directive):
    """The connection machine's states as a table, made from the one in its source."""

    def run(self):
        transitions = read_transitions()
        events = list(next(iter(transitions.values())))
        table = nodes.table()
        group = nodes.tgroup(cols=len(events) + 1)
        table += group
        group += [nodes.colspec(colwidth=1) for _ in range(len(events) + 1)]
        head, body = nodes.thead(), nodes.tbody()
        group += [head, body]

        def add(part, texts):
            row = nodes.row()
            for text in texts:
                row += nodes.entry('', nodes.paragraph(text=text))
            part += row

        add(head, [''] + events)
        for state, row in transitions.items():
            cells = []
            for following, effect in row.values():
                mark = {'Began': ' (b)', 'Finished': ' (f)', 'Cut': ' (c)'}.get(effect, '')
                cells.append('' if effect == 'Illegal' else following + mark)
            add(body, [state] + cells)
        return [table]


def setup(app):
    app.add_directive('http-state-diagram', StateDiagram)
    app.add_directive('http-state-table', StateTable)
    return {'parallel_read_safe': True}
