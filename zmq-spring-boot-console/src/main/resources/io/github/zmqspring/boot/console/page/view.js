/*
 * How it is drawn: tiles, cards, edges, details. Elements are made once and then changed,
 * so that focus and screen readers are not disturbed.
 */

import { Sparkline } from './charts.js';
import { compact, duration, failedHandshakes, family, layout, lost, rate, since } from './model.js';

const SVG = 'http://www.w3.org/2000/svg';
const PEER_DOTS = 18;
const GAPS = [76, 56, 36].map((x) => ({ x, y: 30, group: 48 }));

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

function plural(count, one, many = one + 's') {
  return compact(count) + ' ' + (count === 1 ? one : many);
}

/** The totals on top. */
export class Tiles {

  constructor(target) {
    this.target = target;
    this.tiles = {};
    this.make('sockets', 'Sockets open');
    this.make('peers', 'Peers');
    this.make('received', 'Received per second', '--in');
    this.make('sent', 'Sent per second', '--out');
    this.make('waiting', 'Messages waiting');
    this.make('lost', 'Lost or refused');
  }

  make(key, title, colour) {
    const value = element('p', { class: 'tile-value', id: 'tile-' + key }, '–');
    const note = element('p', { class: 'tile-note' });
    const tile = element('div', { class: 'tile' }, element('h3', {}, title), value, note);
    this.tiles[key] = { tile, value, note };
    this.target.append(tile);
    if (colour) {
      const chart = element('div', { class: 'tile-chart', 'aria-hidden': 'true' });
      tile.append(chart);
      this.tiles[key].chart = new Sparkline(chart, [colour], 32);
    }
  }

  update(totals, rates) {
    const set = (key, value, note = '') => {
      setText(this.tiles[key].value, value);
      setText(this.tiles[key].note, note);
    };
    set('sockets', totals.open + ' / ' + totals.sockets,
        plural(totals.listeners, 'listener') + ', ' + plural(totals.proxies, 'proxy', 'proxies'));
    set('peers', compact(totals.peers), totals.handshaking ? totals.handshaking + ' in handshake' : 'all ready');
    set('received', rate(rates.latest('total:received')));
    set('sent', rate(rates.latest('total:sent')));
    set('waiting', compact(totals.waiting), compact(totals.inbound) + ' in, ' + compact(totals.outbound) + ' out');
    set('lost', compact(totals.lost), plural(totals.failedHandshakes, 'failed handshake'));
    this.tiles.lost.tile.classList.toggle('bad', totals.lost + totals.failedHandshakes > 0);
    this.tiles.received.chart.update(rates.history('total:received'));
    this.tiles.sent.chart.update(rates.history('total:sent'));
  }

  redraw() {
    Object.values(this.tiles).forEach((tile) => tile.chart?.draw());
  }
}

function meter(kind, label) {
  const fill = element('span', { class: 'meter-fill ' + kind });
  const bar = element('div', { class: 'meter', role: 'meter', 'aria-valuemin': 0, 'aria-label': label }, fill);
  const text = element('span', { class: 'meter-text' });
  const row = element('div', { class: 'meter-row', 'data-queue': kind },
      element('span', { class: 'meter-label' }, kind === 'in' ? 'in' : 'out'), bar, text);
  return { row, bar, fill, text };
}

function updateMeter(target, depth) {
  if (!depth) {
    target.fill.style.width = '0';
    setText(target.text, 'unknown');
    target.bar.setAttribute('aria-valuenow', 0);
    target.bar.setAttribute('aria-valuetext', 'unknown');
    return;
  }
  const { waiting, limit } = depth;
  // without a limit, a scale that has room for everything
  const share = limit > 0 ? waiting / limit : waiting / (waiting + 1000);
  target.fill.style.width = (waiting > 0 ? Math.max(1.5, Math.min(100, share * 100)) : 0) + '%';
  target.row.classList.toggle('full', limit > 0 && share >= 0.9);
  const text = compact(waiting) + ' / ' + (limit > 0 ? compact(limit) : '∞');
  setText(target.text, text);
  target.bar.setAttribute('aria-valuemax', limit > 0 ? limit : Math.max(1000, waiting));
  target.bar.setAttribute('aria-valuenow', waiting);
  target.bar.setAttribute('aria-valuetext', waiting + ' of ' + (limit > 0 ? limit : 'any number of') + ' messages');
  target.row.dataset.waiting = waiting;
}

/** Start, stop, pause and resume of a listener or proxy. */
class Steering {

