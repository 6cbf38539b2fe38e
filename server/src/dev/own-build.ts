/** Which build of the program runs: what one has kept says nothing to another. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

let buildName: string | undefined;
/** Of the text of what runs: times and sizes are alike for packages of one tool. */
export function ownBuild(): string {
  buildName ??= `${createHash('sha256').update(readFileSync(__filename)).digest('hex')} ${process.version}`;
  return buildName;
}
