/** Delimiters of tools, and psql's \connect. */
import { beforeAll, describe, expect, it } from 'vitest';
import { tools } from '../../server/src/conventions';
import { parseDocument } from '../../server/src/sql/document/document';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(loadParser);

const read = (tool: string, text: string): SqlDocument =>
  parseDocument('file:///a.sql', 1, text, { sections: tools.find(({ id }) => id === tool)!.sections(text, 'a.sql') });
const shown = (tool: string, text: string) =>
  read(tool, text).statements.map(({ parsed }) => [parsed.status, parsed.text.replace(/\s+/g, ' ')]);

describe('a delimiter that the file names ends its statements', () => {
  const body = 'CREATE FUNCTION f() RETURNS void AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql';
  it('in Play, where two semicolons are one within a statement, and only what stands after !Ups is run', () => {
    const text = `# What this is about

# --- !Ups
CREATE FUNCTION f() RETURNS void AS $$ BEGIN NULL;; END;; $$ LANGUAGE plpgsql;
ALTER TABLE nowhere ADD COLUMN a int;
# --- !Downs
DROP FUNCTION f();
`;
    const document = read('play-evolutions', text);
    expect(document.statements.map(({ parsed, runs }) => [parsed.status, runs])).toEqual([
      ['ok', true],
      ['ok', true],
      ['ok', false],
    ]);
    expect(document.statements[0]!.parsed.filled?.text).toContain('BEGIN NULL; END; $$');
    const play = tools.find(({ id }) => id === 'play-evolutions')!;
    const cuts = play.sends!.cuts!.at(text);
    expect(cuts.map((at) => text.slice(at - 7, at))).toEqual([
      'plpgsql;'.slice(-7),
      '  a int;'.slice(-7),
      'ION f();'.slice(-7),
    ]);
  });
  it('stands in what Liquibase reads: changesets, without the lines that it is told to ignore', () => {
    const text = `--liquibase formatted sql
CREATE TABLE before (id int);
--changeset bob:1 endDelimiter:/
SELECT 1
/
--ignoreLines:start
this is no SQL;
--ignoreLines:end
SELECT 2; SELECT 3
/
--ignoreLines:1
nor is this;
--changeset bob:2 ignore:true
SELECT 4;
--changeset bob:3
SELECT 5;
`;
    expect(read('liquibase', text).statements.map(({ parsed, runs }) => [parsed.text, runs])).toEqual([
      ['CREATE TABLE before (id int)', false],
      ['SELECT 1', true],
      ['SELECT 2; SELECT 3', true],
      ['SELECT 4', false],
      ['SELECT 5', true],
    ]);
  });
  it('in Liquibase', () => {
    const text = `--liquibase formatted sql
--changeset bob:1 endDelimiter:/
${body};
/
SELECT 4 / 2
/
--changeset bob:2 endDelimiter:@@
CREATE TABLE b (id int)
@@
CREATE TABLE c (id int) @@
--changeset bob:3 runOnChange:true endDelimiter:GO
CREATE VIEW v AS SELECT 1 AS go
GO
--changeset bob:4 endDelimiter:"//"
SELECT 1;
SELECT 2
//
--changeset bob:5 endDelimiter:\\n/\\s*\\n|\\n/\\s*$
SELECT 3
/
--changeset bob:6
CREATE TABLE d (id int)
GO
CREATE TABLE e (id int);
DROP TABLE e
/
--changeset bob:7
CREATE TABLE f (id int);
--rollback DROP TABLE f;
`;
    expect(shown('liquibase', text)).toEqual([
      ['ok', body],
      ['ok', 'SELECT 4 / 2'],
      ['ok', 'CREATE TABLE b (id int)'],
      ['ok', 'CREATE TABLE c (id int)'],
      ['ok', 'CREATE VIEW v AS SELECT 1 AS go'],
      ['ok', 'SELECT 1; SELECT 2'],
      ['ok', 'SELECT 3'],
      ['ok', 'CREATE TABLE d (id int)'],
      ['ok', 'CREATE TABLE e (id int)'],
      ['ok', 'DROP TABLE e'],
      ['ok', 'CREATE TABLE f (id int)'],
    ]);
  });
  it('in Liquibase, not without one', () => {
    expect(shown('liquibase', '--changeset a:1\nCREATE TABLE a (id int)\n@@\n').map(([status]) => status)).toEqual([
      'syntax error',
    ]);
  });
  it('in Atlas', () => {
    expect(shown('atlas', `-- atlas:delimiter \\n\\n\\n\n\n${body};\n\n\nSELECT 1;\nSELECT 2;\n\n\nSELECT 3`)).toEqual([
      ['ok', body],
      ['ok', 'SELECT 1; SELECT 2'],
      ['ok', 'SELECT 3'],
    ]);
    expect(shown('atlas', `-- atlas:delimiter -- end\n\nSELECT 1;\n-- end\nSELECT 2\n-- end\n`)).toEqual([
      ['ok', 'SELECT 1'],
      ['ok', 'SELECT 2'],
    ]);
  });
});

describe('behind \\connect nothing is known', () => {
  const not = (database: string) => `it runs in database ${database}`;
  const reasons = async (text: string) => {
    const { findings, notKnown } = checkText(text, await devOf('CREATE TABLE vc (a int);'));
    return [findings.map(({ code }) => code), notKnown.map(({ reason }) => reason)];
  };
  it.each([
    '\\connect other',
    '\\c other',
    '\\c "other"',
    '\\c other someone',
    '\\connect -reuse-previous=on "dbname=\'other\'"',
  ])('%s', async (command) => {
    const text = `ALTER TABLE gone0 ADD b int;\n${command}\ncreate table vc (zzz int);\nalter table gone add column x int;`;
    expect(await reasons(text)).toEqual([['unknown-table'], [not('other'), not('other')]]);
  });
  it('but of a database that the file makes itself, and on the way back to it', async () => {
    const dump = 'CREATE DATABASE app;\n\\connect app\nALTER TABLE gone ADD x int;\n';
    expect(await reasons(dump)).toEqual([['unknown-table'], []]);
    const back = `${dump}\\connect other\nALTER TABLE gone ADD x int;\n\\connect app\nALTER TABLE gone ADD y int;\n`;
    expect(await reasons(back)).toEqual([['unknown-table', 'unknown-table'], [not('other')]]);
  });
  it('and not where it stays', async () => {
    expect(await reasons('\\connect - someone\nALTER TABLE gone ADD x int;')).toEqual([['unknown-table'], []]);
    expect(await reasons('\\c :DBNAME\nALTER TABLE gone ADD x int;')).toEqual([['unknown-table'], []]);
  });
  it('a syntax error is one in any database', async () => {
    expect(await reasons('\\c other\nCREATE TABEL x (id int);')).toEqual([['syntax-error'], [not('other')]]);
  });
});
