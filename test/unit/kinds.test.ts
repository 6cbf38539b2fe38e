/** The registry of kinds of object, and that nothing lists them beside it. */
import { describe, expect, it } from 'vitest';
import { allKinds, kinds, schemaMaps } from '../../server/src/model/kinds';
import { emptySchema } from '../../server/src/model/schema';
import { kindLists } from '../support/kind-lists';
import { readModules } from '../support/source-graph';

/** Lists by hand that are still there: this number only ever goes down. */
const LISTS = 10;

describe('kinds of object', () => {
  it('name every map of a schema, each once', () => {
    const { serverVersion: _, searchPath: _path, unknown: _unknown, ...maps } = emptySchema();
    expect([...schemaMaps].sort()).toEqual(Object.keys(maps).sort());
  });
  it('have a place of their own among the lists of a snapshot', () => {
    expect(new Set(allKinds.map((kind) => kinds[kind].written)).size).toBe(allKinds.length);
  });
  it('are listed by hand in few places', { timeout: 240_000 }, () => {
    const lists = kindLists(readModules(['server/src']));
    expect(lists.length, lists.join('\n')).toBeLessThanOrEqual(LISTS);
  });
});
