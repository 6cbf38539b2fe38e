/** Which part of a diagram is seen: fitted, at its beginning, and moved as little as shows what is wanted. */
import { expect, it } from 'vitest';
import { allOf, type Box, beginningOf, revealing, within } from '../../client/page/view';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const room = { width: 1200, height: 700 };

it('shows all in the middle, not larger than it was drawn for', () => {
  expect(allOf(box(-16, -16, 2400, 1000), room)).toEqual(box(-16, -216, 2400, 1400));
  expect(allOf(box(-16, -16, 300, 200), room)).toEqual(box(-346, -196, 960, 560));
});
it('begins at the upper left of what is too large to be read whole', () => {
  expect(beginningOf(box(-16, -16, 3000, 2000), room, 1)).toEqual(box(-16, -16, 1200, 700));
  // What fits in one direction stands in its middle.
  expect(beginningOf(box(-16, -16, 600, 2000), room, 1)).toEqual(box(-316, -16, 1200, 700));
});
it('leaves no empty room beside what is cut off', () => {
  const whole = box(-16, -16, 3000, 2000);
  expect(within(box(-500, -200, 1200, 700), whole)).toEqual(box(-16, -16, 1200, 700));
  expect(within(box(2900, 1900, 1200, 700), whole)).toEqual(box(1784, 1284, 1200, 700));
  expect(within(box(100, 100, 1200, 700), whole)).toEqual(box(100, 100, 1200, 700));
});
it.each([
  ['seen', box(10, 10, 200, 100), box(0, 0, 1200, 700)],
  ['cut off at the right', box(1100, 10, 200, 100), box(100, 0, 1200, 700)],
  ['cut off above', box(10, -30, 200, 100), box(0, -30, 1200, 700)],
  ['far away', box(3000, 10, 200, 100), box(2500, 0, 1200, 700)],
  ['larger than what can be seen', box(10, 600, 200, 1000), box(0, 600, 1200, 700)],
])('moves as little as shows what is %s', (_, wanted, seen) => {
  expect(revealing(wanted, box(0, 0, 1200, 700))).toEqual(seen);
});
