/** What a new user is shown first: the example's draft differs from its dev, and the fixes put it right. */
import { expect, it } from 'vitest';
import { exampleFiles } from '../../client/src/example-files';
import { decodeSettings } from '../../server/src/settings';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

it('finds what differs in the draft, and nothing once it is as dev', async () => {
  const { settings, problems } = decodeSettings(undefined, {
    project: JSON.parse(exampleFiles['devschema.json']!),
  });
  expect(problems).toEqual([]);
  const sql = exampleFiles[String(settings.connection)]!;
  const dev = await devOf(sql);
  const draft = checkText(exampleFiles['migrations/orders.sql']!, dev);
  expect(draft.notKnown).toEqual([]);
  expect(draft.findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['missing-columns', 'extra-column', 'column-type']),
  );
  expect(checkText(sql, dev)).toMatchObject({ findings: [], notKnown: [] });
});
