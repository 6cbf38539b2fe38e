/** Every name of a statement that means something, those in the bodies of functions too. */

import type { Statement } from '../sql/document/statement';
import { tokenize } from '../text/lexer';
import { identifierValue, stringBody } from '../text/literals';
import { keyOf } from '../text/names';
import type { Token } from '../text/token';
import type { Snapshot } from '../workspace/snapshot';
import { type Mention, mentionOf, type ReadFile, sidesOf } from './mention';
import { isOutputInOrder } from './output-names';
import { rowVariables } from './row-variables';
import { isName, type StatementScope, scopeOf } from './scope';

/** In the order of the text; `isWanted` is asked of each name first, so that not all have to be looked up. */
export function mentionsIn(
  snapshot: Snapshot,
  file: ReadFile,
  statement: Statement,
  isWanted: (name: string) => boolean = () => true,
): Mention[] {
  const { text } = file.document;
  const sides = sidesOf(snapshot, file, statement);
  type Rows = StatementScope['rows'];
  const inTokens = (tokens: readonly Token[], rows: Rows): Mention[] => {
    const around = { statement, sides, scope: scopeOf(text, tokens, rows) };
    const isOrdered = tokens.some(({ text: word }) => word === 'ORDER');
    return tokens.flatMap((token, at) => {
      if (token.kind === 'string' && text[token.start] === '$') return inBody(token, rows);
      if (!isName(token) || !isWanted(identifierValue(text, token))) return [];
      const found = mentionOf(around, at);
      // After AS stands a name of the query's own, or a type; in ORDER BY perhaps the query's own, too.
      const isOwn =
        tokens[at - 1]?.text === 'AS' || (isOrdered && found?.kind === 'column' && isOutputInOrder(text, tokens, at));
      return found && (!isOwn || found.kind === 'type') ? found : [];
    });
  };
  const inBody = (body: Token, outer: Rows): Mention[] => {
    const { start, end } = stringBody(text, body);
    const inner = tokenize(text, start, end);
    const rows = new Map([...outer, ...rowVariables(text, inner)]);
    const statements: Token[][] = [[]];
    for (const token of inner) {
      if (token.text === ';') statements.push([]);
      else statements.at(-1)!.push(token);
    }
    return statements.flatMap((one) => inTokens(one, rows));
  };
  const tokens = tokenize(text, statement.range.start, statement.range.end);
  return inTokens(tokens, rowVariables(text, tokens));
}

/** What a mention is about, equal wherever it is named; `undefined`: it means several things. */
export function mentionSubject(mention: Mention): string | undefined {
  switch (mention.kind) {
    case 'relation': {
      const { file, dev } = mention.relation;
      return subject('relation', file ?? dev);
    }
    case 'column': {
      const [pair, ...others] = mention.relations;
      const owner = pair?.file ?? pair?.dev;
      return others.length === 0 && owner ? `${subject('column', owner)}\0${mention.name}` : undefined;
    }
    case 'routine':
      return subject('routine', mention.file[0] ?? mention.dev[0]);
    case 'constraint': {
      const one = mention.file ?? mention.dev;
      return one && `${subject('constraint', mention.table)}\0${one.name}`;
    }
    default:
      return subject(mention.kind, mention.file ?? mention.dev);
  }
}
function subject(
  kind: string,
  one: { readonly schema: string; readonly name: string } | undefined,
): string | undefined {
  return one && `${kind}\0${keyOf(one)}`;
}
/** The name that is written of it. */
export function mentionName(mention: Mention): string {
  switch (mention.kind) {
    case 'relation':
      return (mention.relation.file ?? mention.relation.dev)?.name ?? mention.relation.name.name;
    case 'column':
      return mention.name;
    case 'routine':
      return (mention.file[0] ?? mention.dev[0])?.name ?? '';
    default:
      return (mention.file ?? mention.dev)?.name ?? '';
  }
}
/** Whether dev has what is named. */
export function isInDev(mention: Mention): boolean {
  switch (mention.kind) {
    case 'relation':
      return mention.relation.dev !== undefined;
    case 'column':
      return mention.relations.some(({ dev }) => dev?.columns.some(({ name }) => name === mention.name));
    case 'routine':
      return mention.dev.length > 0;
    default:
      return mention.dev !== undefined;
  }
}
