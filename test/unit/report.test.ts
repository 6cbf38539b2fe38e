/** The checklist's forms and its single answers, whatever names databases and files have. */
import { describe, expect, it } from 'vitest';
import type { ConnectionOptions } from '../../server/src/dev/source';
import { emptySchema } from '../../server/src/model/schema';
import { backupSection } from '../../server/src/report/backup';
import { type Answer, type Checklist, outcomeOf, statusOf } from '../../server/src/report/checklist';
import type { Facts } from '../../server/src/report/facts';
import { checklistInJson } from '../../server/src/report/in-json';
import { checklistInMarkdown } from '../../server/src/report/in-markdown';
import { checklistInWords } from '../../server/src/report/in-words';
import type { Backup } from '../../server/src/workspace/host';

const read = { label: 'bazaar on db:5432', serverVersion: '15.18', readAt: 0 };
function checklist(...answers: readonly Answer[]): Checklist {
  const hostile = '](http://x) `a` <b>\n# c\u001b[31m';
  return {
    files: [`0042_${hostile}.sql`],
    madeAt: 0,
    dev: { ...read, fingerprint: '3f9c' },
    tables: [],
    traffic: [],
    sections: answers.map((answer) => ({
      title: 'Tested',
      lines: [
        {
          answer,
          about: hostile,
          reason: hostile,
          details: [hostile],
          code: { language: 'sql', text: '```\nSELECT 1;' },
        },
      ],
    })),
  };
}

describe('the outcome', () => {
  it.each<[readonly Answer[], string, number]>([
    [['done', 'done'], 'proved', 0],
    [['done', 'not known'], 'not known', 2],
    [['not known', 'not done'], 'refused', 1],
    // What can only be looked at once the migration has run.
    [['done', 'to do'], 'proved', 0],
    [['to do', 'not known'], 'not known', 2],
    [[], 'not known', 2],
  ])('of %j is %s', (answers, outcome, status) => {
    expect([outcomeOf(checklist(...answers)), statusOf(checklist(...answers))]).toEqual([outcome, status]);
  });
});

describe('names and messages', () => {
  it('are text in Markdown', () => {
    const shown = checklistInMarkdown(checklist('done'));
    expect(shown).not.toMatch(/(?<!\\)(?:\]\(http|<b>)|^\s*#+ c/m);
    expect(shown).not.toContain('\u001b');
    expect(shown).toContain('## ✓ Tested: done');
    // The fence is longer than any in it.
    expect(shown).toMatch(/^ {2}````sql\n {2}```\n {2}SELECT 1;\n {2}````$/m);
  });
  it('of what is still to do say so', () => {
    expect(checklistInMarkdown(checklist('done', 'to do'))).toContain('## → Tested: to do');
    expect(checklistInWords(checklist('done', 'to do'))).toMatch(/Proved: 1 section done; Tested to do\.\n$/);
  });
  it('are one line in a terminal, and JSON reads back', () => {
    const made = checklist('not done');
    expect(checklistInWords(made)).not.toContain('\u001b');
    expect(checklistInWords(made)).toMatch(/Refused: Tested not done\.\n$/);
    expect(JSON.parse(checklistInJson(made, (uri) => uri))).toMatchObject({
      outcome: 'refused',
      dev: { fingerprint: '3f9c', readAt: '1970-01-01T00:00:00.000Z' },
      sections: [{ title: 'Tested', answer: 'not done' }],
    });
  });
});

describe('the backup', () => {
  const connection: ConnectionOptions = {
    host: 'db.example',
    port: 5433,
    user: "o'neil",
    database: 'ba$(id)zaar',
    password: 'secret',
    connectTimeoutMs: 1,
    statementTimeoutMs: 1,
    applicationName: '',
  };
  const section = (given: Partial<ConnectionOptions> = {}, backup?: Backup) => {
    const dev = { schema: emptySchema(150018), readAt: 0, label: 'production', fingerprint: '', applied: [] };
    const config = {
      kind: 'database',
      connection: { ...connection, ...given },
      label: 'production',
      from: '',
    } as const;
    return backupSection({ target: { dev, config }, backup } as unknown as Facts).lines[0]!;
  };
  it('is a command with every word quoted, without the password', () => {
    expect(section()).toMatchObject({ answer: 'not done' });
    expect(section().code?.text).toBe(
      "pg_dump --format=custom --file=ba_id_zaar-before-migration.dump --host=db.example --port=5433 --username='o'\\''neil' --dbname='ba$(id)zaar'  # pg_dump of PostgreSQL 15 or newer",
    );
    // A name that libpq would read as key words is one of them.
    expect(section({ database: 'a=b', sslmode: 'verify-full' }).code?.text).toContain(
      "--dbname='dbname='\\''a=b'\\'' sslmode='\\''verify-full'\\'''",
    );
  });
  it('is done when one was recorded, and not when it is no dump', () => {
    expect(section({}, { path: 'a.dump', madeAt: 0 })).toMatchObject({ answer: 'done' });
    expect(section({}, { path: 'a.dump', problem: 'x' })).toMatchObject({ answer: 'not done' });
    expect(backupSection({} as unknown as Facts).lines[0]).toMatchObject({ answer: 'not known' });
  });
});
