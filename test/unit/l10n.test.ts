/** The texts that people read: each in German too, with what stands in it; English where nothing else is asked for. */
import { afterEach, describe, expect, it } from 'vitest';
import { catalogParts } from '../../server/src/dev/introspect/parts';
import { chained, noun, plural, said, t, useTexts } from '../../server/src/text/l10n';
import { nouns } from '../../server/src/text/nouns';
import { readJson } from '../support/manifest';
import { placesOf, sourceTexts, untold, untranslated } from '../support/texts';

const german = readJson<Record<string, string>>('l10n/bundle.l10n.de.json');
/** Folders whose every sentence may reach an editor; names of types and of parts of the catalog are none. */
const speaking = ['dev', 'files', 'settings', 'diagram', 'host', 'compare', 'conventions'];
const noSentences = /^server\/src\/(?:dev\/introspect|compare\/expressions)\/|: ORDER BY /;
/** For the log, the command line or another process, and other words of programs. */
const notForEditors = [
  'dev/cache.ts: another version wrote it',
  'dev/cache.ts: it is incomplete',
  'dev/shapes-tables.ts: enabled and forced',
  'dev/connect/candidates.ts: … in the environment and .env, any PostgreSQL URL and PG* variables in .env, …, services (pg_service.conf), …',
  'dev/connect/message-guard.ts: a message of type … and length …',
  'dev/connect/message-guard.ts: a message of type … whose parts do not fill it',
  'dev/embedded/embedded-process.ts: stack depth limit exceeded',
  'dev/embedded/embedded-process.ts: what was kept cannot be read: it …',
  'dev/embedded/embedded-protocol.ts: devschema: over the memory limit',
  'dev/embedded/embedded-protocol.ts: devschema: the server has crashed',
  'dev/embedded/tar.ts: the data directory ends within …',
  'settings/table.ts: outside search path',
  'host/transport.ts: DevSchema: A message of the editor cannot be read: its head is …. The server ends.\n',
  'conventions/tools/liquibase.ts: Liquibase formatted SQL',
];
/** What stands between thousands is no text of its own. */
const separator = '1,000';

describe('the texts of the sources', () => {
  const { keys: written, problems } = sourceTexts(['client/src', 'server/src']);
  const keys = new Set([...written, ...nouns]);
  it('are written where they are used, and made when the language is known', () => {
    expect(problems).toEqual([]);
    expect(keys.size).toBeGreaterThan(150);
  });
  it('are all that people read of what the editor shows', () => {
    const folders = ['client/src', 'server/src/features', 'server/src/workspace', 'server/src/rules'];
    // A comment in the SQL that is written.
    expect(untranslated(folders)).toEqual(['server/src/workspace/new-migration.ts: From … to ….']);
  });
  it('are all sentences of what connects, reads files, compares and draws', () => {
    const found = untold(speaking.map((folder) => `server/src/${folder}`)).filter((one) => !noSentences.test(one));
    expect(found.map((one) => one.replace('server/src/', '')).sort()).toEqual([...notForEditors].sort());
  });
  it('name the parts of dev that could not be read', () => {
    for (const { what } of Object.values<{ readonly what: string }>(catalogParts)) expect(nouns).toContain(what);
  });
  it('are all in German, and no others', () => {
    const known = Object.keys(german).filter((key) => key !== separator);
    expect([...keys].filter((key) => !Object.hasOwn(german, key))).toEqual([]);
    expect(known.filter((key) => !keys.has(key))).toEqual([]);
  });
  it('have in German the places, the code and the line breaks that they have in English', () => {
    const facts = (text: string) => [placesOf(text), text.match(/`[^`]*`/g) ?? [], text.split('\n').length];
    for (const [key, text] of Object.entries(german)) {
      expect(facts(text), key).toEqual(facts(key));
      expect(text.trim(), key).not.toBe('');
    }
  });
});

describe('a text', () => {
  afterEach(() => useTexts(new Map()));
  const inGerman = () =>
    useTexts(
      new Map([
        [separator, '1.000'],
        ['{0} column', '{0} Spalte'],
        ['{0} columns', '{0} Spalten'],
        ['{1} has {0}.', '{0} hat {1}.'],
        ['There is no {0} {1}.', '{0} {1} existiert nicht.'],
        ['table', 'Tabelle'],
        ['nothing in it', 'nichts darin'],
      ]),
    );
  it('is English inside of the program, whatever the language', () => {
    inGerman();
    expect(plural(1, '{0} column', '{0} columns')).toBe('1 column');
    expect(plural(12345, '{0} column', '{0} columns')).toBe('12,345 columns');
    expect(t('There is no {0} {1}.', noun('table'), 'table')).toBe('There is no table table.');
  });
  it('is said in the language, with the texts and the nouns in it, and names as they are', () => {
    inGerman();
    expect(said(plural(12345, '{0} column', '{0} columns'))).toBe('12.345 Spalten');
    expect(said(t('There is no {0} {1}.', noun('table'), 'table'))).toBe('Tabelle table existiert nicht.');
    expect(said(t('{1} has {0}.', plural(2, '{0} column', '{0} columns'), 'users'))).toBe('2 Spalten hat users.');
    expect(said(chained([t('nothing in it'), plural(1, '{0} column', '{0} columns')], ' · '))).toBe(
      'nichts darin · 1 Spalte',
    );
    expect(said('what nobody has made')).toBe('what nobody has made');
  });
  it('does not take what stands in it for a place', () => {
    expect(t('{0} and {1}', '{1}', 'b')).toBe('{1} and b');
    inGerman();
    expect(said(t('{1} has {0}.', '{1}', 'b'))).toBe('{1} hat b.');
  });
});
