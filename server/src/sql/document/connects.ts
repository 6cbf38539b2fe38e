/** psql's `\connect`: the statements behind it run in another database, of which nothing is known. */
import { namePattern, writtenName } from '../../text/quoted';
import type { Skipped, Statement } from './statement';

const command = /^\\c(?:onnect)?(?:\s+|$)/;

/** The statements with `elsewhere` where they run in another database; the same array when none does. */
export function withConnects(statements: readonly Statement[], skipped: readonly Skipped[]): readonly Statement[] {
  const connects = skipped.filter(({ what, text }) => what === 'meta-command' && command.test(text));
  if (connects.length === 0) return statements;
  const made = new Set<string>();
  let home: string | undefined;
  let elsewhere: string | undefined;
  let at = 0;
  return statements.map((statement) => {
    for (; at < connects.length && connects[at]!.range.end <= statement.range.start; at++) {
      const database = databaseOf(connects[at]!.text);
      if (database === undefined) continue;
      // As pg_dump --create writes it: the database that the file makes is the one it is about.
      if (home === undefined && made.has(database)) home = database;
      elsewhere = database === home ? undefined : database;
    }
    const created = createsDatabase.exec(statement.parsed.text)?.[1];
    if (created !== undefined) made.add(writtenName(created));
    return elsewhere === undefined ? statement : { ...statement, runs: false, elsewhere };
  });
}
const createsDatabase = new RegExp(String.raw`^CREATE\s+DATABASE\s+(${namePattern})`, 'i');
/** Undefined where the command stays in its database: another user, or a reconnect. */
function databaseOf(text: string): string | undefined {
  const rest = text
    .replace(command, '')
    .replace(/^-reuse-previous=\w+\s+/, '')
    .trim();
  const named =
    /\bdbname=\\?'?([^'"\\\s]+)/.exec(rest)?.[1] ?? /^"?postgres(?:ql)?:\/\/[^/\s]*\/([^?"\s]+)/.exec(rest)?.[1];
  if (named !== undefined) return named;
  const [, quoted, plain] = /^(?:"([^"]*)"|'?([^\s';]*))/.exec(rest) ?? [];
  const name = quoted ?? plain ?? '';
  return name === '' || name === '-' || /^:/.test(name) ? undefined : name;
}
