/** What can stand before the dot of a column. */
import { CompletionItemKind } from 'vscode-languageserver/node';
import { relationsAt } from '../scope';
import { functionAliases, namesWithoutTable } from './aliases';
import { type Asked, asTyped, type Row, row } from './asked';
import { ownerBeside } from './matching';
import { mostLikelyFirst } from './named';

/** `areLikely`: the column on the left has its table's name before it, so that the one on the right has another's. */
export function qualifierRows(asked: Asked): { readonly areLikely: boolean; readonly rows: readonly Row[] } {
  const beside = ownerBeside(asked);
  const rows = mostLikelyFirst(qualifiersOf(asked), ({ label }) => (label === beside ? 0 : 1));
  return { areLikely: beside !== undefined, rows };
}
export const queryRows = ({ scope, expected }: Asked): Row[] =>
  expected.qualifier !== undefined
    ? []
    : [...scope.queries].map((name) => row(name, CompletionItemKind.Variable, { type: 'query' }));
/** What can stand before a dot: aliases, the names of several relations, and WITH queries. */
function qualifiersOf(asked: Asked): Row[] {
  const { relations, queries } = asked.scope;
  const visible = relationsAt(asked.scope, asked.offset);
  const named = relations.flatMap((one) => {
    const { alias, name } = one;
    if (alias !== undefined) return [row(alias, CompletionItemKind.Variable, { type: name.name })];
    const isQualifier = visible.length > 1 && visible.includes(one) && !queries.has(name.name);
    return isQualifier ? [row(name.name, CompletionItemKind.Variable, { text: asTyped(asked, name.name) })] : [];
  });
  const others = [...functionAliases(asked.scope), ...namesWithoutTable(asked)];
  return [
    ...named,
    ...others.map((name) => row(name, CompletionItemKind.Variable, { text: asTyped(asked, name) })),
    ...queryRows(asked),
  ];
}