  constructor(kind, name, act) {
    this.name = name;
    this.kind = kind;
    this.dot = element('span', { class: 'state-dot', 'aria-hidden': 'true' });
    this.label = element('span', { class: 'steer-name', title: name }, name);
    this.state = element('span', { class: 'steer-state' });
    this.first = element('button', { type: 'button', class: 'icon-button' });
    this.second = element('button', { type: 'button', class: 'icon-button' });
    this.buttons = element('span', { class: 'steer-buttons' }, this.first, this.second);
    this.root = element('div', { class: 'steer', 'data-kind': kind, 'data-name': name },
        this.dot, this.label, this.state, this.buttons);
    for (const button of [this.first, this.second]) {
      button.addEventListener('click', async () => {
        button.disabled = true;
        await act(this.name, this.kind, button.dataset.operation);
        button.disabled = false;
        button.focus();
      });
    }
  }

  update(state, note, writable) {
    this.root.dataset.state = state;
    setText(this.state, state.toLowerCase() + (note ? ' · ' + note : ''));
    this.buttons.hidden = !writable || state === 'TERMINATED';
    const running = state === 'RUNNING' || state === 'PAUSED';
    this.set(this.first, state === 'PAUSED' ? 'resume' : 'pause');
    this.first.hidden = !running;
    this.set(this.second, running || state === 'FAILED' ? 'stop' : 'start');
  }

  set(button, operation) {
    if (button.dataset.operation !== operation) {
      button.dataset.operation = operation;
      const label = operation[0].toUpperCase() + operation.slice(1) + ' ' + this.kind + ' ' + this.name;
      button.setAttribute('aria-label', label);
      button.title = label;
    }
  }
}

class SocketCard {

  constructor(node, { act, open }) {
    const { name, socket } = node;
    this.name = name;
    this.peers = element('div', { class: 'peers', role: 'img' });
    const title = element('button', { type: 'button', class: 'card-title', title: 'Details of ' + name }, name);
    title.addEventListener('click', () => open(name));
    this.endpoints = element('ul', { class: 'endpoints' });
    this.chart = element('div', { class: 'card-chart', 'aria-hidden': 'true' });
    this.rates = element('p', { class: 'card-rates' });
    this.peerText = element('p', { class: 'card-peers' });
    this.inbound = receives(socket.type) ? meter('in', 'Inbound queue of ' + name) : null;
    this.outbound = sends(socket.type) ? meter('out', 'Outbound queue of ' + name) : null;
    this.chips = element('div', { class: 'chips' });
    this.steering = socket.listener ? new Steering('listener', socket.listener, act) : null;
    this.root = element('article', { class: 'card family-' + family(socket.type), 'data-socket': name,
      'aria-label': socket.type + ' socket ' + name },
    this.peers,
    element('header', { class: 'card-head' }, title, element('span', { class: 'type' }, socket.type)),
    this.endpoints,
    element('div', { class: 'card-flow' }, this.chart, element('div', {}, this.rates, this.peerText)),
    this.inbound?.row, this.outbound?.row, this.chips, this.steering?.root);
  }

  mounted() {
    this.sparkline = new Sparkline(this.chart, ['--in', '--out'], 36);
  }

  update(node, data, rates) {
    const { socket } = node;
    this.root.dataset.state = socket.state;
    this.updateEndpoints(socket);
    this.updatePeers(socket.peers);
    const incoming = 'socket:' + this.name + ':received';
    const outgoing = 'socket:' + this.name + ':sent';
    setText(this.rates, (this.inbound ? '↓ ' + rate(rates.latest(incoming)) : '')
        + (this.inbound && this.outbound ? '  ' : '') + (this.outbound ? '↑ ' + rate(rates.latest(outgoing)) : '')
        + ' /s');
    this.sparkline?.update(rates.history(incoming), rates.history(outgoing));
    if (this.inbound) {
      updateMeter(this.inbound, socket.queues.inbound);
    }
    if (this.outbound) {
      updateMeter(this.outbound, socket.queues.outbound);
    }
    this.updateChips(socket, data, rates);
    const listener = socket.listener && data.listeners[socket.listener];
    if (this.steering && listener) {
      const notes = [listener.concurrency > 1 ? '×' + listener.concurrency : null,
        listener.inFlight > 0 ? compact(listener.inFlight) + ' in flight' : null];
      this.steering.update(listener.state, notes.filter(Boolean).join(' · '), data.access === 'unrestricted');
    }
  }

