/**
 * PostgreSQL's own regression tests, with the whole matrix (`DEVSCHEMA_TEST_PG=all`) and where the source of a version
 * can be had and built: what they leave behind is rebuilt, and nothing is found in what PostgreSQL takes.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { buildRegression, type PostgresSource, sourceFor } from './regression';
import { regressionFiles, regressionText, runAccepted } from './regression-files';
import * as roundtrip from './roundtrip';

/** Of no migration: tables put into pg_catalog, a table that a rule turns into a view. */
const known = /(new|old)_system_table|rules_fooview/;
/** NOT NULL of a child of two parents, of which one is not validated, keeps its name and is said by the child itself. */
const knownLines = /constr_child3/;

/** Registers the tests, or says that they are not run. */
export async function describeRegression(): Promise<void> {
  if (process.env.DEVSCHEMA_TEST_PG !== 'all') {
    process.stderr.write("PostgreSQL's own regression tests not run: they take DEVSCHEMA_TEST_PG=all\n");
    return;
  }
  describe.each(await availableServers())('PostgreSQL %i', { timeout: 1_200_000 }, (major) => {
    let server: TestServer;
    let source: PostgresSource | undefined;
    let problem = '';
    beforeAll(async () => {
      await loadParser();
      server = await startServer(major);
      const database = await server.createDatabase();
      source = await sourceFor(database).catch((error: Error) => {
        problem = error.message;
        return undefined;
      });
      await database.drop();
    });
    afterAll(() => server?.stop());

    it('rebuilds what the regression tests leave behind, by pg_dump of that version', async (context) => {
      if (!source) return context.skip(problem);
      const { dump } = source;
      const database = await server.createDatabase('regression');
      await buildRegression(database, source);
      const measured = await roundtrip.measure(database, await server.createDatabase(), (one) =>
        dump(one as TestDatabase),
      );
      const tables = measured.before.tables;
      expect(measured.before.unknown).toEqual([]);
      expect(tables.size).toBeGreaterThan(500);
      expect(measured.dump?.lost).toEqual([]);
      expect(measured.dump?.invented.filter((line) => !knownLines.test(line))).toEqual([]);
      // A column that a parent got later stands behind a child's own, and before it in the child that is made anew.
      const inherits = [...tables.values()]
        .filter((table) => table.inherits)
        .map(({ schema, name }) => `${schema}.${name}`);
      const ofOthers = [...measured.own.lost, ...measured.own.invented].filter(
        (line) => !inherits.some((name) => line.startsWith(`tables ${name}: `)),
      );
      expect(ofOthers).toEqual([]);

      const dev = devOf(measured.before);
      expect(found(measured.sql, dev)).toEqual([]);
      expect(found(await dump(database), dev)).toEqual([]);
      await database.drop();
    });

    it('finds nothing in what PostgreSQL takes of the regression tests', async (context) => {
      if (!source) return context.skip(problem);
      const wrong: string[] = [];
      let statements = 0;
      let database = await server.createDatabase('regression');
      for (const name of regressionFiles(source)) {
        const dev = devOf(await roundtrip.readSchema(database));
        const text = await runAccepted(database, regressionText(source, name));
        statements += parseDocument('file:///regression.sql', 1, text).statements.length;
        wrong.push(...found(text, dev).map((message) => `${name}: ${message}`));
        await database.close();
        database = await server.connect('regression');
      }
      expect(wrong.filter((message) => !known.test(message))).toEqual([]);
      expect(statements).toBeGreaterThan(20_000);
      await database.drop();
    });
  });
}

/** Errors of a loose file. */
function found(text: string, dev: DevSchema): string[] {
  const uri = 'file:///regression.sql';
  const history = foldHistory({ convention: undefined, files: [parseDocument(uri, 1, text)], dev });
  const { findings } = check({ history, uri, dev, settings: { rules: {}, style: defaultStyle } });
  return findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}
const devOf = (schema: Schema): DevSchema => ({ schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] });
