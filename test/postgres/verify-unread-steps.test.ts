/** Files before which something runs that is not SQL: nothing that running them shows is told of dev. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import { parseDocument } from '../../server/src/sql/document/document';
import { asSent } from '../../server/src/verify/sender';
import { verifyMigration } from '../../server/src/verify/verify';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

test('they are not known, whether they would run here or not', async () => {
  const dev = await runs.devOf('CREATE TABLE users (id int PRIMARY KEY);');
  const texts: Readonly<Record<string, string>> = {
    '1_a.sql': '-- +goose Up\nCREATE TABLE users (id int PRIMARY KEY);',
    '2_b.go': 'package m',
    '3_c.sql': '-- +goose Up\nALTER TABLE orders ADD total int;',
    '4_d.sql': '-- +goose Up\nCREATE TABLE orders (id int);',
  };
  const convention = detectConvention({ folder: '/m', paths: Object.keys(texts), read: (path) => texts[path] })!;
  const documents = convention.files.map(({ path }) => parseDocument(`file:///m/${path}`, 1, texts[path]!));
  const { files, unread } = foldHistory({ convention, files: documents, dev });
  const sent = files.map((file) => {
    const why = unread?.get(file.document.uri);
    return { ...asSent(file, convention, dev.schema), ...(why !== undefined && { unread: why }) };
  });
  const result = await verifyMigration({ files: sent, dev, embeddedScript: runs.script });
  expect(result.files.slice(1).map(({ outcome, notKnown }) => [outcome, notKnown.map(({ reason }) => reason)])).toEqual(
    [
      ['not known', ['2_b.go runs before it and is not SQL']],
      ['not known', ['2_b.go runs before it and is not SQL']],
    ],
  );
});
