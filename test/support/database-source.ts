/** A database as a source, and what is thrown when it cannot be read, which holds no password. */
import { tmpdir } from 'node:os';
import { expect } from 'vitest';
import { toolTables } from '../../server/src/conventions';
import { type ResolveInput, resolveSource } from '../../server/src/dev/connect/configure';
import { openSource } from '../../server/src/dev/open';
import { type DevSource, DevSourceError, type SourceOptions } from '../../server/src/dev/source';

export function source(
  connection: string | object,
  options: SourceOptions = {},
  more: Partial<ResolveInput> = {},
): DevSource {
  const config = resolveSource({
    connection,
    folders: [tmpdir()],
    env: {},
    connectTimeoutMs: 2000,
    statementTimeoutMs: 5000,
    ...more,
  });
  return openSource(config!, { toolTables, ...options });
}
export async function failure(dev: DevSource, signal?: AbortSignal): Promise<DevSourceError> {
  const error = await dev.read(signal ? { signal } : {}).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DevSourceError);
  const { message, reason, stack } = error as DevSourceError;
  for (const text of [message, reason, String(stack), dev.config.label]) expect(text).not.toContain('hunter2');
  return error as DevSourceError;
}
