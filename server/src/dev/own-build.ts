/** Which build of the program runs: what one has kept says nothing to another. */
import { readFileSync } from 'node:fs';
import { fingerprintOf } from '../text/fingerprint';

let buildName: string | undefined;
/** Of the text of what runs: times and sizes are alike for packages of one tool. */
export function ownBuild(): string {
  buildName ??= fingerprintOf([readFileSync(__filename, 'latin1'), process.version]);
  return buildName;
}
