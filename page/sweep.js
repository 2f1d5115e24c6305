/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// A sweep: its points with any of their statistics, its plots, and the way to its runs.

import { h } from './dom.js';
import { formatCount, formatNumber, formatTicks, makeTicks } from './format.js';

const shorten = (number) => (Number.isNaN(number) ? '–' : Math.abs(number) >= 1000 ? formatNumber(number, 0) : String(Number(number.toPrecision(4))));

// The lines of a table as objects by the names of its columns.
function takeLines([names, ...lines]) {
  return lines.map((line) => Object.fromEntries(names.map((name, i) => [name, line[i]])));
}

export class SweepView {
  constructor(sweep) {
    this.sweep = sweep;
    this.lines = takeLines(sweep.summary);
    this.results = takeLines(sweep.results);
    const [names] = sweep.summary;
    this.parameters = names.slice(names.indexOf('point') + 1, names.indexOf('statistic'));
    this.statistics = [...new Set(this.lines.map((line) => line.statistic))];
    this.statistic = this.statistics.includes('page_mean_s') ? 'page_mean_s' : this.statistics[0];
  }

  mount(host) {
    this.host = host;
    this.fill();
  }

  /** The points with the statistic that is chosen: { point, parameters, n, mean, low, high }. */
  points() {
    return this.lines.filter((line) => line.statistic === this.statistic).map((line) => ({
      point: line.point, parameters: this.parameters.map((name) => line[name]), n: Number(line.n), mean: line.mean === '' ? NaN : Number(line.mean),
      low: line.ci95_low === '' ? NaN : Number(line.ci95_low), high: line.ci95_high === '' ? NaN : Number(line.ci95_high), median: line.median === '' ? NaN : Number(line.median),
    }));
  }

  fill() {
    const points = this.points();
    const failed = this.results.filter((run) => run.failure || (run.exit !== '' && run.exit !== '0'));
    this.host.replaceChildren(h('div', { class: 'overview' },
      h('div', { class: 'toolbar bare' }, h('h2', { class: 'shown' }, 'Sweep'),
        h('span', { class: 'total' }, `${formatCount(points.length, 'point')}, ${formatCount(this.results.length, 'run')}` + (failed.length ? `, ${failed.length} failed` : '')),
        h('label', {}, 'Statistic ', h('select', { 'aria-label': 'Statistic', onchange: (event) => { this.statistic = event.target.value; this.fill(); } },
          this.statistics.map((name) => h('option', { value: name, selected: name === this.statistic }, name))))),
      this.makePoints(points), this.makePlots()));
  }

  makePoints(points) {
    const values = points.flatMap(({ mean, low, high }) => [mean, low, high]).filter((value) => !Number.isNaN(value));
    const least = Math.min(0, ...values);
    const most = Math.max(...values, least + 1e-9) * 1.02;
    const percent = (value) => (value - least) / (most - least) * 100;
    const ticks = makeTicks(least, most, 5);
    const row = ({ point, parameters, n, mean, low, high, median }) => [
      h('tr', { 'data-point': point }, parameters.map((value) => h('td', {}, value)), h('td', { class: 'number' }, String(n)), h('td', { class: 'number' }, shorten(mean)),
        h('td', { class: 'number' }, Number.isNaN(low) ? '–' : `${shorten(low)} to ${shorten(high)}`), h('td', { class: 'number' }, shorten(median)),
        h('td', { class: 'dots' }, Number.isNaN(low) ? '' : h('span', { class: 'interval', style: `left: ${percent(low)}%; width: ${percent(high) - percent(low)}%` }),
          Number.isNaN(mean) ? '' : h('span', { class: 'mean', style: `left: ${percent(mean)}%` })),
        h('td', {}, h('button', { type: 'button', class: 'small', 'aria-expanded': 'false', onclick: (event) => this.toggleRuns(event.target, point) }, 'Runs'))),
    ];
    return h('table', { class: 'plain points' }, h('caption', {}, `${this.statistic}: mean, and its interval of 95 % confidence`),
      h('thead', {}, h('tr', {}, this.parameters.map((name) => h('th', { scope: 'col' }, name)), ['n', 'Mean', '95 % interval', 'Median'].map((name) => h('th', { scope: 'col', class: 'number' }, name)),
        h('th', { scope: 'col', class: 'dots' }, h('div', { class: 'scale' }, formatTicks(ticks).map((label, i) => h('span', { style: `left: ${percent(ticks[i])}%` }, label)))), h('th', {}))),
      h('tbody', {}, points.flatMap(row)));
  }

  // The runs of a point, below it: their pages, or how to make one.
  toggleRuns(button, point) {
    const line = button.closest('tr');
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', !isOpen);
    if (isOpen) {
      line.nextElementSibling.remove();
      return;
    }
    const runs = this.sweep.runs.map(([at, words, hasTrace], i) => ({ at, words, hasTrace, number: i + 1 })).filter((run) => run.at === point);
    const result = (number) => this.results.find((one) => one.run === String(number));
    line.after(h('tr', { class: 'runs' }, h('td', { colspan: this.parameters.length + 6 }, runs.map(({ number, words, hasTrace }) => {
      const ended = result(number);
      return h('div', {}, hasTrace ? h('a', { href: `runs/${number}/report.html` }, `run ${number}`) : `run ${number}`, ended?.failure ? h('strong', {}, ` failed: ${ended.failure}`) : '',
        hasTrace ? '' : h('code', {}, ` ./ns3-http run ${this.sweep.program} ${words.replace('--trace=none', '--trace=full')}`));
    }))));
  }

  makePlots() {
    return h('section', { class: 'plots' }, this.sweep.plots.map(([name, svg]) => h('figure', {},
      h('img', { src: 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg), alt: `Plot ${name} of the sweep` }), h('figcaption', {}, name))));
  }
}
