/** What of a name has been typed, and whether it can still become one that is there. */
import { expect, it } from 'vitest';
import { beginsOne, typedName } from '../../client/src/typed-name';

it.each([
  ['SELECT * FROM ord', 'ord'],
  ['SELECT * FROM sales.ord', 'ord'],
  ['SELECT "a", "Ord er', '"Ord er'],
  ['SELECT "a"', ''],
  ['größe', 'größe'],
  ['FROM ', ''],
])('%s: %s', (line, typed) => expect(typedName(line)).toBe(typed));

it.each([
  ['ord', true],
  ['ORD', true],
  ['"ord', false],
  // All of it is there, and no other begins with it.
  ['orders', false],
  ['x', false],
  ['', false],
])('%s can become a name that is offered: %s', (typed, can) => {
  expect(beginsOne(typed, ['orders', 'users'])).toBe(can);
});
