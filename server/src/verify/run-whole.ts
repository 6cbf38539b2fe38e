/** A file run whole in a scratch PostgreSQL, where it is only to be known whether it is taken. */
import { leftOutBy } from '../fold/left-out';
import { isCopyByPsql, isForPsql } from '../sql/document/psql-commands';
import type { SqlDocument } from '../sql/document/statement';
import type { FileToRun } from './file-run';
import { firstLine } from './not-of-schema';
import { byPsql, notRun, whole } from './not-run';
import type { Scratch } from './scratch';
import { Sender } from './sender';
import { refusalOf, tooNewFor } from './too-new';

/** A file without a statement is taken, and its way back says nothing. */
export const holdsNothing = (document: SqlDocument): string | undefined =>
  document.statements.length === 0 ? whole(document) : undefined;
/** What is refused first, or cannot be run, and why; undefined: nothing. @throws DevSourceError */
export async function runWhole(scratch: Scratch, file: FileToRun): Promise<string | undefined> {
  const { document } = file;
  // Rows that are copied shape no schema.
  const [byOther] = document.skipped.filter((one) => !isCopyByPsql(one) || isForPsql(one)).flatMap(byPsql);
  if (byOther) return byOther.reason;
  const never = whole(document);
  if (never !== undefined) return document.statements.length === 0 ? undefined : never;
  const sender = new Sender(scratch, file);
  for (const statement of document.statements) {
    if (!statement.runs) continue;
    const reason = notRun(statement) ?? leftOutBy(statement, scratch.options.base);
    if (reason !== undefined) return `${firstLine(statement.parsed.text)}: ${reason}`;
    const { broken, failed } = await sender.send(statement);
    if (broken !== undefined) return broken;
    const refused = failed.find(({ failure }) => !/^COPY is not run here/.test(failure.message));
    const base = scratch.options.base;
    const refusal = refused ? refusalOf(refused, base) : tooNewFor(base, statement)[0];
    if (refusal) return `${refusal.message} (in: ${firstLine(refused?.text ?? statement.parsed.text)})`;
  }
  const [late] = await sender.end();
  return late ? late.failure.message : scratch.finish();
}
