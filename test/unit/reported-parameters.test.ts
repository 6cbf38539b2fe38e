/** A server that reports parameters without end fills no memory. */
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { otherProduct, reportedParameters } from '../../server/src/dev/connect/product';

it('keeps the first that a server reports', () => {
  const connection = new EventEmitter();
  const parameters = reportedParameters(connection);
  const report = (parameterName: string, parameterValue: string) =>
    connection.emit('parameterStatus', { parameterName, parameterValue });
  report('server_version', '12.3');
  for (let at = 0; at < 10_000; at++) report(`p${at}`, 'x'.repeat(100));
  expect(parameters.size).toBe(100);
  expect(otherProduct(parameters)?.what).toContain('PostgreSQL 12.3');
});