  updateEndpoints(socket) {
    const lines = socket.binds.map((bind) => ['bind', bind.resolved || bind.declared])
      .concat(socket.connects.map((connect) => ['connect', connect]));
    const signature = JSON.stringify([lines, socket.topics]);
    if (this.endpointSignature === signature) {
      return;
    }
    this.endpointSignature = signature;
    const shown = lines.slice(0, 3).map(([how, endpoint]) => element('li', { title: how + ' ' + endpoint },
        element('span', { class: 'how' }, how), endpoint));
    if (lines.length > 3) {
      shown.push(element('li', {}, '+ ' + (lines.length - 3) + ' more'));
    }
    if (socket.topics.length) {
      const topics = socket.topics.slice(0, 3).map((topic) => topic === '' ? 'everything' : '“' + topic + '”');
      shown.push(element('li', {}, element('span', { class: 'how' }, 'topic'),
          topics.join(', ') + (socket.topics.length > 3 ? ' …' : '')));
    }
    this.endpoints.replaceChildren(...shown);
  }

  updatePeers(peers) {
    const label = plural(peers.count, 'peer') + (peers.handshaking ? ', ' + peers.handshaking + ' in handshake' : '');
    setText(this.peerText, peers.required && peers.missingFor
      ? peers.count + ' of ' + peers.required + ' peers' : label);
    this.peers.setAttribute('aria-label', label);
    const states = peers.live.slice(0, PEER_DOTS).map((peer) => peer.state + peer.side + peer.address);
    const all = peers.count + peers.handshaking;
    const signature = states.join() + all;
    if (this.peerSignature !== signature) {
      this.peerSignature = signature;
      const dots = peers.live.slice(0, PEER_DOTS).map((peer) => element('span', {
        class: 'peer ' + peer.state.toLowerCase(),
        title: [peer.socketType, peer.address || 'inproc', peer.userId].filter(Boolean).join(' '),
      }));
      if (all > dots.length) {
        dots.push(element('span', { class: 'peer-more' }, '+' + compact(all - dots.length)));
      }
      this.peers.replaceChildren(...dots);
    }
  }

  updateChips(socket, data, rates) {
    const chips = [];
    const dropped = lost(socket);
    if (dropped > 0) {
      const now = rates.latest('socket:' + this.name + ':lost');
      chips.push([now > 0 ? 'bad now' : 'bad', compact(dropped) + ' lost' + (now > 0 ? ', ' + rate(now) + ' /s' : '')]);
    }
    const failed = failedHandshakes(socket);
    if (failed > 0) {
      chips.push(['bad', plural(failed, 'failed handshake')]);
    }
    if (socket.failure) {
      chips.push(['bad', socket.failure]);
    }
    if (socket.peers.missingFor) {
      chips.push(['bad', 'too few peers for ' + duration(socket.peers.missingFor)]);
    }
    const listener = socket.listener && data.listeners[socket.listener];
    if (listener?.failure) {
      chips.push(['bad', listener.failure]);
    }
    if (listener && listener.counters.failed > 0) {
      chips.push(['warn', plural(listener.counters.failed, 'failed message')]);
    }
    if (socket.requests && socket.requests.inFlight > 0) {
      chips.push(['', plural(socket.requests.inFlight, 'request') + ' in flight']);
    }
    if (socket.requests && socket.requests.timedOut > 0) {
      chips.push(['warn', compact(socket.requests.timedOut) + ' timed out']);
    }
    if (socket.security.mechanism !== 'NULL') {
      chips.push(['', socket.security.mechanism]);
    }
    if (socket.state !== 'OPEN' && !socket.failure) {
      chips.push(['', socket.state.toLowerCase()]);
    }
    const signature = JSON.stringify(chips);
    if (this.chipSignature !== signature) {
      this.chipSignature = signature;
      this.chips.replaceChildren(...chips.map(([kind, text]) => element('span', { class: 'chip ' + kind, title: text },
          text)));
    }
  }

  redraw() {
    this.sparkline?.draw();
  }

  destroy() {
    this.sparkline?.destroy();
    this.root.remove();
  }
}

class ProxyCard {

  constructor(node, { act }) {
    this.name = node.name;
    this.steering = new Steering('proxy', node.name, act);
    this.chart = element('div', { class: 'card-chart', 'aria-hidden': 'true' });
    this.rates = element('p', { class: 'card-rates' });
    this.chips = element('div', { class: 'chips' });
    this.root = element('article', { class: 'card proxy', 'data-proxy': node.name, 'aria-label': 'Proxy ' + node.name },
        element('header', { class: 'card-head' }, element('h3', { class: 'proxy-title' }, node.name),
            element('span', { class: 'type' }, 'PROXY')),
        element('div', { class: 'card-flow' }, this.chart, this.rates), this.chips, this.steering.root);
  }

