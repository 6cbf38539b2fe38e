/** Long work in slices, so that requests and edits that come meanwhile are not kept waiting. */
import type { Steps } from '../model/steps';

/** Milliseconds of work between two pauses. */
const SLICE = 40;

/** Undefined when it was given up because what it is about is not what it was: asked after each pause. */
export async function inSlices<T>(work: Steps<T>, isStale: () => boolean): Promise<T | undefined> {
  for (let from = performance.now(); ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - from < SLICE) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (isStale()) return undefined;
    from = performance.now();
  }
}

/** Milliseconds after which reading files is shown as work. */
const SHOWN_AFTER = 500;
/** Long work shows itself, and lets what comes meanwhile be answered. */
export async function shownWhenLong(show: () => { done(): void }, work: Promise<void>): Promise<void> {
  let shown: ReturnType<typeof show> | undefined;
  const timer = setTimeout(() => {
    shown = show();
  }, SHOWN_AFTER);
  try {
    await work;
  } finally {
    clearTimeout(timer);
    shown?.done();
  }
}
