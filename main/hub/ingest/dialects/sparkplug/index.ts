/**
 * The Sparkplug B dialect, as a host application: births tell names, types and aliases, data says values by them, deaths
 * count for the session they belong to. Data without a birth, and a gap in the sequence, ask the node to be born again.
 */
import { newTold, type Dialect, type Told } from '#hub/ingest/message.ts';
import type { ForeignDevice } from '#hub/ingest/foreign/foreignDevice.ts';
import { gatewayKind } from '#hub/ingest/foreign/foreignDevices.ts';
import type { ForeignPoint } from '#hub/ingest/foreign/reading.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ForeignDialectOptions } from '../createDialects.ts';
import { hasGap, mayAsk, newEdgeNode, type BornMetric, type EdgeNode } from './edgeNode.ts';
import { decodePayload, encodeMetrics, type Metric, type MetricOrder, type Payload } from './payload.ts';

const mostNodes = 5000;
const mostRemembered = 50_000;
const rebirth = 'Node Control/Rebirth';
const verbs = ['NBIRTH', 'NDEATH', 'NDATA', 'DBIRTH', 'DDEATH', 'DDATA'] as const;
type Verb = (typeof verbs)[number];

interface Route {
  readonly verb: Verb;
  readonly node: EdgeNode;
  /** Empty: the node itself. */
  readonly device: string;
}

