import { partWords, wordsFor } from '../../model/kinds';
import { t } from '../../text/l10n';
import { capital } from '../../text/text';
import { conflictRule, isNowhere } from '../families/conflict-rules';

export const unknownType = conflictRule({
  code: 'unknown-type',
  title: 'A type that does not exist',
  documentation: `The statement names a data type that neither PostgreSQL, dev nor an earlier statement has. A type that an
installed extension may bring is not reported.`,
  kinds: ['does not exist'],
  objects: wordsFor('type'),
  message: isNowhere('type'),
  examples: [
    {
      dev: `CREATE TYPE order_state AS ENUM ('new', 'sent');`,
      file: `CREATE TABLE orders (id integer, state order_sate);
--                                     ^^^^^^^^^^ error[unknown-type]: There is no type order_sate in dev or earlier in this file. Did you mean order_state?`,
      fixed: 'CREATE TABLE orders (id integer, state order_state);',
    },
  ],
});

export const unknownSchema = conflictRule({
  code: 'unknown-schema',
  title: 'A schema that does not exist',
  documentation: `The statement names a schema that neither dev nor an earlier statement has, or names none where the
search path of dev holds no schema that exists.`,
  kinds: ['does not exist'],
  objects: ['schema'],
  message: (conflict, context) =>
    conflict.object.name === ''
      ? t('No schema to create this in: the search_path of dev names none that exists.')
      : isNowhere('schema')(conflict, context),
  examples: [
    {
      dev: 'DROP SCHEMA public;',
      file: `CREATE TABLE invoices (id integer);
--           ^^^^^^^^ error[unknown-schema]: No schema to create this in: the search_path of dev names none that exists.`,
    },
    {
      dev: 'CREATE SCHEMA billing;',
      file: `CREATE TABLE biling.invoices (id integer);
--           ^^^^^^ error[unknown-schema]: There is no schema biling in dev or earlier in this file. Did you mean billing?`,
    },
  ],
});

export const unknownFunction = conflictRule({
  code: 'unknown-function',
  title: 'A function or procedure that does not exist',
  documentation: `The statement names a function that neither dev nor an earlier statement has: a trigger's function, or one
that is altered, commented on or dropped.`,
  kinds: ['does not exist'],
  objects: wordsFor('routine'),
  message: isNowhere('function'),
  examples: [
    {
      dev: `CREATE TABLE users (id integer);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;`,
      file: `CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tuch();
--                                                                              ^^^^ error[unknown-function]: There is no function tuch in dev or earlier in this file. Did you mean touch?`,
    },
  ],
});

export const unknownConstraint = conflictRule({
  code: 'unknown-constraint',
  title: 'A constraint that its table does not have',
  documentation: `The statement drops, renames, validates or alters a constraint that the table does not have under this name.
Names that PostgreSQL chooses itself, such as \`users_email_key\`, are known.`,
  kinds: ['does not exist'],
  objects: ['constraint', 'domain constraint'],
  message: isNowhere('constraint'),
  examples: [
    {
      dev: 'CREATE TABLE users (id integer PRIMARY KEY, email text UNIQUE);',
      file: `ALTER TABLE users DROP CONSTRAINT users_emial_key;
--                                ^^^^^^^^^^^^^^^ error[unknown-constraint]: users has no constraint users_emial_key. Did you mean users_email_key?`,
      fixed: 'ALTER TABLE users DROP CONSTRAINT users_email_key;',
    },
  ],
});

export const unknownIndex = conflictRule({
  code: 'unknown-index',
  title: 'An index that does not exist',
  documentation: 'The statement drops, renames or uses an index that neither dev nor an earlier statement has.',
  kinds: ['does not exist'],
  objects: ['index'],
  message: isNowhere('index'),
  examples: [
    {
      dev: 'CREATE TABLE users (id integer, email text); CREATE INDEX users_email ON users (email);',
      file: `DROP INDEX user_email;
--         ^^^^^^^^^^ error[unknown-index]: There is no index user_email in dev or earlier in this file. Did you mean users_email?`,
      fixed: 'DROP INDEX users_email;',
    },
  ],
});

export const unknownObject = conflictRule({
  code: 'unknown-object',
  title: 'A sequence, trigger, policy or another object that does not exist',
  documentation: `The statement names a sequence, trigger, policy, rule, attribute, extension, collation, statistics object,
foreign server, foreign-data wrapper, user mapping, publication or event trigger that neither dev nor an earlier
statement has.`,
  kinds: ['does not exist'],
  objects: [
    ...wordsFor('sequence', 'extension', 'collation', 'statistics', 'other'),
    ...partWords.filter((word) => !/column|constraint/.test(word)),
  ],
  message: (conflict, context) =>
    conflict.object.kind === 'other'
      ? `${capital(conflict.message)}.`
      : isNowhere(conflict.object.kind)(conflict, context),
  examples: [
    {
      dev: 'CREATE SEQUENCE ticket_no;',
      file: `DROP SEQUENCE tickets_no;
--            ^^^^^^^^^^ error[unknown-object]: There is no sequence tickets_no in dev or earlier in this file. Did you mean ticket_no?`,
      fixed: 'DROP SEQUENCE ticket_no;',
    },
    {
      dev: 'CREATE FOREIGN DATA WRAPPER wrapper; CREATE SERVER files FOREIGN DATA WRAPPER wrapper;',
      file: `CREATE USER MAPPING FOR PUBLIC SERVER file;
--                                    ^^^^ error[unknown-object]: Server "file" does not exist. Did you mean files?`,
    },
  ],
});
