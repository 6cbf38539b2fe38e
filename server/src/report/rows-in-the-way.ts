/** What the files meet in target's rows, as far as reading tells: the scratch PostgreSQL has none of them. */
import { foldHistory } from '../fold/history';
import { defaultStyle } from '../generate/style';
import type { Schema } from '../model/schema';
import { plan } from '../plan/plan';
import { notNullWithoutDefault } from '../rules/catalogue/not-null-without-default';
import { check } from '../rules/check';
import { lineAt } from '../text/text';
import type { Line, Rows } from './checklist';
import type { Facts } from './facts';

export const ROWS_OF_TARGET = 'rows of target';

/** Refused for rows that target has; and what only its rows could show. */
export function rowsInTheWay({ views, ran, target, rows, shown }: Facts): Line[] {
  if (!target) return [];
  const about = ROWS_OF_TARGET;
  const dev = { ...target.dev, schema: withRows(target.dev.schema, rows) };
  const [first] = views;
  const files = first?.convention
    ? first.history.files.map(({ document }) => document)
    : views.map(({ document }) => document);
  const history = foldHistory({ convention: first?.convention, files, dev });
  const refused = views.flatMap(({ document: { uri, text } }) =>
    check({ history, uri, dev, settings: sessionSettings }).findings.flatMap(({ code, message, range }) =>
      code === notNullWithoutDefault.code
        ? [`${shown(uri)}:${lineAt(text, range.start)} ${message.replace(' in dev)', ' in target)')}`]
        : [],
    ),
  );
  const reason = 'PostgreSQL refuses a statement for rows that target has';
  if (refused.length > 0) return [{ answer: 'not done', about, reason, details: refused }];
  const made = ran[0]?.result?.schema;
  const fails = made ? plan(target.dev.schema, made).steps.flatMap((one) => one.fails ?? []) : [];
  // A column without a default may be filled by a statement of its own, which the rule above knows.
  const open = [...new Set(fails)].filter((one) => !/ has no default$/.test(one));
  if (open.length === 0) return [];
  return [
    {
      answer: 'not known',
      about,
      reason: 'whether they fit is not known: they are in no scratch PostgreSQL',
      details: open.map((one) => `it fails where ${one}`),
    },
  ];
}
/** Whatever a project has switched off. */
const sessionSettings = { rules: {}, style: defaultStyle };
function withRows(schema: Schema, rows: ReadonlyMap<string, Rows>): Schema {
  let { tables } = schema;
  for (const [key, { rows: estimatedRows }] of rows) {
    const table = tables.get(key);
    if (table && estimatedRows !== undefined) tables = tables.with(key, { ...table, estimatedRows });
  }
  return { ...schema, tables };
}
