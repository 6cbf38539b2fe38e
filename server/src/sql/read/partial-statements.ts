/**
 * Statements of which only a part is known: half-typed, with a template's marks, or begun by a constant of EXECUTE. What
 * they would change is unknown; this says of which objects, when the text tells.
 */
import { Cursor } from '../../text/cursor';
import type { TextRange } from '../../text/text';
import type { DdlOp, ObjectReference } from './ops';

/** What begins a statement that changes no table, type or function. */
export const harmless: ReadonlySet<string> = new Set(
  `SELECT INSERT UPDATE DELETE MERGE WITH VALUES TABLE COPY TRUNCATE LOCK GRANT REVOKE ANALYZE VACUUM REINDEX CLUSTER
  REFRESH SET RESET SHOW NOTIFY LISTEN UNLISTEN EXPLAIN CALL PERFORM CHECKPOINT DISCARD DECLARE FETCH CLOSE`.split(
    /\s+/,
  ),
);
export const schemaWords: ReadonlySet<string> = new Set([
  'CREATE',
  'ALTER',
  'DROP',
  'IMPORT',
  'REASSIGN',
  'COMMENT',
  'SECURITY',
]);
/** Objects that belong to the cluster or to no schema, so that no rule looks for them. */
const clusterObjects = new Set(['ROLE', 'USER', 'GROUP', 'DATABASE', 'SYSTEM', 'TABLESPACE', 'DEFAULT']);

const nameable: Readonly<Record<string, ObjectReference['kind']>> = {
  TABLE: 'table',
  VIEW: 'view',
  SEQUENCE: 'sequence',
  TYPE: 'type',
  DOMAIN: 'domain',
  FUNCTION: 'function',
  PROCEDURE: 'procedure',
  SCHEMA: 'schema',
  EXTENSION: 'extension',
};

/**
 * What is known of a statement of which only the beginning is: the object it names, when the name is followed by more
 * text and so is whole. Ranges are in `text`.
 */
export function unknownStatement(text: string, reason: string): DdlOp {
  const cursor = Cursor.over(text);
  const verb = cursor.peek();
  if (clusterObjects.has(cursor.peek(1))) return { op: 'none', statement: verb };
  if (!schemaWords.has(verb)) return { op: 'unknown', reason, objects: [] };
  cursor.at++;
  while (cursor.takeAny('OR', 'REPLACE', 'UNLOGGED', 'TEMP', 'TEMPORARY', 'FOREIGN', 'MATERIALIZED', 'UNIQUE'));
  const kind = nameable[cursor.peek()];
  cursor.at++;
  while (cursor.takeAny('IF', 'NOT', 'EXISTS', 'ONLY'));
  const name = cursor.name();
  const whole = name !== undefined && name.range.end < text.length && !templateMark.test(sliceOf(text, name.range));
  return { op: 'unknown', reason, objects: kind !== undefined && whole ? [{ kind, name }] : [] };
}
const templateMark = /\{\{|\$\{/;
const sliceOf = (text: string, { start, end }: TextRange): string => text.slice(start, end);
