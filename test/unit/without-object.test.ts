/** What is unknown of an object that a statement defines anew: as if the list had been made without it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectKey } from '../../server/src/model/kinds';
import { emptySchema, type Unknown } from '../../server/src/model/schema';
import { CONTENTS, EXISTENCE, isUnknown, isUnknownPart, partFact, withoutObject } from '../../server/src/model/unknown';

const names = ['a', 'b', 'c'];
const facts = [undefined, EXISTENCE, CONTENTS, partFact('column'), partFact('column', 'x'), partFact('index')];
const entry = fc
  .tuple(fc.constantFrom('table', 'type', 'schema'), fc.constantFrom(...names), fc.constantFrom(...facts))
  .map(([kind, name, fact]): Unknown => {
    const object = objectKey(kind as 'table', kind === 'schema' ? name : 'public', name);
    return { object, reason: 'r', ...(fact && { fact }) };
  });

test('asked after it is known again, all is told as by a list that never had it', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 8 }),
      fc.array(fc.constantFrom(...names), { maxLength: 3 }),
      (list, gone) => {
        const told = (unknown: readonly Unknown[]) => {
          const schema = { ...emptySchema(), unknown };
          return names.flatMap((name) => [
            isUnknown(schema, 'table', 'public', name),
            isUnknown(schema, 'schema', name, name),
            ...['', 'x', 'y'].map((part) => isUnknownPart(schema, { schema: 'public', name }, 'column', part)),
            isUnknownPart(schema, { schema: 'a', name }, 'index', 'x'),
          ]);
        };
        let rest: readonly Unknown[] = list;
        told(rest);
        for (const name of gone) {
          const key = objectKey('table', 'public', name);
          rest = withoutObject(rest, key);
          expect(told(rest)).toEqual(told(rest.map((one) => ({ ...one }))));
          expect(rest).toEqual(rest.filter(({ object }) => object !== key));
        }
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});
