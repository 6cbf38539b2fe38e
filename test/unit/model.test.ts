import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PMap } from '../../server/src/model/persistent-map';
import { Lookup } from '../../server/src/model/secondary-index';
import { formatType, type SqlType, sameType } from '../../server/src/model/types';
import {
  byteLength,
  chooseName,
  clipBytes,
  displayName,
  foldIdentifier,
  makeObjectName,
  quoteIdentifier,
  quoteLiteral,
} from '../../server/src/text/names';

describe('names', () => {
  it('folds ASCII only and truncates at 63 bytes without splitting a character', () => {
    expect(foldIdentifier('Straße_ÄB')).toBe('straße_Äb');
    const folded = foldIdentifier(`${'a'.repeat(62)}é`);
    expect(folded).toBe('a'.repeat(62));
  });
  it('quotes what would not come back bare', () => {
    expect(quoteIdentifier('user_id')).toBe('user_id');
    expect(quoteIdentifier('user')).toBe('"user"');
    expect(quoteIdentifier('int')).toBe('"int"');
    expect(quoteIdentifier('name')).toBe('name');
    expect(quoteIdentifier('a"b')).toBe('"a""b"');
    expect(quoteIdentifier('bazaar-vid_x')).toBe('"bazaar-vid_x"');
    expect(quoteIdentifier('id', 'always')).toBe('"id"');
  });
  it('writes string constants the server reads back, backslashes included', () => {
    expect(quoteLiteral("it's")).toBe("'it''s'");
    expect(quoteLiteral('a\\b')).toBe("E'a\\\\b'");
  });
  it('shows the schema only outside the search path', () => {
    expect(displayName({ schema: 'public', name: 't' })).toBe('t');
    expect(displayName({ schema: 'app', name: 'My t' })).toBe('app."My t"');
  });
  it('makes the names PostgreSQL would choose', () => {
    expect(makeObjectName('t', 'a', 'key')).toBe('t_a_key');
    const long = makeObjectName('a'.repeat(60), 'b'.repeat(20), 'fkey');
    expect(long).toBe(`${'a'.repeat(37)}_${'b'.repeat(20)}_fkey`);
    expect(chooseName('t', 'a', 'idx', (name) => name === 't_a_idx')).toBe('t_a_idx1');
  });
  it('never makes a name of more than 63 bytes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), fc.string({ maxLength: 90 }), (a, b) => {
        expect(byteLength(makeObjectName(a, b, 'fkey'))).toBeLessThanOrEqual(63);
        expect(byteLength(clipBytes(a, 20))).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('types', () => {
  const timestamp: SqlType = { name: 'timestamp with time zone', modifiers: '3', builtin: true };
  it('are spelt as format_type does', () => {
    expect(formatType(timestamp)).toBe('timestamp(3) with time zone');
    expect(formatType({ name: 'interval', fields: 'day to second', modifiers: '3', builtin: true })).toBe(
      'interval day to second(3)',
    );
    expect(formatType({ name: 'character varying', modifiers: '80', builtin: true, array: true })).toBe(
      'character varying(80)[]',
    );
    expect(formatType({ schema: 'app', name: 'My Type' }, 'needed', ['public'])).toBe('app."My Type"');
  });
  it('are the same only with the same modifiers, and for a user type where the schema is open', () => {
    expect(sameType(timestamp, { ...timestamp, modifiers: '6' })).toBe(false);
    expect(sameType({ schema: 'public', name: 'mood' }, { name: 'mood' })).toBe(true);
    expect(sameType({ schema: 'public', name: 'mood' }, { schema: 'app', name: 'mood' })).toBe(false);
  });
});

describe('PMap', () => {
  it('behaves like a Map that is copied at every change', () => {
    const change = fc.tuple(fc.constantFrom('with', 'without'), fc.integer({ min: 0, max: 40 }), fc.integer());
    fc.assert(
      fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
        let map = PMap.empty<number>();
        const plain = new Map<string, number>();
        const kept: [PMap<number>, Map<string, number>][] = [];
        for (const [what, key, value] of changes) {
          map = what === 'with' ? map.with(`k${key}`, value) : map.without(`k${key}`);
          if (what === 'with') plain.set(`k${key}`, value);
          else plain.delete(`k${key}`);
          kept.push([map, new Map(plain)]);
        }
        for (const [persistent, copy] of kept) {
          expect(persistent.size).toBe(copy.size);
          expect(new Map(persistent)).toEqual(copy);
        }
      }),
    );
  });
  it('tells what differs from any other map, and carries what is found by another key along', () => {
    const change = fc.tuple(
      fc.constantFrom('with', 'without'),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 150 }), fc.nat(), (changes, pick) => {
        const lookup = new Lookup<number>('tables', (value) => [`v${value}`]);
        const maps = [PMap.empty<number>()];
        for (const [what, key, value] of changes) {
          const last = maps.at(-1)!;
          maps.push(what === 'with' ? last.with(`k${key}`, value) : last.without(`k${key}`));
        }
        const [one, other] = [maps[pick % maps.length]!, maps.at(-1)!];
        let changed = one;
        for (const { key, before, after } of other.changesFrom(one)) {
          expect(one.get(key)).toBe(before);
          changed = after === undefined ? changed.without(key) : changed.with(key, after);
        }
        expect(new Map(changed)).toEqual(new Map(other));
        for (const map of [...maps, one])
          for (let value = 0; value < 6; value++) {
            const wanted = [...map].filter(([, each]) => each === value).sort(([a], [b]) => (a < b ? -1 : 1));
            expect(lookup.entries(map, `v${value}`)).toEqual(wanted);
            expect(lookup.has(map, `v${value}`)).toBe(wanted.length > 0);
          }
      }),
    );
  });
  it('finds by another key the same for the first keys, which are looked for, as for later ones', () => {
    // Every lookup is known to whoever prepares answers: another file's schemas, in this process, have other values.
    const keysOf = (words: string): string[] => (typeof words === 'string' ? words.split(' ') : []);
    const byWord = new Lookup<string>('tables', keysOf, undefined, (key) => (words) => keysOf(words).includes(key));
    const entries = Array.from({ length: 2500 }, (_, at): [string, string] => [`e${at}`, `w${at % 700} v${at}`]);
    let map = PMap.from(entries);
    for (const [at, key] of ['w5', 'none', 'v9', 'w5', 'w699', 'v2499', 'none'].entries()) {
      const words = `w${at} ${key}`;
      const brute = [...map].filter(([, value]) => keysOf(value).includes(key)).map(([entry]) => entry);
      expect(byWord.entries(map, key).map(([entry]) => entry)).toEqual(brute.sort());
      map = map.with(`e${at * 300}`, words).without(`e${at * 11 + 1}`);
      expect(byWord.has(map, key)).toBe(true);
      expect(byWord.has(map, `${key} `)).toBe(false);
    }
  });
});
