import { totalmem } from 'node:os';
import { defineConfig } from 'vitest/config';

const minute = 60_000;
/** One project a layer, so that `vitest run --project unit` starts nothing another layer needs. */
const layer = (name: string, testTimeout: number, hookTimeout: number, maxWorkers: number, isolate = true) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout, maxWorkers, isolate },
});

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    projects: [
      // Some read every source file: a machine that does much else takes its time. What they import keeps nothing between
      // tests, so that a worker loads it once: to load it for each file anew was half of the time.
      layer('unit', 3 * minute, minute, 2, false),
      layer('rules', 3 * minute, minute, 2, false),
      layer('lsp', minute, 2 * minute, 2),
      // Each file starts a server of its own, of up to half a gigabyte: a small machine runs one at a time. They wait for
      // servers much, so that three keep two cores busy.
      layer('postgres', 5 * minute, 10 * minute, Math.min(3, Math.ceil(totalmem() / 8e9))),
    ],
  },
});
