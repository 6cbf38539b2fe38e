/** A file as it would be if its tables were dev's: what stands beside it in a comparison, so that only differences show. */

import { createTable } from '../generate/tables';
import { inStyle } from '../generate/text';
import { writtenStyle } from '../sql/document/written-style';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { isTable, relationsOf } from './lookup';

/** Undefined where the file makes no table that dev has. */
export function comparedText(snapshot: Snapshot, { document, folded }: FileView): string | undefined {
  const dev = snapshot.dev?.schema;
  if (!dev) return undefined;
  const { text } = document;
  let found = false;
  let at = 0;
  let compared = '';
  for (const statement of document.statements) {
    const op = statement.parsed.ops.find((one) => one.op === 'create table' || one.op === 'placeholder table');
    if (op?.op !== 'create table' && op?.op !== 'placeholder table') continue;
    const table = relationsOf(dev, op.name.value, folded.before(statement.index).searchPath);
    if (!isTable(table)) continue;
    found = true;
    const { start, end } = statement.range;
    const written = text.slice(start, end);
    const indent = /\n( +)\S/.exec(written)?.[1]?.length;
    const style = {
      ...snapshot.settings.style,
      ...writtenStyle(text, statement.range),
      ifNotExists: /^CREATE\s+(?:\S+\s+)?TABLE\s+IF\b/i.test(written),
      constraints: /\b(?:UNIQUE|CHECK|REFERENCES)\b/i.test(written) ? ('inline' as const) : ('alter table' as const),
      ...(indent !== undefined && { indent }),
    };
    const context = { schema: dev, style };
    const ends = text[end - 1] === ';';
    compared += `${text.slice(at, start)}${inStyle(createTable(table, context), context).replace(/;$/, ends ? ';' : '')}`;
    at = end;
  }
  return found ? compared + text.slice(at) : undefined;
}