  mounted() {
    this.sparkline = new Sparkline(this.chart, ['--in', '--out'], 36);
  }

  update(node, data, rates) {
    const { proxy } = node;
    const key = 'proxy:' + this.name;
    this.root.dataset.state = proxy.state;
    setText(this.rates, '→ ' + rate(rates.latest(key + ':down')) + '  ← ' + rate(rates.latest(key + ':up')) + ' /s');
    this.sparkline?.update(rates.history(key + ':down'), rates.history(key + ':up'));
    const dropped = [proxy.frontendToBackend, proxy.backendToFrontend]
      .reduce((sum, way) => sum + way.full + way.unroutable + way.undelivered, 0);
    setText(this.chips, '');
    if (dropped > 0) {
      this.chips.append(element('span', { class: 'chip bad' }, compact(dropped) + ' dropped'));
    }
    this.steering.update(proxy.state, '', data.access === 'unrestricted');
  }

  redraw() {
    this.sparkline?.draw();
  }

  destroy() {
    this.sparkline?.destroy();
    this.root.remove();
  }
}

const SENDS_ONLY = new Set(['PUB', 'PUSH', 'RADIO', 'SCATTER']);
const RECEIVES_ONLY = new Set(['SUB', 'PULL', 'DISH', 'GATHER']);

export function sends(type) {
  return !RECEIVES_ONLY.has(type);
}

export function receives(type) {
  return !SENDS_ONLY.has(type);
}

/** The drawing: cards in their places, and what joins them. */
export class Topology {

  constructor(target, svg, callbacks) {
    this.target = target;
    this.svg = svg;
    this.callbacks = callbacks;
    this.cards = new Map();
    this.paths = new Map();
    new ResizeObserver(() => this.arrange()).observe(target);
  }

  update(graph, data, rates) {
    this.graph = graph;
    for (const [key, card] of this.cards) {
      const node = graph.nodes.get(key);
      if (!node || card.signature !== signature(node)) {
        card.destroy();
        this.cards.delete(key);
      }
    }
    for (const [key, node] of graph.nodes) {
      if (!this.cards.has(key)) {
        const card = node.proxy ? new ProxyCard(node, this.callbacks) : new SocketCard(node, this.callbacks);
        card.signature = signature(node);
        this.target.append(card.root);
        card.mounted();
        this.cards.set(key, card);
      }
      this.cards.get(key).update(node, data, rates);
    }
    this.arrange();
    this.flow(rates);
  }

  /** Place the cards, if any is new or has another size. */
  arrange() {
    if (!this.graph || !this.target.clientWidth) {
      return;
    }
    const sizes = new Map([...this.cards].map(([key, { root }]) => [key,
      { width: root.offsetWidth, height: root.offsetHeight }]));
    const wanted = JSON.stringify([this.target.clientWidth, [...sizes], this.graph.edges]);
    if (wanted === this.arranged) {
      return;
    }
    this.arranged = wanted;
    const { places, width, height } = this.fit(sizes);
    places.forEach((place, key) => {
      this.cards.get(key).root.style.transform = 'translate(' + place.x + 'px,' + place.y + 'px)';
    });
    this.target.style.height = height + 24 + 'px';
    this.svg.setAttribute('width', Math.max(width, this.target.clientWidth));
    this.svg.setAttribute('height', height + 24);
    this.sort(places);
    this.join(places);
  }

  /** With wide gaps, or narrow ones where that is what it takes. */
  fit(sizes) {
    let arranged;
    for (const gap of GAPS) {
      arranged = layout(this.graph, (key) => sizes.get(key), this.target.clientWidth, gap);
      if (arranged.width <= this.target.clientWidth) {
        break;
      }
    }
    return arranged;
  }

  /** For the keyboard and for screen readers: the order of the picture. */
  sort(places) {
    const wanted = [...places].sort(([, a], [, b]) => (a.row - b.row) || (a.x - b.x) || (a.y - b.y))
      .map(([key]) => this.cards.get(key).root);
    const present = [...this.target.querySelectorAll('.card')];
    if (wanted.some((card, index) => card !== present[index])) {
      const active = document.activeElement;
      this.target.append(...wanted);
      if (this.target.contains(active)) {
        active.focus({ preventScroll: true });
      }
    }
  }

