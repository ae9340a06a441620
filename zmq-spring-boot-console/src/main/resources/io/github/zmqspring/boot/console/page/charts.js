/*
 * Sparklines: uPlot without axes, legend and cursor.
 */

import { HISTORY } from './model.js';

const X = Array.from({ length: HISTORY }, (_, index) => index);

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(width, height, names) {
  return {
    width, height,
    legend: { show: false },
    cursor: { show: false },
    select: { show: false },
    padding: [3, 0, 1, 0],
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: [0, HISTORY - 1] },
      y: { range: (chart, min, max) => [0, Math.max(1, (max || 0) * 1.15)] },
    },
    series: [{}].concat(names.map((name) => ({
      stroke: colour(name), width: 1.6, fill: colour(name) + '26', points: { show: false }, spanGaps: false,
      paths: window.uPlot.paths.spline(),
    }))),
  };
}

/** A chart of a few series that grows with its element. */
export class Sparkline {

  /**
   * @param element where to draw
   * @param names of the CSS variables with the colours, one for each series
   */
  constructor(element, names, height = 40) {
    this.element = element;
    this.names = names;
    this.height = height;
    this.data = [X].concat(names.map(() => Array(HISTORY).fill(null)));
    this.draw();
  }

  draw() {
    this.chart?.destroy();
    this.width = Math.max(40, this.element.clientWidth);
    this.chart = new window.uPlot(options(this.width, this.height, this.names), this.data, this.element);
  }

  update(...series) {
    this.data = [X, ...series];
    if (this.element.clientWidth && this.element.clientWidth !== this.width) {
      this.width = this.element.clientWidth;
      this.chart.setSize({ width: this.width, height: this.height });
    }
    this.chart.setData(this.data);
  }

  destroy() {
    this.chart.destroy();
  }
}
