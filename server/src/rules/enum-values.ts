import { quoteLiteral } from '../model/names';
import type { EnumType } from '../model/schema';
import { placeOf, tableName } from './place';
import type { Rule } from './rule';
import { afterwards } from './words';

export const enumValues: Rule = {
  code: 'enum-values',
  severity: 'warning',
  title: 'An enum type has other values in dev, or another order',
  documentation: `The values of an enum type that the file makes are not those dev has, or stand in another order. A value
that one side lacks is an error when it is used there; the order decides how values sort and compare.`,
  examples: [
    {
      dev: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');`,
      file: `CREATE TYPE mood AS ENUM ('sad', 'happy', 'angry');
--          ^^^^ warning[enum-values]: mood has 3 values in dev, 3 here. Missing: 'ok'. Not in dev: 'angry'.`,
    },
    {
      dev: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');`,
      file: `CREATE TYPE mood AS ENUM ('sad', 'happy', 'ok');
--          ^^^^ warning[enum-values]: mood has its values in the order 'sad', 'ok', 'happy' in dev, 'sad', 'happy', 'ok' here.`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'enum values') continue;
      const range = placeOf(context, difference.origin);
      if (!range) continue;
      yield {
        message: `${describe(tableName(context, difference.file), difference.file, difference.dev)}${afterwards(context)}`,
        range,
        statement: difference.origin.statement,
        fixes: [],
      };
    }
  },
};

function describe(name: string, file: EnumType, dev: EnumType): string {
  const missing = dev.values.filter((value) => !file.values.includes(value));
  const extra = file.values.filter((value) => !dev.values.includes(value));
  const list = (values: readonly string[]) => values.map(quoteLiteral).join(', ');
  if (missing.length === 0 && extra.length === 0)
    return `${name} has its values in the order ${list(dev.values)} in dev, ${list(file.values)} here.`;
  const parts = [
    ...(missing.length > 0 ? [`Missing: ${list(missing)}.`] : []),
    ...(extra.length > 0 ? [`Not in dev: ${list(extra)}.`] : []),
  ];
  return `${name} has ${dev.values.length} values in dev, ${file.values.length} here. ${parts.join(' ')}`;
}