  join(places) {
    this.paths.clear();
    this.svg.replaceChildren();
    for (const edge of this.graph.edges) {
      const from = places.get(edge.from);
      const to = places.get(edge.to);
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', curve(from, to));
      path.setAttribute('class', 'edge ' + edge.kind);
      this.svg.append(path);
      this.paths.set(edge, path);
    }
  }

  /** Edges move while messages do. */
  flow(rates) {
    for (const [edge, path] of this.paths) {
      const now = rates.latest(edge.rateKey);
      path.classList.toggle('flowing', now > 0);
      path.style.setProperty('--pace', Math.max(0.35, 1.6 - Math.log10(1 + now) * 0.35) + 's');
    }
  }

  redraw() {
    this.cards.forEach((card) => card.redraw());
  }
}

/** What a card is built of once and for all. */
function signature({ socket }) {
  return socket ? socket.type + ' ' + (socket.listener || '') : '';
}

function curve(from, to) {
  const forward = to.x >= from.x + from.width;
  const y1 = from.y + from.height / 2;
  const y2 = to.y + to.height / 2;
  if (forward) {
    const x1 = from.x + from.width;
    const bend = Math.max(30, (to.x - x1) / 2);
    return 'M' + x1 + ' ' + y1 + 'C' + (x1 + bend) + ' ' + y1 + ' ' + (to.x - bend) + ' ' + y2 + ' ' + to.x + ' ' + y2;
  }
  // back to an earlier column: below both
  const low = Math.max(from.y + from.height, to.y + to.height) + 14;
  const x1 = from.x + from.width / 2;
  const x2 = to.x + to.width / 2;
  return 'M' + x1 + ' ' + (from.y + from.height) + 'C' + x1 + ' ' + low + ' ' + x2 + ' ' + low + ' ' + x2 + ' '
      + (to.y + to.height);
}

function table(caption, head, rows) {
  const body = rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, String(cell ?? '–')))));
  return element('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      element('table', {}, element('caption', {}, caption),
          element('thead', {}, element('tr', {}, ...head.map((cell) => element('th', { scope: 'col' }, cell)))),
          element('tbody', {}, ...body)));
}

function pairs(caption, object) {
  const rows = Object.entries(object).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return rows.length ? table(caption, ['What', 'Value'], rows) : null;
}

function depth(queue) {
  return queue ? queue.waiting + ' / ' + (queue.limit || '∞') : '–';
}

/** Everything about one socket. */
export function describe(socket, now) {
  const peers = socket.peers;
  const parts = [
    pairs('Socket', { type: socket.type, state: socket.state.toLowerCase(), 'declared at': socket.source,
      listener: socket.listener, proxies: socket.proxies.join(', '), mechanism: socket.security.mechanism,
      'ZAP domain': socket.security.zapDomain, 'header frame': socket.headers ? 'yes' : 'no' }),
    table('Peers (' + peers.count + ')', ['Address', 'Began by', 'Type', 'State', 'Since', 'Security', 'In', 'Out'],
        peers.live.map((peer) => [peer.address || 'inproc', { ACCEPTED: 'peer', CONNECTED: 'this side' }[peer.side] || '–',
          peer.socketType, peer.state.toLowerCase(), peer.since ? since(peer.since, now) : null,
          [peer.mechanism, peer.userId].filter(Boolean).join(' '), depth(peer.inbound), depth(peer.outbound)])),
    pairs('Connections since the start', { accepted: peers.totals.accepted, connected: peers.totals.connected,
      disconnected: peers.totals.disconnected, 'reconnect attempts': peers.totals.reconnectAttempts,
      ...Object.fromEntries(Object.entries(peers.totals.failedHandshakes).filter(([, count]) => count > 0)
        .map(([cause, count]) => ['handshakes failed: ' + cause.toLowerCase(), count])) }),
    pairs('Messages', { sent: socket.counters.sent, 'bytes sent': socket.counters.sentBytes,
      received: socket.counters.received, 'bytes received': socket.counters.receivedBytes,
      'missed by slow peers': socket.counters.dropped, 'refused, queues full': socket.counters.rejectedFull,
      'refused, no peer': socket.counters.rejectedNoPeer, 'no such routing id': socket.counters.unroutable,
      'never left': socket.counters.unsent, 'undelivered at a stop': socket.counters.undelivered }),
    socket.requests ? pairs('Requests', socket.requests) : null,
    socket.subscriptions ? table('Subscriptions of peers', ['Topic', 'Peers'],
        Object.entries(socket.subscriptions.topics).map(([topic, count]) => [topic || '(everything)', count])) : null,
    pairs('Options that differ from the default', socket.options),
  ];
  return parts.filter(Boolean);
}
