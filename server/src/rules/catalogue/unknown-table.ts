import { wordsFor } from '../../model/kinds';
import { noun, t } from '../../text/l10n';
import { displayName } from '../../text/names';
import { nearest } from '../../text/nearest-name';
import { conflictRule, isNowhere, replaceName } from '../families/conflict-rules';
import { usesOf } from '../families/relation-references';
import { didYouMean, sentences, whereSearched } from '../message-words';
import { tableName } from '../origin-places';
import type { Rule } from '../rule';

const inStatements = conflictRule({
  code: 'unknown-table',
  title: 'A table or view that does not exist',
  documentation: `The statement names a table or view that neither dev nor an earlier statement has: PostgreSQL refuses it. A
name that is near in spelling or differs only in case is offered. Names without double quotes are folded to lower case.

INSERT, UPDATE, DELETE, MERGE, SELECT, COPY, TRUNCATE, LOCK and GRANT are looked at too. Tables that a statement of
unknown effect may have made are not reported. A name before a dot that no table and no alias in FROM has is reported too.`,
  kinds: ['does not exist'],
  objects: wordsFor('table', 'view'),
  message: isNowhere('table or view'),
  examples: [
    {
      dev: 'CREATE TABLE "bazaar-vid_story_arc" (id integer, status text);',
      file: `CREATE INDEX story_arc_status ON "Bazaar-vid_story_arc" (status);
--                               ^^^^^^^^^^^^^^^^^^^^^^ error[unknown-table]: There is no table or view "Bazaar-vid_story_arc" in dev or earlier in this file. Did you mean "bazaar-vid_story_arc"?`,
      fixed: 'CREATE INDEX story_arc_status ON "bazaar-vid_story_arc" (status);',
    },
    {
      dev: 'CREATE TABLE users (id integer);',
      file: `CREATE TABLE posts (id integer);
INSERT INTO posts SELECT id FROM usres;
--                               ^^^^^ error[unknown-table]: There is no table or view usres in dev or earlier in this file. Did you mean users?
DELETE FROM sessions;
--          ^^^^^^^^ error[unknown-table]: There is no table or view sessions in dev or earlier in this file.`,
      fixed: `CREATE TABLE posts (id integer);
INSERT INTO posts SELECT id FROM users;
DELETE FROM sessions;`,
    },
    {
      dev: 'CREATE TABLE users (id integer, name text);',
      file: `UPDATE users SET name = o.name FROM users old_users WHERE users.id = old_users.id;
--                      ^ error[unknown-table]: Nothing in FROM is called o.`,
    },
  ],
});

export const unknownTable: Rule = {
  ...inStatements,
  *check(context) {
    yield* inStatements.check(context);
    for (const use of usesOf(context)) {
      if (use.problem === 'no alias')
        yield {
          message: t('Nothing in FROM is called {0}.', displayName(use.name)),
          range: use.range,
          statement: use.statement,
          fixes: [],
        };
      if (use.problem !== 'no relation') continue;
      const name = nearest(use.name.name, use.candidates);
      const hint = name === undefined ? '' : didYouMean(displayName({ name }));
      yield {
        message: sentences(
          t('There is no {0} {1} {2}.', noun('table or view'), tableName(context, use.name), whereSearched(context)),
          hint,
        ),
        range: use.range,
        statement: use.statement,
        fixes: name === undefined ? [] : [replaceName(context, use.range, { name })],
      };
    }
  },
};
