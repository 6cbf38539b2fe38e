/** DO: what its body does, or that its language is not read. */

import { t } from '../../text/l10n';
import { stringBody, stringValue } from '../../text/literals';
import { mapRanges } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type { DoStmt } from '../parse';
import { bodyChangesSchema } from '../plpgsql/changes-schema';
import type { ReadSql } from '../plpgsql/executed-text';
import { readBlock } from '../plpgsql/plpgsql';
import type { Source } from '../source';
import type { DdlOp } from './ops';

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
  if (place.verbatim) return readBlock(source.text, place, read);
  const value = stringValue(source.text, token);
  const range = { start: token.start, end: token.end };
  return mapRanges(readBlock(value, { start: 0, end: value.length }, read), () => range);
}
/** `LANGUAGE 'plpgsql'`: that string is not the body. */
function isLanguage(source: Source, index: number): boolean {
  return source.tokens[index - 1]?.text === 'LANGUAGE';
}
