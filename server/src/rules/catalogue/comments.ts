import { t } from '../../text/l10n';
import { quoteLiteral } from '../../text/names';
import { afterwards, sentences } from '../message-words';
import { columnName, placeOf } from '../origin-places';
import type { Rule } from '../rule';

export const comments: Rule = {
  code: 'comment',
  severity: 'information',
  enabled: false,
  title: 'A comment is another one in dev',
  documentation: `The COMMENT of a table or column differs from dev's. Off unless it is asked for: comments change nothing in
how the database works.`,
  examples: [
    {
      dev: `CREATE TABLE users (id integer); COMMENT ON TABLE users IS 'People';`,
      file: `CREATE TABLE users (id integer);
COMMENT ON TABLE users IS 'Persons';
--                        ^^^^^^^^^ information[comment]: The comment of users is 'People' in dev, 'Persons' here.`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      const found =
        difference.what === 'comment'
          ? { object: difference.object, file: difference.file, dev: difference.dev }
          : difference.what === 'column' && difference.fact === 'comment'
            ? {
                object: columnName(difference.column.name),
                file: difference.column.comment,
                dev: difference.devColumn.comment,
              }
            : undefined;
      const range = found && placeOf(context, difference.origin);
      if (!found || !range) continue;
      const { statement } = difference.origin;
      yield {
        message: sentences(
          t(
            'The comment of {0} is {1} in dev, {2} here.',
            found.object,
            commentInWords(found.dev),
            commentInWords(found.file),
          ),
          afterwards(context),
        ),
        range,
        statement,
        fixes: [],
      };
    }
  },
};
const commentInWords = (comment: string | undefined): string =>
  comment === undefined ? 'absent' : quoteLiteral(comment);
