/** The safe form of what migrations do most, where a statement begins. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { said, t } from '../../text/l10n';
import { type Asked, fits, type Row, row, typedAt } from './asked';
import { isStart } from './words';

interface Snippet {
  readonly label: string;
  readonly why: string;
  readonly text: string;
}
export function snippetRows(asked: Asked): Row[] {
  const { scope, expected, snippets } = asked;
  const typed = typedAt(asked);
  if (!snippets || expected.quoted || !isStart(scope, expected.range.start)) return [];
  return snippetTexts
    .filter(({ label, text }) => fits(label, typed) || fits(text.slice(0, 20), typed))
    .map(({ label, why, text }) =>
      row(label, CompletionItemKind.Snippet, {
        comment: said(why),
        text,
        snippet: true,
        filter: fits(label, typed) ? label : text.slice(0, 20),
      }),
    );
}

const snippetTexts: readonly Snippet[] = [
  {
    label: 'add column',
    why: t('A constant default is kept in the catalog since PostgreSQL 11: no row is written.'),
    text: `ALTER TABLE \${1:table} ADD COLUMN \${2:column} \${3:text};$0`,
  },
  {
    label: 'add not null column with default',
    why: t('A constant default is kept in the catalog: no row is written, and rows that stand have the value.'),
    text: `ALTER TABLE \${1:table} ADD COLUMN \${2:column} \${3:boolean} NOT NULL DEFAULT \${4:false};$0`,
  },
  {
    label: 'set not null without a long lock',
    why: t(
      'The check is validated while others write; SET NOT NULL then finds it and reads no row (since PostgreSQL 12).',
    ),
    text: `ALTER TABLE \${1:table} ADD CONSTRAINT \${1}_\${2:column}_not_null CHECK (\${2} IS NOT NULL) NOT VALID;
ALTER TABLE \${1} VALIDATE CONSTRAINT \${1}_\${2}_not_null;
ALTER TABLE \${1} ALTER COLUMN \${2} SET NOT NULL;
ALTER TABLE \${1} DROP CONSTRAINT \${1}_\${2}_not_null;$0`,
  },
  {
    label: 'add foreign key without a long lock',
    why: t('NOT VALID takes its locks for a moment; VALIDATE lets others read and write.'),
    text: `ALTER TABLE \${1:table} ADD CONSTRAINT \${1}_\${2:column}_fkey FOREIGN KEY (\${2}) REFERENCES \${3:target} (\${4:id}) NOT VALID;
ALTER TABLE \${1} VALIDATE CONSTRAINT \${1}_\${2}_fkey;$0`,
  },
  {
    label: 'add check without a long lock',
    why: t('NOT VALID takes its lock for a moment; VALIDATE lets others read and write.'),
    text: `ALTER TABLE \${1:table} ADD CONSTRAINT \${1}_\${2:column}_check CHECK (\${3:condition}) NOT VALID;
ALTER TABLE \${1} VALIDATE CONSTRAINT \${1}_\${2}_check;$0`,
  },
  {
    label: 'create index concurrently',
    why: t('Others go on writing. It cannot run in a transaction.'),
    text: `CREATE INDEX CONCURRENTLY \${1:table}_\${2:column}_idx ON \${1} (\${2});$0`,
  },
  {
    label: 'add unique without a long lock',
    why: t(
      'The index is built while others write; the constraint then takes it. CONCURRENTLY cannot run in a transaction.',
    ),
    text: `CREATE UNIQUE INDEX CONCURRENTLY \${1:table}_\${2:column}_key ON \${1} (\${2});
ALTER TABLE \${1} ADD CONSTRAINT \${1}_\${2}_key UNIQUE USING INDEX \${1}_\${2}_key;$0`,
  },
  {
    label: 'drop index concurrently',
    why: t('Others go on reading and writing. It cannot run in a transaction.'),
    text: `DROP INDEX CONCURRENTLY IF EXISTS \${1:index};$0`,
  },
  {
    label: 'create table with identity',
    why: t('An identity belongs to its column; a serial leaves a default and a sequence with rights of its own.'),
    text: `CREATE TABLE \${1:table} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()\${2}
);$0`,
  },
  {
    label: 'add enum value',
    why: t('The value cannot be used before the transaction that adds it has ended.'),
    text: `ALTER TYPE \${1:type} ADD VALUE IF NOT EXISTS '\${2:value}';$0`,
  },
  {
    label: 'set lock timeout',
    why: t('A statement that waits for its lock makes all others wait behind it: better to fail soon and try again.'),
    text: `SET lock_timeout = '\${1:5s}';$0`,
  },
  {
    label: 'trigger for updated_at',
    why: t('A function and a trigger that sets the column at every update.'),
    text: `CREATE OR REPLACE FUNCTION \${1:set_updated_at}() RETURNS trigger LANGUAGE plpgsql AS \\$\\$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END \\$\\$;
CREATE TRIGGER \${2:table}_updated_at BEFORE UPDATE ON \${2} FOR EACH ROW EXECUTE FUNCTION \${1}();$0`,
  },
  {
    label: 'row security with a policy',
    why: t('Without a policy nobody but the owner sees a row.'),
    text: `ALTER TABLE \${1:table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY \${2:name} ON \${1} FOR \${3:SELECT} TO \${4:role} USING (\${5:condition});$0`,
  },
];
