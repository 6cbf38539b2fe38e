/** A snapshot that someone has changed by hand, or to do harm: a message, or a schema that everything works on. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { changed, goodSnapshot, odd, outcome, places, said } from '../fuzz/snapshots';

let good: string;
beforeAll(async () => {
  good = await goodSnapshot();
});
const any = fc.oneof(fc.constantFrom(...odd), fc.jsonValue());

describe('a changed snapshot', () => {
  it('as it was made is usable', async () => {
    expect(await outcome(good)).toBe('usable');
  });
  it('is a message or a schema that every feature works on', async () => {
    const all = [...places(JSON.parse(good))];
    let usable = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: all.length - 1 }), any, async (at, to) => {
        const answer = await outcome(changed(good, all[at]!, to));
        if (answer === 'usable') usable++;
        else expect(answer).toMatch(said);
      }),
      { numRuns: 500 * Number(process.env.FUZZ ?? 1) },
    );
    expect(usable).toBeGreaterThan(20);
  }, 120_000);
  it.each<[string, (document: Record<string, unknown>) => void, string]>([
    [
      'a member that is deep',
      (one) => Object.assign(one, { tables: JSON.parse('['.repeat(2000) + ']'.repeat(2000)) }),
      'is damaged: "tables.0',
    ],
    [
      'a prototype',
      (one) => Object.assign(one, JSON.parse('{"tables":[{"__proto__":{"schema":"a","name":"b"}}]}')),
      'is damaged: "tables.0',
    ],
    [
      'another version',
      (one) => Object.assign(one, { devschema: 2 }),
      'is of format 2, this program reads 1. Update DevSchema',
    ],
    [
      'a column of another type',
      (one) =>
        Object.assign((one as { tables: { columns: { type: unknown }[] }[] }).tables[0]!.columns[0]!, { type: 'int' }),
      '"tables.0.columns.0.type" is not an object',
    ],
    [
      'applied migrations that are none',
      (one) => Object.assign(one, { applied: [{ tool: 'goose', table: 'x', entries: [7] }] }),
      '"applied.0.entries.0" is not an object',
    ],
  ])('%s is said', async (_, change, message) => {
    const document = JSON.parse(good);
    change(document);
    expect(await outcome(JSON.stringify(document))).toContain(message);
  });
  it('a deep member that nobody knows is left out', async () => {
    const nested = `${'{"x":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const deep = good.replace('"devschema": 1,', `"devschema": 1, "x": ${nested},`);
    const [before, after] = deep.split('"comment": "people"');
    expect(await outcome(`${before}"comment": "people", "x": ${nested}${after ?? ''}`)).toBe('usable');
  });
});
