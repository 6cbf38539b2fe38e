/** SQL that EXECUTE builds: read as far as its text is known. */

import { t } from '../../text/l10n';
import { tokenize } from '../../text/lexer';
import type { QualifiedName } from '../../text/names';
import { mapRanges, type TextRange, unknownName } from '../../text/text';
import type { DdlOp } from '../read/ops';
import { harmless, unknownStatement } from '../read/partial-statements';
import type { SqlValue } from './values';
/** Reads one SQL statement; ranges relative to its text. Undefined: PostgreSQL does not take it. */
export type ReadSql = (text: string) => readonly DdlOp[] | undefined;

const built = t('EXECUTE of text that is built when it runs');

/** What EXECUTE of one text does that its expression may give; all of it stands at `range`. */
export function executedOps(value: SqlValue, range: TextRange, read: ReadSql): readonly DdlOp[] {
  if (value.text === null) return [];
  const ops = value.known ? read(value.text) : readTemplate(value.text, read);
  if (value.known) return ops ? mapRanges(ops, () => range) : [unknownAt(value.text, range)];
  const like = ops && mapRanges(ops, () => range);
  // All of the text is known, but not whether there is one.
  if (like && !value.text.includes(unknownName)) return [perhapsAll(like)];
  const prefix = value.text.split(unknownName)[0]!;
  const word = tokenize(prefix)[0]?.text;
  if (word !== undefined && harmless.has(word)) return [...callsIn(like ?? []), { op: 'none', statement: 'EXECUTE' }];
  if (like && like.length > 0 && word !== undefined) return [{ op: 'unknown', reason: built, objects: [], like }];
  return [unknownAt(prefix, range)].filter((op) => op.op !== 'none' || word !== undefined);
}
/** The functions that a query calls, which may make something: with which arguments is not known. */
function callsIn(ops: readonly DdlOp[]): DdlOp[] {
  return ops.flatMap((op) => {
    const functions = op.op === 'use' ? op.functions.filter(({ value }) => !isOpen(value)) : [];
    return functions.length === 0 ? [] : [{ op: 'use', statement: 'EXECUTE', relations: [], functions } as const];
  });
}
const isOpen = ({ schema, name }: QualifiedName): boolean => `${schema ?? ''}.${name}`.includes(unknownName);
/** Where a part that is not known stands for more than a name, something else that can stand there is read. */
function readTemplate(text: string, read: ReadSql): readonly DdlOp[] | undefined {
  const open = new RegExp(`\\b${unknownName}\\b`, 'g');
  const readings = [
    text,
    text.replace(/(\b(?:MODULUS|REMAINDER)\s+)\w+/gi, '$11'),
    text.replace(new RegExp(`\\b${unknownName}\\s*;?\\s*$`), 'DEFAULT'),
    text.replace(open, (name, at: number) => (/[\w."]\s*$/.test(text.slice(0, at)) && at > 20 ? '' : name)),
  ];
  for (const reading of readings) {
    const ops = read(reading);
    if (ops) return ops;
  }
  return undefined;
}

/** Each may run or not. */
export const perhapsAll = (ops: readonly DdlOp[]): DdlOp => ({
  op: 'block',
  body: ops.map((op) => ({ op, conditional: true })),
  catches: [],
});

/** The statement stands at `range`, its text elsewhere. */
export function unknownAt(text: string, range: TextRange): DdlOp {
  return mapRanges(unknownStatement(text, built), () => range);
}
