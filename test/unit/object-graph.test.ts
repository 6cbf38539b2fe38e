import { expect, it } from 'vitest';
import { readGraph, writeGraph } from '../../server/src/model/object-graph';
import { PMap } from '../../server/src/model/persistent-map';

const again = (value: unknown, common: readonly unknown[] = []) => readGraph(writeGraph(value, common), common);

it('gives back what was written, whatever it holds', () => {
  const value = {
    ...{ text: 'a\u0000"\\\u2028é😀', empty: '', missing: undefined, nothing: null, yes: true, no: false },
    ...{ numbers: [0, 1, -1, 1.5, 2 ** 40], list: [[], [undefined, null]], set: new Set(['a', 1, { b: 2 }]), none: {} },
  };
  expect(again(value)).toEqual(value);
  expect(Object.keys(again(value) as object)).toEqual(Object.keys(value));
  for (const atom of [undefined, null, true, 7, 'seven']) expect(again(atom)).toBe(atom);
});

it('gives back maps, whose keys are found, and one object where it was one', () => {
  const shared = { name: 'shared' };
  const many = Array.from({ length: 200 }, (_, at) => [`k${at}`, at === 7 ? shared : { at }] as const);
  const map = PMap.from<object>(many);
  const written = { map, later: map.without('k3').with('k4', shared), empty: PMap.empty(), list: [shared] };
  const read = again(written) as typeof written;
  expect([...read.map].sort()).toEqual([...map].sort());
  expect([read.map.size, read.later.size, read.empty.size]).toEqual([200, 199, 0]);
  expect([read.later.get('k3'), read.later.get('k4'), read.map.get('k7')]).toEqual([
    undefined,
    ...[read.list[0], read.list[0]],
  ]);
  expect(read.later.get('k4')).toBe(read.list[0]);
  expect(read.later.changesFrom(read.map).map(({ key }) => key)).toHaveLength(2);
});

it('does not write what both have, and reads nothing where one has another', () => {
  const common = { tables: PMap.from([['a', { long: 'a text that only the common object has' }]]) };
  const text = writeGraph({ start: common, end: [common.tables] }, [common]);
  expect(text).not.toContain('only the common');
  const read = readGraph(text, [common]) as { readonly start: unknown; readonly end: readonly unknown[] };
  expect([read.start, read.end[0]]).toEqual([common, common.tables]);
  expect(read.start).toBe(common);
  expect(readGraph(text, [{ tables: common.tables, more: 1 }])).toBeUndefined();
  expect(readGraph(text, [{ tables: PMap.from([['b', { long: 'another' }]]) }])).toBeUndefined();
});

it('writes nothing that it could not give back', () => {
  for (const value of [Number.NaN, 1n, () => 1, new Map(), new Date(), Object.create({ a: 1 }), Symbol('s')])
    expect(() => writeGraph({ value }, [])).toThrow();
  expect(() => writeGraph(JSON.parse('{"__proto__": 1}'), [])).toThrow();
});

it('reads no graph that ends too early', () => {
  const graph = JSON.parse(writeGraph({ list: [1, 2] }, []));
  expect(() => readGraph(JSON.stringify({ ...graph, nodes: graph.nodes.slice(0, -1) }), [])).toThrow();
});
