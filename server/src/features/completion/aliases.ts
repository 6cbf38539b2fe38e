/** What a statement calls its tables by, also where it says so only later or not yet: `SELECT u.id FROM users |`. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import { aliasAt, groupAt, isName, type StatementScope } from '../scope';
import { type Asked, asTyped, type Row, row } from './asked';

/** `FROM f(…) AS r`: the name of what a function gives. */
export function functionAliases({ text, tokens }: StatementScope): string[] {
  return tokens.flatMap((token, at) => {
    if (token.text !== '(' || !isName(tokens[at - 1])) return [];
    let first = at - 1;
    while (tokens[first - 1]?.text === '.') first -= 2;
    const before = tokens[first - 1]?.text ?? '';
    const clause = tokens.findLast(({ text: word, end }) => end < token.start && clauses.test(word))?.text;
    if (!/^(FROM|JOIN|LATERAL|,)$/.test(before) || clause !== 'FROM') return [];
    const { end } = groupAt(tokens, at);
    return (
      aliasAt(
        text,
        tokens,
        tokens.findIndex(({ start }) => start >= end),
        'FROM',
      )?.name ?? []
    );
  });
}
const clauses = /^(SELECT|FROM|WHERE|HAVING|BY|SET|RETURNING|VALUES)$/;

/** Names before a dot that nothing in the statement has. */
export function namesWithoutTable({ scope, expected, schema }: Asked): string[] {
  const { text, tokens, queries, relations, rows } = scope;
  const given = new Set([...relations.map(({ alias, name }) => alias ?? name.name), ...functionAliases(scope)]);
  const isOther = (name: string) =>
    given.has(name) ||
    queries.has(name) ||
    rows.has(name) ||
    schema.searchPath.includes(name) ||
    schema.namespaces.has(name) ||
    /^(new|old|excluded|pg_catalog|information_schema)$/.test(name);
  const names = tokens.flatMap((token, at) => {
    const leads = isName(token) && tokens[at + 1]?.text === '.' && tokens[at - 1]?.text !== '.';
    if (!leads || token.start === expected.range.start) return [];
    return relations.some(({ range }) => range.start === token.start) ? [] : [identifierValue(text, token)];
  });
  return [...new Set(names)].filter((name) => !isOther(name));
}

/** After a table's name: what stands before dots in the statement and has no table yet. */
export function aliasRows(asked: Asked): Row[] {
  const { scope, expected } = asked;
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const last = before.at(before.at(-1)?.text === 'AS' ? -2 : -1);
  const table = scope.relations.find(({ range }) => range.end === last?.end);
  if (!table) return [];
  const [likely, others]: string[][] = [[], []];
  for (const name of namesWithoutTable(asked)) (name[0] === table.name.name[0] ? likely : others)!.push(name);
  return [...likely!, ...others!].map((name) =>
    row(name, CompletionItemKind.Variable, { type: t('a name of its own here'), text: asTyped(asked, name) }),
  );
}
