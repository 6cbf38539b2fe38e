/** Work that is done step by step: all at once, or with pauses between steps in which others are answered. */
export type Steps<T> = Generator<undefined, T>;

export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
