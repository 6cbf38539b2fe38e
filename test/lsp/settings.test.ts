/** Settings from any client: nested or dotted, good or bad. */
import { describe, expect, it } from 'vitest';
import { decodeSettings, defaultSettings } from '../../server/src/settings';
import { settingsTable } from '../../server/src/settings/table';

const decode = (raw: unknown) => decodeSettings(raw, { codes: ['missing-columns'], tools: ['goose'] });

describe('settings', () => {
  it('have the defaults of the table when nothing is set', () => {
    for (const nothing of [undefined, null, {}, { devschema: {} }]) {
      expect(decode(nothing)).toEqual({ settings: defaultSettings, problems: [] });
    }
  });

  it('mean the same nested, dotted and under devschema', () => {
    const nested = decode({ generate: { indent: 2, keywordCase: 'lower' }, rules: { 'missing-columns': 'off' } });
    const dotted = decode({
      'devschema.generate.indent': 2,
      'devschema.generate.keywordCase': 'lower',
      'devschema.rules': { 'missing-columns': 'off' },
    });
    const grouped = decode({
      devschema: { 'generate.indent': 2, generate: { keywordCase: 'lower' }, 'rules.missing-columns': 'off' },
    });
    expect(nested.problems).toEqual([]);
    expect(nested.settings.style).toMatchObject({ indent: 2, keywordCase: 'lower', quoting: 'always' });
    expect(nested.settings.rules).toEqual({ 'missing-columns': 'off' });
    expect(dotted).toEqual(nested);
    expect(grouped).toEqual(nested);
  });

  it('take seconds and keep milliseconds', () => {
    const { settings } = decode({ connectTimeout: 5, statementTimeout: 1, refreshInterval: 0 });
    expect(settings).toMatchObject({ connectTimeoutMs: 5000, statementTimeoutMs: 1000, refreshIntervalMs: 0 });
  });

  it('take a connection as a text or as fields', () => {
    expect(decode({ connection: ' postgresql://localhost/bazaar ' }).settings.connection).toBe(
      'postgresql://localhost/bazaar',
    );
    const fields = { host: 'localhost', port: 5432, password: `\${env:PW}` };
    expect(decode({ connection: fields }).settings.connection).toEqual(fields);
    expect(decode({ 'connection.host': 'db' }).settings.connection).toEqual({ host: 'db' });
    for (const empty of ['', {}, { host: '' }, null])
      expect(decode({ connection: empty }).settings.connection).toBeUndefined();
  });

  it.each([
    [{ connectTimeout: 'soon' }, 'devschema.connectTimeout is "soon". Allowed: a number from 1 to 300.'],
    [{ connectTimeout: 0 }, 'devschema.connectTimeout is 0. Allowed: a number from 1 to 300.'],
    [{ generate: { quoting: 'some' } }, 'devschema.generate.quoting is "some". Allowed: always, needed.'],
    [{ generate: { indexes: 1 } }, 'devschema.generate.indexes is 1. Allowed: true, false.'],
    [{ generate: 4 }, 'devschema.generate is 4. Allowed: an object of settings.'],
    [{ migrations: { tool: 'goos' } }, 'devschema.migrations.tool is "goos". Allowed: auto, goose.'],
    [
      { migrations: { folders: 'db' } },
      'devschema.migrations.folders is "db". Allowed: an array of folders, relative to the project\'s folder.',
    ],
    [
      { rules: { 'missing-columns': 'loud' } },
      'devschema.rules.missing-columns is "loud". Allowed: error, warning, information, hint, off.',
    ],
    [{ rules: { nonsense: 'off' } }, 'devschema.rules.nonsense: there is no rule nonsense.'],
    [{ rules: [] }, 'devschema.rules is []. Allowed: an object of rule codes and severities.'],
    [{ conection: 'x' }, 'devschema.conection is not a setting of DevSchema. Did you mean devschema.connection?'],
    [{ connection: { dbase: 'shop' } }, 'devschema.connection: There is no field dbase. Did you mean database?'],
    [{ connection: { prot: 5432 } }, 'devschema.connection: There is no field prot. Did you mean port?'],
    [{ Indent: 2 }, 'devschema.Indent is not a setting of DevSchema. Did you mean devschema.generate.indent?'],
    [17, 'devschema is 17. Allowed: an object of settings.'],
  ])('keep the default for %j and say so', (raw, message) => {
    const { settings, problems } = decode(raw);
    expect(settings).toEqual(defaultSettings);
    expect(problems.map((one) => one.message)).toEqual([message]);
  });

  it('never show what a connection holds', () => {
    const { problems } = decode({ connection: ['postgresql://me:secret@host/db'] });
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain('secret');
    expect(JSON.stringify(decode({ connection: { host: ['secret'] } }).problems)).not.toContain('secret');
  });

  it("pass over other programs' keys in a settings file", () => {
    const file = { 'editor.tabSize': 2, rules: { a: 1 }, connection: 4, 'devschema.generate.indent': 2 };
    const { settings, problems } = decodeSettings(file, { from: 'settings file' });
    expect(problems).toEqual([]);
    expect(settings.style.indent).toBe(2);
    expect(decodeSettings({ connection: 4 }, { from: 'settings file' })).toEqual({
      settings: defaultSettings,
      problems: [],
    });
  });

  it('have defaults that the table itself allows', () => {
    const raw = Object.fromEntries(settingsTable.map((entry) => [entry.key, entry.default]));
    expect(decode(raw)).toEqual({ settings: defaultSettings, problems: [] });
  });
});
