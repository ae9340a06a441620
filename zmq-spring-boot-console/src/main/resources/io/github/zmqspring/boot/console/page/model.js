/*
 * What the page knows, apart from how it is drawn: no DOM in here.
 */

/** How many samples a sparkline shows, one a second. */
export const HISTORY = 60;

const FAMILIES = {
  REQ: 'request', REP: 'request', DEALER: 'request', ROUTER: 'request', CLIENT: 'request', SERVER: 'request',
  PEER: 'request', PUB: 'pubsub', SUB: 'pubsub', XPUB: 'pubsub', XSUB: 'pubsub', RADIO: 'pubsub', DISH: 'pubsub',
  PUSH: 'pipeline', PULL: 'pipeline', SCATTER: 'pipeline', GATHER: 'pipeline',
};

/** Messages flow from a type of the first kind to one of the second. */
const UPSTREAM = new Set(['PUB', 'XPUB', 'PUSH', 'RADIO', 'SCATTER', 'REQ', 'DEALER', 'CLIENT']);
const DOWNSTREAM = new Set(['SUB', 'XSUB', 'PULL', 'DISH', 'GATHER', 'REP', 'ROUTER', 'SERVER']);

export function family(type) {
  return FAMILIES[type] || 'pair';
}

/** Messages that were lost or refused, whatever the reason. */
export function lost(socket) {
  const c = socket.counters;
  return c.dropped + c.rejectedFull + c.rejectedNoPeer + c.unroutable + c.unsent + c.undelivered;
}

export function failedHandshakes(socket) {
  return Object.values(socket.peers.totals.failedHandshakes || {}).reduce((sum, count) => sum + count, 0);
}

/** Keeps the latest rates of counters, from two readings each. */
export class Rates {

  constructor() {
    this.series = new Map();
  }

  /**
   * Take the reading of a counter.
   * @returns the rate per second since the reading before
   */
  add(key, value, time) {
    let series = this.series.get(key);
    if (!series) {
      series = { value, time, rates: [] };
      this.series.set(key, series);
      return 0;
    }
    const seconds = (time - series.time) / 1000;
    if (seconds > 0) {
      // a smaller value: the application was started anew
      const rate = Math.max(0, value - series.value) / seconds;
      series.rates.push(rate);
      if (series.rates.length > HISTORY) {
        series.rates.shift();
      }
      series.value = value;
      series.time = time;
    }
    return this.latest(key);
  }

  latest(key) {
    const series = this.series.get(key);
    return series && series.rates.length ? series.rates[series.rates.length - 1] : 0;
  }

  /** The rates, oldest first, filled up in front with null. */
  history(key) {
    const series = this.series.get(key);
    const rates = series ? series.rates : [];
    return Array(HISTORY - rates.length).fill(null).concat(rates);
  }

  retain(keys) {
    for (const key of this.series.keys()) {
      if (!keys.has(key)) {
        this.series.delete(key);
      }
    }
  }
}

function parse(endpoint) {
  const match = /^(\w+):\/\/(?:(.*):)?([^:]*)$/.exec(endpoint);
  return match ? { transport: match[1], host: match[2] || '', port: match[3] } : null;
}

const ANY = new Set(['*', '0.0.0.0', '[::]', '::']);
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]', '[0:0:0:0:0:0:0:1]']);

/** Whether what is connected is what is bound, both within the application. */
export function leadsTo(connect, bind) {
  if (connect === bind) {
    return true;
  }
  const from = parse(connect);
  const to = parse(bind);
  if (!from || !to || from.transport !== 'tcp' || to.transport !== 'tcp' || from.port !== to.port) {
    return false;
  }
  return from.host === to.host || (LOCAL.has(from.host) && (LOCAL.has(to.host) || ANY.has(to.host)));
}

/**
 * Make the graph: sockets and proxies are nodes; edges say where messages go.
 * @returns nodes by key, and edges { from, to, kind: link | proxy | sendTo, rateKey }
 */
export function graph(data) {
  const nodes = new Map();
  const edges = [];
  const edge = (from, to, kind, rateKey) => edges.push({ from, to, kind, rateKey });
  for (const [name, socket] of Object.entries(data.sockets)) {
    nodes.set('socket:' + name, { key: 'socket:' + name, name, socket });
  }
  for (const [name, proxy] of Object.entries(data.proxies)) {
    const key = 'proxy:' + name;
    nodes.set(key, { key, name, proxy });
    edge('socket:' + proxy.frontend, key, 'proxy', key + ':down');
    edge(key, 'socket:' + proxy.backend, 'proxy', key + ':down');
    if (proxy.capture) {
      edge(key, 'socket:' + proxy.capture, 'proxy', key + ':captured');
    }
  }
  for (const [name, socket] of Object.entries(data.sockets)) {
    for (const [other, peer] of Object.entries(data.sockets)) {
      const linked = socket.connects.some((connect) => peer.binds.some(
          (bind) => leadsTo(connect, bind.resolved || bind.declared) || leadsTo(connect, bind.declared)));
      if (linked && name !== other) {
        const reversed = DOWNSTREAM.has(socket.type) && UPSTREAM.has(peer.type);
        const from = reversed ? other : name;
        const to = reversed ? name : other;
        edge('socket:' + from, 'socket:' + to, 'link', 'socket:' + to + ':received');
      }
    }
  }
  for (const [id, listener] of Object.entries(data.listeners)) {
    for (const target of listener.sendTo) {
      edge('socket:' + listener.socket, 'socket:' + target, 'sendTo', 'listener:' + id + ':replied');
    }
  }
  return { nodes, edges: edges.filter((one) => nodes.has(one.from) && nodes.has(one.to)) };
}

