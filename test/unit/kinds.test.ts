/** The registry of kinds of object, and that nothing lists them beside it. */
import { describe, expect, it } from 'vitest';
import { allKinds, kinds, schemaMaps } from '../../server/src/model/kinds';
import { emptySchema } from '../../server/src/model/schema';
import { kindLists } from '../support/kind-lists';
import { readModules } from '../support/source-graph';

describe('kinds of object', () => {
  it('name every map of a schema, each once', () => {
    const { serverVersion: _, searchPath: _path, unknown: _unknown, ...maps } = emptySchema();
    expect([...schemaMaps].sort()).toEqual(Object.keys(maps).sort());
  });
  it('have a place of their own among the lists of a snapshot', () => {
    expect(new Set(allKinds.map((kind) => kinds[kind].written)).size).toBe(allKinds.length);
  });
  it('are listed nowhere beside the registry', { timeout: 240_000 }, () => {
    expect(kindLists(readModules(['server/src']))).toEqual([]);
  });
});