export function createSparkplug({ base, devices, now }: ForeignDialectOptions): Dialect {
  const root = `${base}/`;
  const host = `${root}STATE/linli`;
  const startedMs = now();
  const nodes = new Map<string, EdgeNode>();
  const routes = new Map<string, Route | null>();
  const idOf = ({ key }: EdgeNode, device: string) => (device === '' ? key : `${key}/${device}`);

  function findRoute(topic: string): Route | null {
    const [group = '', given, id = '', device = '', ...more] = topic.slice(root.length).split('/');
    const verb = verbs.find((one) => one === given);
    const isNodes = verb?.startsWith('N') === true;
    if (!verb || group === '' || id === '' || more.length > 0 || isNodes !== (device === '')) return null;
    const key = `${group}/${id}`;
    const node = nodes.get(key) ?? newEdgeNode(group, id);
    if (nodes.size < mostNodes) nodes.set(key, node);
    return { verb, node, device };
  }

  function routeOf(topic: string): Route | null {
    const known = routes.get(topic);
    if (known !== undefined) return known;
    const route = findRoute(topic);
    if (routes.size >= mostRemembered) routes.clear();
    routes.set(topic, route);
    return route;
  }

  function askRebirth(told: Told, node: EdgeNode): void {
    const nowMs = now();
    if (!mayAsk(node, nowMs)) return;
    told.answers.push({
      topic: `${root}${node.group}/NCMD/${node.id}`,
      payload: encodeMetrics([{ name: rebirth, alias: null, type: 'Boolean', value: true }], nowMs),
      qos: 0,
    });
  }

  function away(told: Told, node: EdgeNode): void {
    for (const device of node.born.values()) devices.available(told, device, false);
    node.born.clear();
  }

  function bearGateway(told: Told, node: EdgeNode): void {
    const gateway = devices.learn(told, node.key, { name: node.id, kind: gatewayKind });
    if (!gateway) return;
    node.born.set('', gateway);
    devices.available(told, gateway, true);
  }

  function beBorn(told: Told, node: EdgeNode, device: string, { metrics }: Payload): void {
    const known = new Map<string, BornMetric>();
    const points: ForeignPoint[] = [];
    for (const metric of metrics) {
      if (metric.name === '' || isControl(metric.name)) continue;
      const born = { name: metric.name, alias: metric.alias, type: metric.type };
      known.set(metric.name, born);
      if (metric.alias !== null) node.aliases.set(metric.alias, born);
      if (metric.value === undefined)
        told.refusals.push(
          fault('metric-type', { point: metric.name.slice(0, 100), type: String(metric.type) }),
        );
      else points.push(pointOf(metric));
    }
    node.metrics.set(device, known);
    // A node of which nothing is known is a device once others speak through it.
    if (device === '' && points.length === 0) return;
    if (device !== '' && !node.born.has('')) bearGateway(told, node);
    const learnt = devices.learn(told, idOf(node, device), {
      name: device === '' ? node.id : device,
      model: node.key,
      points,
      ...(device === '' ? {} : { via: node.key }),
    });
    if (!learnt) return;
    node.born.set(device, learnt);
    devices.available(told, learnt, true);
    sayMetrics(told, node, device, learnt, metrics);
  }

  function sayMetrics(
    told: Told,
    node: EdgeNode,
    device: string,
    learnt: ForeignDevice,
    metrics: readonly Metric[],
  ): void {
    let values: Record<string, unknown> = {};
    let count = 0;
    let tMs: number | null = null;
    const known = node.metrics.get(device);
    for (const metric of metrics) {
      const { value, alias } = metric;
      const name = metric.name === '' && alias !== null ? (node.aliases.get(alias)?.name ?? '') : metric.name;
      if (value === undefined || name === '' || isControl(name)) {
        if (name === '') unknownAlias(told, node, alias);
        continue;
      }
      if (!known?.has(name)) {
        told.refusals.push(fault('before-birth', { device: `${node.key} ${name.slice(0, 100)}` }));
        askRebirth(told, node);
        continue;
      }
      if (count > 0 && metric.tMs !== tMs) {
        devices.say(told, learnt, values, tMs);
        values = {};
      }
      tMs = metric.tMs;
      values[name === '__proto__' ? 'proto' : name] = value;
      count++;
    }
    if (count > 0) devices.say(told, learnt, values, tMs);
  }

  function unknownAlias(told: Told, node: EdgeNode, alias: number | null): void {
    told.refusals.push(fault('before-birth', { device: `${node.key} #${alias ?? ''}` }));
    askRebirth(told, node);
  }

  function bearNode(told: Told, node: EdgeNode, payload: Payload): void {
    away(told, node);
    node.aliases.clear();
    node.metrics.clear();
    node.isBorn = true;
    node.seq = payload.seq;
    node.bdSeq = bdSeqIn(payload);
    beBorn(told, node, '', payload);
  }

  function killNode(told: Told, node: EdgeNode, payload: Payload): void {
    const given = bdSeqIn(payload);
    if (node.bdSeq !== null && given !== node.bdSeq)
      return void told.refusals.push(fault('stale-death', { given: given ?? '–', expected: node.bdSeq }));
    node.isBorn = false;
    node.seq = null;
    away(told, node);
  }

  function hear(told: Told, { verb, node, device }: Route, payload: Payload): void {
    if (verb === 'NBIRTH') return bearNode(told, node, payload);
    if (verb === 'NDEATH') return killNode(told, node, payload);
    if (!node.isBorn) {
      told.refusals.push(fault('before-birth', { device: idOf(node, device) }));
      return askRebirth(told, node);
    }
    if (hasGap(node, payload.seq)) askRebirth(told, node);
    const known = node.born.get(device);
    switch (verb) {
      case 'DBIRTH':
        return beBorn(told, node, device, payload);
      case 'DDEATH':
        if (known) devices.available(told, known, false);
        node.born.delete(device);
        return;
      case 'NDATA':
      case 'DDATA':
        if (payload.metrics.length === 0) return;
        if (known) return sayMetrics(told, node, device, known, payload.metrics);
        told.refusals.push(fault('before-birth', { device: idOf(node, device) }));
        return askRebirth(told, node);
    }
  }

  return {
    id: 'sparkplug',
    foreign: devices,
    subscriptions: [`${root}#`],
    birth: {
      topic: host,
      payload: JSON.stringify({ online: true, timestamp: startedMs }),
      qos: 1,
      retain: true,
    },
    will: {
      topic: host,
      payload: JSON.stringify({ online: false, timestamp: startedMs }),
      qos: 1,
      retain: true,
    },
    owns: (topic) => topic.startsWith(root),
    decode(topic, payload) {
      const told = newTold();
      const route = routeOf(topic);
      if (!route || payload.byteLength === 0) return told;
      const found = decodePayload(payload);
      if (found.ok) hear(told, route, found.value);
      else told.refusals.push(found.error);
      return told;
    },
    encode(order, owner) {
      const asked = devices.order(order, owner);
      if (!asked) return null;
      const [group = '', node = '', device = ''] = asked.device.id.split('/');
      const metrics = nodes.get(`${group}/${node}`)?.metrics.get(device);
      const orders = asked.words.flatMap(({ key, word }): MetricOrder[] => {
        const metric = metrics?.get(key);
        const isValue = typeof word === 'string' || typeof word === 'number' || typeof word === 'boolean';
        return metric && isValue ? [{ ...metric, value: word }] : [];
      });
      if (orders.length === 0) return null;
      const to = device === '' ? `${group}/NCMD/${node}` : `${group}/DCMD/${node}/${device}`;
      return { topic: root + to, payload: encodeMetrics(orders, order.atMs), qos: 1 };
    },
  };
}

function isControl(name: string): boolean {
  return name === 'bdSeq' || name.startsWith('Node Control/') || name.startsWith('Device Control/');
}

function bdSeqIn({ metrics }: Payload): number | null {
  const value = metrics.find(({ name }) => name === 'bdSeq')?.value;
  return typeof value === 'number' ? value : null;
}

function pointOf({ name, type, unit }: Metric): ForeignPoint {
  const kind =
    type === 'Boolean'
      ? 'boolean'
      : type === 'String' || type === 'Text' || type === 'UUID'
        ? 'text'
        : 'number';
  const usual = type === 'DateTime' ? 'ms-epoch' : unit;
  return {
    key: name === '__proto__' ? 'proto' : name,
    kind,
    settable: true,
    ...(usual ? { unit: usual } : {}),
  };
}
