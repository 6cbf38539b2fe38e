import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
}

/** Licences that let a program under the MIT licence carry the code, with their text beside it. */
const permissive: string[] = JSON.parse(readFileSync(path.join(root, '.ci/licences/permissive.json'), 'utf8'));

describe('the licences of what ships', () => {
  const locked: Record<string, Locked> = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  ).packages;
  const shipped = Object.entries(locked).filter(([where, one]) => where !== '' && !one.dev && !one.devOptional);

  it('are permissive, every one', () => {
    expect(shipped.length).toBeGreaterThan(20);
    expect(shipped.filter(([, { license }]) => !permissive.includes(license ?? '')).map(([where]) => where)).toEqual(
      [],
    );
  });
});
