# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# A headless Chromium that is driven over its own pipe (--remote-debugging-pipe), with what Python
# brings along.

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync', '--disable-extensions', '--disable-dev-shm-usage',
         '--hide-scrollbars', '--force-color-profile=srgb', '--font-render-hinting=none', '--remote-debugging-pipe']


class Failure(Exception):
    """What the browser or a page answered with an error, or not at all."""


class Browser:
    """One Chromium; `open` shows a file in a page of its own."""

    def __init__(self):
        program = shutil.which('chromium') or shutil.which('chromium-browser')
        if not program:
            raise FileNotFoundError('chromium is not installed')
        self.profile = tempfile.mkdtemp(prefix='ns3-http-browser-')
        read, self.output = os.pipe()
        self.input, write = os.pipe()
        # Chromium reads from 3 and writes to 4.
        to_child, from_child = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (read, write))
        command = f'exec "$@" 3<&{to_child} 4>&{from_child} {to_child}<&- {from_child}>&-'
        self.process = subprocess.Popen(
            ['bash', '-c', command, 'bash', program, *FLAGS, f'--user-data-dir={self.profile}', 'about:blank'],
            pass_fds=(to_child, from_child), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in (read, write, to_child, from_child):
            os.close(end)
        self.number = 0
        self.buffer = b''
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call('Browser.close', timeout=5)
        except Failure:
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _read(self, deadline):
        while b'\0' not in self.buffer:
            ready, _, _ = select.select([self.input], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(self.input, 1 << 20) if ready else b''
            if not chunk:
                raise Failure('the browser does not answer')
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(message)

    def call(self, method, session=None, timeout=60, **parameters):
        """Calls a method of the DevTools protocol and waits for its result."""
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': parameters}
        if session:
            message['sessionId'] = session
        try:
            os.write(self.output, json.dumps(message).encode() + b'\0')
        except BrokenPipeError as error:
            raise Failure('the browser has gone') from error
        deadline = time.monotonic() + timeout
        while True:
            answer = self._read(deadline)
            if answer.get('id') == self.number:
                if 'error' in answer:
                    raise Failure(f"{method}: {answer['error']['message']}")
                return answer['result']
            self.events.append(answer)

    def open(self, file, fragment='', width=1400, height=900, **more):
        """Shows a file as a user would: from disk."""
        return Page(self, Path(file).resolve().as_uri() + fragment, width, height, **more)


class Page:
    """A page; what it says on its console stands in `errors`."""

    def __init__(self, browser, address, width, height, scale=1, dark=False, before=''):
        self.browser = browser
        self.target = browser.call('Target.createTarget', url='about:blank')['targetId']
        self.session = browser.call('Target.attachToTarget', targetId=self.target, flatten=True)['sessionId']
        for domain in ('Page', 'Runtime', 'Log', 'Network'):
            self.call(f'{domain}.enable')
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=scale, mobile=False)
        self.call('Emulation.setEmulatedMedia', features=[
            {'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}])
        if before:
            self.call('Page.addScriptToEvaluateOnNewDocument', source=before)
        self.call('Page.navigate', url=address)
        self.wait('document.documentElement?.dataset.loaded || document.querySelector(".broken")')

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def run(self, script):
        """The value of an expression; promises are waited for."""
        answer = self.call('Runtime.evaluate', expression=script, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in answer:
            raise Failure(f"{script}: {answer['exceptionDetails'].get('exception', {}).get('description')}")
        return answer['result'].get('value')

    def wait(self, condition, seconds=20):
        """Waits until an expression is true."""
        deadline = time.monotonic() + seconds
        while not self.run(f'Boolean({condition})'):
            if time.monotonic() > deadline:
                raise Failure(f'never came true: {condition}; errors: {self.errors}')
            time.sleep(0.02)

    def settle(self):
        """Waits until what was changed has been painted."""
        self.run('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

    def key(self, key, **more):
        text = key if len(key) == 1 else ''
        self.call('Input.dispatchKeyEvent', type='keyDown', key=key, text=text, **more)
        self.call('Input.dispatchKeyEvent', type='keyUp', key=key, **more)
        self.settle()

    def mouse(self, kind, x, y, **more):
        self.call('Input.dispatchMouseEvent', type=kind, x=x, y=y, **more)

    def click(self, x, y):
        self.mouse('mouseMoved', x, y)
        self.mouse('mousePressed', x, y, button='left', clickCount=1)
        self.mouse('mouseReleased', x, y, button='left', clickCount=1)
        self.settle()

    def picture(self, file):
        """Writes what the page shows as PNG."""
        self.settle()
        data = self.call('Page.captureScreenshot', format='png')['data']
        Path(file).write_bytes(base64.b64decode(data))

    @property
    def errors(self):
        """What went wrong on the page, and what it asked of a network."""
        found = []
        for event in self.browser.events:
            if event.get('sessionId') != self.session:
                continue
            method, parameters = event['method'], event['params']
            if method == 'Runtime.exceptionThrown':
                details = parameters['exceptionDetails']
                found.append(details.get('exception', {}).get('description') or details['text'])
            elif method == 'Runtime.consoleAPICalled' and parameters['type'] in ('error', 'warning', 'assert'):
                found.append(' '.join(str(argument.get('value')) for argument in parameters['args']))
            elif method == 'Log.entryAdded' and parameters['entry']['level'] in ('error', 'warning'):
                found.append(parameters['entry']['text'])
            elif method == 'Network.requestWillBeSent' and not parameters['request']['url'].startswith(('file:', 'data:', 'blob:')):
                found.append('asks the network for ' + parameters['request']['url'])
        return found

    def close(self):
        self.browser.call('Target.closeTarget', targetId=self.target)
