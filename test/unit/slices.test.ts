/** Long work in slices: what comes meanwhile is answered, and what is out of date is given up. */
import { describe, expect, it } from 'vitest';
import { atOnce, type Steps } from '../../server/src/model/steps';
import { inSlices } from '../../server/src/workspace/slices';

function* busy(steps: number): Steps<number> {
  for (let at = 0; at < steps; at++) {
    const end = performance.now() + 5;
    while (performance.now() < end);
    yield;
  }
  return steps;
}

describe('work in slices', () => {
  it('comes to the same as all at once, and lets others run', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    expect(await inSlices(busy(60), () => false)).toBe(60);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
    expect(atOnce(busy(2))).toBe(2);
  });
  it('is given up when it is out of date', async () => {
    let steps = 0;
    function* counted(): Steps<number> {
      for (const _ of busy(1000)) {
        steps++;
        yield;
      }
      return steps;
    }
    expect(await inSlices(counted(), () => true)).toBeUndefined();
    expect(steps).toBeLessThan(1000);
  });
});
