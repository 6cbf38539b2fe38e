/** Which rows a place is offered, in their order. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { type Asked, type Row, row } from './asked';
import { columnRows, goneColumnRows, insertRow, missingColumnRows, ownColumnRows, renamedColumnRows } from './columns';
import { derivedColumns } from './derived';
import { conditionRows, joinRows, sharedColumns } from './joins';
import { madeRows, newValueRows } from './made';
import { constraintRows, objectRows } from './objects';
import { qualifierRows, queryRows } from './qualifiers';
import { referencedRows, relationRows } from './relations';
import { fromFunctionRows, functionRows } from './routines';
import { snippetRows } from './snippets';
import { typeRows } from './types';
import { usualColumnRows, usualConstraintRows } from './usual';
import { valueRows } from './values';
import { rowTables, variableRows } from './variables';
import { wordRows } from './words';

export function itemsFor(asked: Asked): Row[] {
  const { kind } = asked.expected;
  switch (kind) {
    case 'relation':
      return [
        ...queryRows(asked),
        ...relationRows(asked),
        ...wordRows(asked),
        ...(isInFrom(asked) ? fromFunctionRows(asked) : []),
      ];
    case 'joined relation':
      return [...queryRows(asked), ...joinRows(asked), ...wordRows(asked), ...fromFunctionRows(asked)];
    case 'referenced relation':
      return referencedRows(asked);
    case 'column':
      return columnPlaceRows(asked);
    case 'own column':
      return [...ownColumnRows(asked), ...functionRows(asked), ...wordRows(asked)];
    case 'new column':
      return newColumnRows(asked);
    case 'renamed column':
      return [...asked.relations.flatMap((pair) => renamedColumnRows(asked, pair)), ...usualColumnRows(asked, true)];
    case 'type':
      return [...typeRows(asked), ...wordRows(asked)];
    case 'constraint':
      return [...constraintRows(asked), ...wordRows(asked)];
    case 'value':
      return valueRows(asked);
    case 'new value':
      return [...newValueRows(asked), ...wordRows(asked)];
    case 'words':
      return [...wordRows(asked), ...snippetRows(asked), ...variableRows(asked)];
    case 'new table':
    case 'new view':
    case 'new index':
    case 'new type':
    case 'new routine':
    case 'new trigger':
    case 'new policy':
      return [...madeRows(asked, kind.slice('new '.length) as never), ...wordRows(asked)];
    case 'new constraint':
      return [...madeRows(asked, 'constraint'), ...usualConstraintRows(asked), ...wordRows(asked)];
    default:
      return [...objectRows(asked, kind), ...wordRows(asked)];
  }
}

/** What dev has and the statement lacks, then what other tables have; key words first where their capitals are typed. */
function newColumnRows(asked: Asked): Row[] {
  const missing = asked.relations.flatMap((pair) => missingColumnRows(asked, pair));
  const [usual, words] = [usualColumnRows(asked), wordRows(asked)];
  const { scope, expected, offset } = asked;
  const isKeyWord = /^[A-Z]/.test(scope.text.slice(expected.range.start, offset));
  const gone = expected.only ? [] : asked.relations.flatMap((pair) => goneColumnRows(asked, pair));
  return [...missing, ...gone, ...(isKeyWord ? [...words, ...usual] : [...usual, ...words])];
}
/** In an expression: what is in scope first. */
function columnPlaceRows(asked: Asked): Row[] {
  const { expected, relations } = asked;
  if (expected.row) {
    const tables = rowTables(asked);
    const pairs: Asked['relations'] =
      tables.length > 0 ? tables.map((one) => ({ name: one, dev: one, file: undefined })) : relations;
    return pairs.flatMap((pair) => columnRows(asked, pair));
  }
  const shared = sharedColumns(asked);
  if (shared) return [...shared].map((name) => row(name, CompletionItemKind.Field));
  const columns = [...relations.flatMap((pair) => columnRows(asked, pair)), ...derivedColumns(asked)];
  const inserted = relations.flatMap((pair) => insertRow(asked, pair));
  if (expected.only) return [...inserted, ...columns, ...(expected.qualifier === undefined ? [] : functionRows(asked))];
  const { areLikely, rows: qualifiers } = qualifierRows(asked);
  return [
    ...conditionRows(asked),
    ...valueRows(asked),
    ...(areLikely ? [...qualifiers, ...columns] : columns),
    ...variableRows(asked),
    ...(areLikely ? [] : qualifiers),
    ...functionRows(asked),
    ...wordRows(asked),
  ];
}
/** Where a function can stand in place of a table. */
const isInFrom = ({ scope, expected }: Asked): boolean =>
  /^(FROM|,|LATERAL|JOIN)$/.test(scope.tokens.findLast(({ end }) => end <= expected.range.start)?.text ?? '');
