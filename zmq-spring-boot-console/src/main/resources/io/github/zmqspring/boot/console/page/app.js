/*
 * Asks the Actuator endpoint once a second and draws what it says.
 */

import { graph, failedHandshakes, lost, Rates } from './model.js';
import { describe, element, Tiles, Topology } from './view.js';

const INTERVAL = 1000;

const byId = (id) => document.getElementById(id);

class Console {

  constructor(endpoint, hint) {
    this.endpoint = endpoint;
    this.hint = hint;
    this.rates = new Rates();
    this.tiles = new Tiles(byId('tiles'));
    this.topology = new Topology(byId('topology'), byId('edges'),
        { act: (...what) => this.act(...what), open: (name) => this.open(name) });
    this.held = false;
    byId('hold').addEventListener('click', () => this.hold());
    byId('details').addEventListener('close', () => this.detailed = null);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.tiles.redraw();
      this.topology.redraw();
    });
    document.addEventListener('visibilitychange', () => !document.hidden && this.refresh());
  }

  run() {
    this.refresh().finally(() => setTimeout(() => this.run(), INTERVAL));
  }

  hold() {
    this.held = !this.held;
    byId('hold').setAttribute('aria-pressed', this.held);
    byId('hold').textContent = this.held ? 'Go on' : 'Hold';
    this.status(this.held ? 'held' : 'live', this.held ? 'held' : 'live');
  }

  async refresh() {
    if (this.held || document.hidden) {
      return;
    }
    try {
      const response = await fetch(this.endpoint, { headers: { Accept: 'application/json' }, cache: 'no-store' });
      if (!response.ok) {
        this.problem(httpProblem(response.status, this.endpoint));
        return;
      }
      const data = await response.json();
      this.problem(null);
      this.draw(data);
      await this.refreshDetails();
    }
    catch (error) {
      if (error instanceof TypeError) {
        this.problem('The application does not answer at ' + this.endpoint + '. ' + this.hint, 'unreachable');
      }
      else {
        this.problem('The picture cannot be drawn: ' + error.message, 'error');
        throw error;
      }
    }
  }

  draw(data) {
    const time = Date.parse(data.time);
    byId('engine').textContent = 'JeroMQ ' + data.engine.jeromq + ' · ZMTP ' + data.engine.zmtp + ' · library '
        + data.engine.library;
    const access = byId('access');
    access.hidden = false;
    access.textContent = data.access;
    access.title = data.access === 'unrestricted' ? 'Listeners and proxies can be steered'
      : 'To steer listeners and proxies set management.endpoint.zmq.access=unrestricted';
    const totals = this.count(data, time);
    this.tiles.update(totals, this.rates);
    this.topology.update(graph(data), data, this.rates);
    byId('empty').hidden = totals.sockets > 0;
    this.status('live', 'live');
  }

  /** Read all counters, and add them up. */
  count(data, time) {
    const keys = new Set();
    const add = (key, value) => {
      keys.add(key);
      this.rates.add(key, value, time);
    };
    const totals = { sockets: 0, open: 0, peers: 0, handshaking: 0, inbound: 0, outbound: 0, lost: 0,
      failedHandshakes: 0, received: 0, sent: 0, listeners: Object.keys(data.listeners).length,
      proxies: Object.keys(data.proxies).length };
    for (const [name, socket] of Object.entries(data.sockets)) {
      const key = 'socket:' + name;
      add(key + ':received', socket.counters.received);
      add(key + ':sent', socket.counters.sent);
      add(key + ':lost', lost(socket));
      totals.sockets++;
      totals.open += socket.state === 'OPEN' ? 1 : 0;
      totals.peers += socket.peers.count;
      totals.handshaking += socket.peers.handshaking;
      totals.inbound += socket.queues.inbound?.waiting || 0;
      totals.outbound += socket.queues.outbound?.waiting || 0;
      totals.lost += lost(socket);
      totals.failedHandshakes += failedHandshakes(socket);
      totals.received += socket.counters.received;
      totals.sent += socket.counters.sent;
    }
    for (const [id, listener] of Object.entries(data.listeners)) {
      add('listener:' + id + ':replied', listener.counters.replied);
    }
    for (const [name, proxy] of Object.entries(data.proxies)) {
      add('proxy:' + name + ':down', proxy.frontendToBackend.messages);
      add('proxy:' + name + ':up', proxy.backendToFrontend.messages);
      add('proxy:' + name + ':captured', proxy.captured);
    }
    add('total:received', totals.received);
    add('total:sent', totals.sent);
    totals.waiting = totals.inbound + totals.outbound;
    this.rates.retain(keys);
    return totals;
  }

  status(kind, text) {
    const live = byId('live');
    if (live.textContent !== text) {
      live.textContent = text;
    }
    live.className = 'pill ' + kind;
  }

  problem(text, status = 'no data') {
    const problem = byId('problem');
    problem.hidden = !text;
    document.body.classList.toggle('stale', Boolean(text));
    if (text && problem.textContent !== text) {
      problem.textContent = text;
    }
    if (text) {
      this.status('bad', status);
    }
  }

  async act(name, kind, operation) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    if (token) {
      headers['X-XSRF-TOKEN'] = decodeURIComponent(token[1]);
    }
    try {
      const response = await fetch(this.endpoint + '/' + encodeURIComponent(name),
          { method: 'POST', headers, body: JSON.stringify({ operation, kind }) });
      if (!response.ok) {
        const body = await response.json().catch(() => ({}));
        this.toast('Cannot ' + operation + ' ' + name + ': ' + (body.reason || 'status ' + response.status));
      }
    }
    catch (error) {
      this.toast('Cannot ' + operation + ' ' + name + ': the application does not answer');
    }
    await this.refresh();
  }

  toast(text) {
    const toast = element('div', { class: 'toast' }, text);
    byId('toasts').append(toast);
    setTimeout(() => toast.remove(), 8000);
  }

  async open(name) {
    this.detailed = name;
    byId('details-title').textContent = name;
    byId('details-body').replaceChildren();
    byId('details').showModal();
    await this.refreshDetails();
  }

  async refreshDetails() {
    const name = this.detailed;
    if (!name) {
      return;
    }
    const response = await fetch(this.endpoint + '/' + encodeURIComponent(name), { cache: 'no-store' });
    const body = await response.json();
    if (this.detailed === name && body.socket) {
      byId('details-body').replaceChildren(...describe(body.socket, Date.now()));
    }
  }
}

function httpProblem(status, endpoint) {
  if (status === 401 || status === 403) {
    return 'You may not read ' + endpoint + ' (status ' + status + '). Sign in to the application first.';
  }
  if (status === 404) {
    return 'There is no Actuator endpoint at ' + endpoint + '. Add spring-boot-starter-actuator, and zmq to '
        + 'management.endpoints.web.exposure.include.';
  }
  return 'The application answers ' + endpoint + ' with status ' + status + '.';
}

async function begin() {
  const config = await (await fetch('config.json', { cache: 'no-store' })).json();
  if (!config.endpoint) {
    byId('problem').textContent = config.hint;
    byId('problem').hidden = false;
    byId('live').textContent = 'no data';
    return;
  }
  const url = new URL(config.endpoint, document.baseURI);
  if (config.port) {
    url.port = config.port;
  }
  new Console(url.href, config.hint || '').run();
}

begin();