/** Nodes that hang together, largest first. */
function components({ nodes, edges }) {
  const leader = new Map();
  const find = (key) => {
    let root = key;
    while (leader.get(root) !== root) {
      root = leader.get(root);
    }
    return root;
  };
  nodes.forEach((node, key) => leader.set(key, key));
  edges.forEach(({ from, to }) => leader.set(find(from), find(to)));
  const groups = new Map();
  nodes.forEach((node, key) => {
    const root = find(key);
    if (!groups.has(root)) {
      groups.set(root, []);
    }
    groups.get(root).push(key);
  });
  return [...groups.values()];
}

/** Put each node one layer behind the last of those that send to it. */
function layers(keys, edges) {
  const incoming = new Map(keys.map((key) => [key, []]));
  edges.forEach(({ from, to }) => incoming.has(to) && incoming.get(to).push(from));
  const depth = new Map();
  const visiting = new Set();
  const depthOf = (key) => {
    if (depth.has(key)) {
      return depth.get(key);
    }
    if (visiting.has(key)) {
      return -1; // a circle: cut here
    }
    visiting.add(key);
    const deepest = incoming.get(key).reduce((max, from) => Math.max(max, depthOf(from)), -1);
    visiting.delete(key);
    depth.set(key, deepest + 1);
    return deepest + 1;
  };
  keys.forEach(depthOf);
  pullForward(keys, edges, depth);
  const result = [];
  keys.forEach((key) => (result[depth.get(key)] ||= []).push(key));
  return order(result.filter(Boolean), incoming);
}

/** A node that nothing sends to stands next to the first that it sends to. */
function pullForward(keys, edges, depth) {
  for (const key of keys) {
    const hasIncoming = edges.some((edge) => edge.to === key);
    const targets = edges.filter((edge) => edge.from === key && depth.get(edge.to) > depth.get(key));
    if (!hasIncoming && targets.length) {
      depth.set(key, Math.min(...targets.map((edge) => depth.get(edge.to))) - 1);
    }
  }
}

/** Within a layer, follow the order of those that send. */
function order(result, incoming) {
  const position = new Map();
  for (const layer of result) {
    const weight = (key) => {
      const known = incoming.get(key).filter((from) => position.has(from));
      return known.length ? known.reduce((sum, from) => sum + position.get(from), 0) / known.length : Infinity;
    };
    const weighted = layer.map((key, index) => ({ key, index, weight: weight(key) }));
    weighted.sort((a, b) => (a.weight === b.weight) ? a.index - b.index : a.weight - b.weight);
    weighted.forEach(({ key }, index) => {
      layer[index] = key;
      position.set(key, index);
    });
  }
  return result;
}

/**
 * Find a place for each node: what hangs together stands together, from left to right as
 * messages go; such groups fill the width.
 * @param size tells width and height of a node
 * @param gap between columns (x), within a column (y), and between groups
 * @returns places by key, and the width and height of all
 */
export function layout(whole, size, width, gap) {
  const groups = components(whole).map((keys) => {
    const members = new Set(keys);
    const columns = layers(keys, whole.edges.filter((edge) => members.has(edge.from)));
    const sizes = columns.map((column) => ({
      width: Math.max(...column.map((key) => size(key).width)),
      height: column.reduce((sum, key) => sum + size(key).height, (column.length - 1) * gap.y),
    }));
    return {
      columns,
      sizes,
      width: sizes.reduce((sum, column) => sum + column.width, (columns.length - 1) * gap.x),
      height: Math.max(...sizes.map((column) => column.height)),
    };
  });
  groups.sort((a, b) => (b.width - a.width) || (b.height - a.height));
  const places = new Map();
  let top = 0;
  let right = 0;
  let waiting = groups;
  while (waiting.length) {
    const rest = [];
    let left = 0;
    let height = 0;
    for (const group of waiting) {
      if (left > 0 && left + group.width > width) {
        rest.push(group);
        continue;
      }
      place(group, left, top, size, gap, places);
      right = Math.max(right, left + group.width);
      left += group.width + gap.group;
      height = Math.max(height, group.height);
    }
    top += height + gap.group;
    waiting = rest;
  }
  return { places, width: right, height: Math.max(0, top - gap.group) };
}

function place(group, left, top, size, gap, places) {
  let x = left;
  group.columns.forEach((column, index) => {
    let y = top + (group.height - group.sizes[index].height) / 2;
    for (const key of column) {
      const { width, height } = size(key);
      places.set(key, { x, y, width, height, row: top });
      y += height + gap.y;
    }
    x += group.sizes[index].width + gap.x;
  });
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const PLAIN = new Intl.NumberFormat('en');

export function compact(number) {
  return number < 10000 ? PLAIN.format(Math.round(number)) : COMPACT.format(number);
}

export function rate(number) {
  if (number > 0 && number < 10) {
    return number.toFixed(1);
  }
  return compact(number);
}

/** An ISO 8601 duration, for people. */
export function duration(iso) {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
  if (!match) {
    return iso;
  }
  const [, hours, minutes, seconds] = match;
  return [hours && hours + ' h', minutes && minutes + ' min', seconds && Math.round(seconds) + ' s']
    .filter(Boolean).join(' ') || '0 s';
}

export function since(iso, now) {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 120) {
    return seconds + ' s';
  }
  return seconds < 7200 ? Math.round(seconds / 60) + ' min' : Math.round(seconds / 3600) + ' h';
}
