/** Long work in slices, so that requests and edits that come meanwhile are not kept waiting. */
import type { Steps } from '../model/steps';

/** Milliseconds of work between two pauses: a request passes some six of them from the edit before it to its answer. */
const SLICE = 8;

/** How much is being worked on that somebody waits for. */
let awaited = 0;

/** Undefined when it was given up because what it is about is not what it was: asked after each pause. */
export async function inSlices<T>(work: Steps<T>, isStale: () => boolean): Promise<T | undefined> {
  awaited++;
  try {
    for (let from = performance.now(); ; ) {
      const step = work.next();
      if (step.done) return step.value;
      if (performance.now() - from < SLICE) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (isStale()) return undefined;
      from = performance.now();
    }
  } finally {
    awaited--;
  }
}

/** Milliseconds without a request after which the server is taken to be idle. */
const IDLE = 300;
/** Between two slices of such work: with longer ones a file is opened before the end, by code half of which is not compiled. */
const PAUSE_BETWEEN_SLICES = 1;
interface Idling {
  /** Nothing was asked for this many milliseconds. */
  isIdle(ms: number): boolean;
  /** Then it is given up. */
  isStale?(): boolean;
}
/** What nobody waits for; it does not keep the process. */
export function whileIdle(work: Steps<void>, { isIdle, isStale }: Idling): void {
  const slice = () => {
    if (isStale?.()) return;
    if (awaited > 0 || !isIdle(IDLE)) return later(IDLE);
    for (const from = performance.now(); performance.now() - from < SLICE; ) if (work.next().done) return;
    later(PAUSE_BETWEEN_SLICES);
  };
  const later = (ms: number) => void setTimeout(slice, ms).unref();
  later(IDLE);
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
