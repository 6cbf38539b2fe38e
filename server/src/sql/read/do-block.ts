/** DO: what its body does, or that its language is not read. */

import { t } from '../../text/l10n';
import { stringBody, stringValue } from '../../text/literals';
import { type LocalName, mapRanges } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type { DoStmt } from '../parse';
import { bodyChangesSchema } from '../plpgsql/changes-schema';
import { declaredNames } from '../plpgsql/declared-names';
import type { ReadSql } from '../plpgsql/executed-text';
import { readBlock } from '../plpgsql/plpgsql';
import type { Source } from '../source';
import type { DdlOp } from './ops';
import type { RelationUse } from './ops-query';
import { referencesOf } from './references';

export function doBlock(source: Source, statement: DoStmt, read: ReadSql): DdlOp {
  const options = bodiesOf(statement.args, 'DefElem');
  const text = (name: string): string | undefined => {
    const arg = options.find(({ defname }) => defname === name)?.arg;
    return arg === undefined ? undefined : stringsOf([arg])[0];
  };
  const body = text('as') ?? '';
  const language = text('language')?.toLowerCase() ?? 'plpgsql';
  if (language !== 'plpgsql') {
    return bodyChangesSchema(body)
      ? { op: 'unknown', reason: t('a DO block in {0} is not read', language), objects: [] }
      : { op: 'none', statement: 'DO' };
  }
  const token = source.tokens.find(
    ({ kind, text: word }, index) => kind === 'string' && word === '' && !isLanguage(source, index),
  );
  if (token === undefined) return { op: 'none', statement: 'DO' };
  const place = stringBody(source.text, token);
  if (place.verbatim) return readBlock(source.text, place, naming(read, declaredNames(source.text, place)));
  const value = stringValue(source.text, token);
  const range = { start: token.start, end: token.end };
  return mapRanges(readBlock(value, { start: 0, end: value.length }, read), () => range);
}
/** Of its queries, what can be no variable is a column. */
function naming(read: ReadSql, names: ReadonlySet<string>): ReadSql {
  const isColumn = ({ value }: LocalName): boolean => !names.has(value);
  return (text) =>
    read(text)?.map((op) => {
      if (op.op !== 'use' || op.relations.length === 0) return op;
      const { relations, strays } = referencesOf(text);
      const columnsOf = ({ name }: RelationUse): readonly LocalName[] =>
        names.has(name.value.name)
          ? []
          : (relations.find((each) => each.name.range.start === name.range.start)?.columns ?? []);
      return {
        ...op,
        relations: op.relations.map((use) => ({ ...use, columns: columnsOf(use).filter(isColumn) })),
        strays: strays.filter((stray) => 'column' in stray && isColumn(stray.column)),
      };
    });
}
/** `LANGUAGE 'plpgsql'`: that string is not the body. */
function isLanguage(source: Source, index: number): boolean {
  return source.tokens[index - 1]?.text === 'LANGUAGE';
}
