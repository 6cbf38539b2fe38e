/** What PostgreSQL refuses, where the server that the file is for is older than the scratch. */

import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { asNames } from '../sql/refusals/newer-keywords';
import { newerThan } from '../sql/refusals/newer-syntax';
import { t } from '../text/l10n';
import { shift } from '../text/text';
import { majorOf } from '../text/versions';
import { broughtBy } from './newer-functions';
import type { Refusal } from './result';
import { type Failed, placedFailure } from './sender';

/** What of a statement the server that it is for is too old for, whatever the scratch server says of it. */
export function tooNewFor({ serverVersion }: Schema, { parsed, index, range }: Statement): Refusal[] {
  // Sent as calls of functions by name, they are judged as that server judges them.
  const older = (parsed.refusals ?? []).filter(({ before }) => serverVersion > 0 && before && serverVersion < before);
  return [...older, ...newerThan(serverVersion, parsed.text, asNames(serverVersion, parsed.text))].map((each) => ({
    message: each.message,
    range: shift(each.range, range.start),
    statement: index,
    isTooNew: true,
  }));
}
/** What PostgreSQL refused, at its place; of a function that came after the server that the file is for, with that. */
export function refusalOf(failed: Failed, { serverVersion }: Schema): Refusal {
  const placed = placedFailure(failed);
  const { message, code } = failed.failure;
  const since = code === '42883' ? broughtBy(message, serverVersion) : undefined;
  if (since === undefined) return placed;
  const { code: _, ...rest } = placed;
  const major = majorOf(serverVersion);
  const told = t('{0}: it came with PostgreSQL {1}, and this server has {2}', message, since, major);
  return { ...rest, message: told, isTooNew: true };
}
