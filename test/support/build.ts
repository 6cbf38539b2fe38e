/** The bundles that a test starts as programs. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The whole test command has built before its layers; a test that is run alone builds first. */
export function buildUnlessDone(): void {
  if (process.env.DEVSCHEMA_TEST_REPORT === undefined) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root });
}
