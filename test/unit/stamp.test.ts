/** Where the comment that says that a migration was proved is put. */
import { beforeAll, describe, expect, it } from 'vitest';
import { stampEdit } from '../../server/src/rules/stamp';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';

beforeAll(loadParser);

describe('the stamp of a proved migration', () => {
  const stamp = { date: '2026-11-28', version: '18.3', how: 'on', fingerprint: '3f9c0a1b2c3d' } as const;
  const line = '-- devschema: proved 2026-11-28 on PostgreSQL 18.3 on dev 3f9c0a1b2c3d';
  const stamped = (text: string): string => {
    const { range, newText } = stampEdit(parseDocument('file:///a.sql', 0, text), stamp);
    return text.slice(0, range.start) + newText + text.slice(range.end);
  };

  it.each(['\n', '\r\n'])(
    'stands before what a plan says of the first statement, and behind what else is said',
    (end) => {
      const file = (...lines: readonly string[]): string => lines.join(end);
      const said = ['-- Loses the rows of a. Fails where there are rows.', 'DROP TABLE a;', ''];
      expect(stamped(file('-- +goose Up', ...said))).toBe(file('-- +goose Up', line, ...said));
      expect(stamped(file('-- Does not come back: the rows of b', ...said))).toBe(
        file(line, '-- Does not come back: the rows of b', ...said),
      );
      expect(stamped(file('-- Of users.', 'DROP TABLE a;'))).toBe(file('-- Of users.', line, 'DROP TABLE a;'));
      expect(stamped(file(line.replace('28 ', '27 '), ...said))).toBe(file(line, ...said));
    },
  );
});
