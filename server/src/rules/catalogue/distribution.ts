import { distributionInWords } from '../../generate/distributions';
import { t } from '../../text/l10n';
import { afterwards, sentences } from '../message-words';
import { placeOf, tableName } from '../origin-places';
import type { Rule } from '../rule';

export const distribution: Rule = {
  code: 'distribution',
  severity: 'warning',
  title: 'Citus distributes the table otherwise in dev',
  documentation: `Where dev has the extension Citus, a table is distributed by a column, is a reference table, or lies on one node.
What \`create_distributed_table\` and its siblings make of a table here is not what it is in dev: queries and joins that
one node answers there would go to all of them, or be refused.

Which tables lie side by side (\`colocate_with\`) is not compared.`,
  examples: [
    {
      dev: `CREATE EXTENSION citus;
CREATE TABLE orders (tenant_id bigint, id bigint);
SELECT create_distributed_table('orders', 'tenant_id');`,
      file: `CREATE TABLE orders (tenant_id bigint, id bigint);
--           ^^^^^^ warning[distribution]: orders is distributed by tenant_id in dev, not distributed here.`,
    },
    {
      dev: `CREATE EXTENSION citus;
CREATE TABLE orders (tenant_id bigint, id bigint);
SELECT create_distributed_table('orders', 'tenant_id');`,
      file: `CREATE TABLE orders (tenant_id bigint, id bigint);
SELECT create_distributed_table('orders', 'id');
--     ^^^^^^^^^^^^^^^^^^^^^^^^ warning[distribution]: orders is distributed by tenant_id in dev, distributed by id here.`,
    },
    {
      dev: `CREATE EXTENSION citus;
CREATE TABLE countries (code text);
SELECT create_reference_table('countries');`,
      file: `CREATE TABLE countries (code text);
SELECT create_reference_table('countries');`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'distribution') continue;
      const { table, devTable, origin } = difference;
      const range = placeOf(context, origin);
      if (!range) continue;
      const [dev, here] = [devTable, table].map((one) => distributionInWords(one.distribution));
      yield {
        message: sentences(
          t('{0} is {1} in dev, {2} here.', tableName(context, table), dev!, here!),
          afterwards(context),
        ),
        range,
        statement: origin.statement,
        fixes: [],
      };
    }
  },
};
