/**
 * A schema as a text file: versioned JSON, the same for the same schema, a line for each small thing so that a change
 * shows as a few lines. Holds no connection and no password.
 */

import { decodeText, readRegular, sizeLimits } from '../files/reading';
import type { DevSchema } from '../model/dev';
import { fingerprintOf } from '../text/fingerprint';
import { t } from '../text/l10n';
import { Damaged, within } from './schema-decode';
import { decodeSchema, encodeSchema } from './schema-json';
import { appliedShape } from './schema-shapes';
import { type DevSource, type DevSourceConfig, DevSourceError } from './source';

/** Raised when older programs could misread a file. */
const VERSION = 1;
const FORMAT = 'devschema';

export function writeSnapshot(dev: DevSchema): string {
  const { schema, label, readAt, applied } = dev;
  const document = {
    [FORMAT]: VERSION,
    // The database's name, not the server it was on.
    label: label.replace(/ on .*$/s, ''),
    readAt: new Date(readAt).toISOString(),
    applied,
    ...encodeSchema(schema, withoutSecrets),
  };
  return `${print(document, 0)}\n`;
}

/** @throws DevSourceError that says what is wrong with the text. */
export function readSnapshot(text: string, name = t('the snapshot')): DevSchema {
  const document = parseSnapshotJson(text, name);
  const version = document[FORMAT];
  if (version === undefined) throw bad(t('{0} is not a schema snapshot of DevSchema', name));
  if (version !== VERSION)
    throw bad(
      t('{0} is of format {1}, this program reads {2}', name, JSON.stringify(version), VERSION),
      t('Update DevSchema, or save it again.'),
    );
  try {
    const { label, readAt, applied } = document;
    const time = Date.parse(readAt as string);
    if (typeof label !== 'string' || Number.isNaN(time)) throw new Damaged(t('its head is incomplete'));
    const ran = within('applied', () => appliedShape(applied));
    return { schema: decodeSchema(document), label, readAt: time, fingerprint: fingerprintOf([text]), applied: ran };
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    throw bad(t('{0} is damaged: {1}', name, error.message), t('Save it again.'));
  }
}
function parseSnapshotJson(text: string, name: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw bad(t('{0} is not JSON: {1}', name, (error as Error).message), t('Save it again.'));
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw bad(t('{0} is not a schema snapshot of DevSchema', name));
  return document as Record<string, unknown>;
}
const bad = (reason: string, advice?: string): DevSourceError =>
  new DevSourceError(reason, 'snapshot', advice === undefined ? {} : { advice });

/** Options of foreign servers and subscriptions can hold a password. */
function withoutSecrets(text: string): string {
  return text.replace(/\b(password(?!\w)\s*=?\s*)('(?:[^']|'')*'|[^\s',]+)/gi, `$1'…'`);
}

/** As JSON.stringify indents, but what fits in a line stays in one, from the members of the lists on. */
function print(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth >= 2) {
    const line = JSON.stringify(value);
    if (line.length <= 140 || depth >= 6) return line;
  }
  const inner = '  '.repeat(depth + 1);
  const outer = '  '.repeat(depth);
  const list = Array.isArray(value);
  const members = list
    ? value.map((member) => print(member, depth + 1))
    : Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : `${JSON.stringify(key)}: ${print(member, depth + 1)}`,
      );
  if (members.length === 0) return list ? '[]' : '{}';
  const [open, close] = list ? '[]' : '{}';
  return `${open}\n${inner}${members.join(`,\n${inner}`)}\n${outer}${close}`;
}

type SnapshotConfig = Extract<DevSourceConfig, { kind: 'snapshot' }>;
export function snapshotSource(config: SnapshotConfig, folders: readonly string[] = []): DevSource {
  const load = (): string => {
    const found = readRegular(config.path, { limit: sizeLimits.snapshot, within: folders });
    if ('bytes' in found) return decodeText(found.bytes);
    throw bad(
      t('the snapshot {0} {1}', config.label, found.problem),
      t('Check devschema.connection, or save it again.'),
    );
  };
  return {
    config,
    async read() {
      const text = load();
      return { ...readSnapshot(text, config.label), label: config.label };
    },
    probe: async () => fingerprintOf([load()]),
    dispose: async () => {},
  };
}
