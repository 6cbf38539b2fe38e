/** What a statement does to its transaction, its session or the whole server, by its first words. */
import type { SqlError } from '../scratch-session';

/** Roles, databases, tablespaces and settings of a server, and what connects to another one. */
export function isOfServer(text: string): boolean {
  const bare = text.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
  return (
    /^(?:create|alter|drop)\s+(?:role|user(?!\s+mapping)|group|database|tablespace|system|subscription)\b/i.test(
      bare,
    ) ||
    /^(?:comment\s+on|security\s+label\b.*\bon)\s+(?:role|database|tablespace|subscription)\b/i.test(bare) ||
    // Membership in a role: what is granted of an object has ON.
    (/^(?:grant|revoke)\b/i.test(bare) && !/\bon\b/i.test(bare)) ||
    /^(?:reassign|drop)\s+owned\b/i.test(bare) ||
    // What a block makes is dropped afterwards; what it changes would stay changed.
    (/^(?:do|call|select)\b/i.test(bare) && /\b(?:alter|drop)\s+(?:role|user(?!\s+mapping)|group)\b/i.test(bare))
  );
}
export function resetsAuthorization(text: string): boolean {
  const first = firstWord(text);
  return (
    (first === 'reset' || first === 'set') &&
    /\b(?:reset\s+session\s+authorization|session\s+authorization\s+default)\s*;?\s*$/i.test(text)
  );
}
/** It is not sent, not as it is, or changes how what follows it is read. */
export function runsAlone(text: string): boolean {
  if (firstWord(text) === 'copy' || isTransactionControl(text) || resetsAuthorization(text)) return true;
  return /standard_conforming_strings|backslash_quote/i.test(text);
}
/**
 * Whether a file can run in a transaction that is opened for it: it has none of its own, or one around all of it, and
 * nothing of it waits for a real COMMIT. What PostgreSQL runs in none at all is told by its refusal, see `needsNoTransaction`.
 */
export function fitsOneTransaction(statements: readonly string[]): boolean {
  if (statements.some((text) => atCommit.test(text))) return false;
  return statements.every(
    (text, at) =>
      !isTransactionControl(text) ||
      (at === 0 && plainBegin.test(withoutComments(text))) ||
      (at === statements.length - 1 && plainCommit.test(withoutComments(text))),
  );
}
/**
 * Whether a refusal may come of the one transaction alone: active_sql_transaction, invalid_transaction_termination,
 * unsafe_new_enum_value_usage, object_in_use (rows wait for their triggers), out_of_memory (locks are kept to the end).
 */
export function needsNoTransaction({ failure }: SqlError): boolean {
  return ['25001', '2D000', '55P04', '55006', '53200'].includes(failure.code ?? '');
}
/** Which temporary tables are emptied or dropped, and whether PostgreSQL can, is decided at COMMIT. */
const atCommit = /\bon\s+commit\s+(?:delete|drop)\b/i;
/** Nothing may come before it in its transaction, a savepoint neither. */
export const setsTransaction = /^\s*set\s+transaction\b/i;
/** Without modes: READ ONLY would refuse what a transaction that was opened for it takes. */
const plainBegin = /^(?:begin(?:\s+(?:work|transaction))?|start\s+transaction)$/i;
const plainCommit = /^(?:commit|end)(?:\s+(?:work|transaction))?$/i;
const control =
  /^(?:(?:begin|commit|end|abort|rollback)$|begin\s+(?:work|transaction|isolation|read|not|deferrable)\b|start\s+transaction\b|(?:commit|end|abort|rollback)\s+(?:work|transaction|and|to|prepared)\b|(?:savepoint|release)\s)/i;
/** What the documentation's "BEGIN", "COMMIT", "SAVEPOINT" and the like take; `END IF` and `start_time` are syntax errors. */
export const isTransactionControl = (text: string): boolean =>
  transactionWords.has(firstWord(text)) && (text.length > LONGEST_CONTROL || control.test(withoutComments(text)));
const transactionWords: ReadonlySet<string> = new Set([
  'begin',
  'start',
  'commit',
  'end',
  'abort',
  'rollback',
  'savepoint',
  'release',
]);
/** Characters; what is longer is not looked into. */
const LONGEST_CONTROL = 2000;
const withoutComments = (text: string): string =>
  text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .replace(/;$/, '')
    .trimEnd();
export function firstWord(text: string): string {
  return (
    /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*([a-z]+)(?![\w$\u0080-\uffff])/i.exec(text)?.[1]?.toLowerCase() ?? ''
  );
}
