/** The syntax errors of a text are the same, whatever else is looked at: a fix of a broken file is judged by them alone. */
import { expect, it } from 'vitest';
import { catalogue } from '../../server/src/rules';
import { defaultSettings } from '../../server/src/settings';
import { Workspace } from '../../server/src/workspace/workspace';
import { FakeDev } from '../support/fake-dev';

const broken = [
  ...catalogue
    .filter(({ code }) => code === 'syntax-error')
    .flatMap(({ examples }) => examples.map(({ file }) => file)),
  'CREATE TABLE t (id int,);\nSELEC 1;\nDROP TABLE nosuch;',
  '-- devschema-ignore syntax-error: known\nCREATE TABLE t (id int,);',
  '-- +goose Up\nCREATE TABLE t (id int\n-- +goose Down\nDROP TABEL t;',
];
it.each(['/w/migrations/2_b.sql', '/w/loose.sql'])('in %s', async (path) => {
  const files = new Map([
    ['/w/migrations/1_a.sql', '-- +goose Up\nCREATE TABLE a (id int);'],
    [path, 'SELECT 1;'],
  ]);
  const disk = {
    list: async () => [...files.keys()].map((each) => each.slice('/w/'.length)),
    read: (each: string) => files.get(each),
  };
  const { access } = await FakeDev.of('CREATE TABLE t (id int, name text);');
  const reading = () => ({ report: () => {}, done: () => {} });
  const workspace = new Workspace(disk, access, { log: () => {}, reading });
  await workspace.configure({ folders: ['/w'], settings: { ...defaultSettings, refreshIntervalMs: 0 }, trusted: true });
  await workspace.refresh();
  await workspace.ready(`file://${path}`);
  const view = workspace.snapshot().file(`file://${path}`)!;
  const errors = (of: (text: string) => ReturnType<typeof view.resultOf>) =>
    broken.map((text) =>
      of(text)
        .findings.filter(({ code }) => code === 'syntax-error')
        .map(({ range, message }) => [range, message]),
    );
  const alone = errors((text) => view.resultOf(text, 'syntax'));
  expect(alone).toEqual(errors((text) => view.resultOf(text)));
  expect(alone.flat().length).toBeGreaterThan(5);
  await workspace.dispose();
});
