/** Whatever a name, a path, a message or a setting holds, no format lets a terminal, a build server or an editor obey it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReport } from '../../server/src/cli/format';
import type { FileReport, Report } from '../../server/src/cli/report-data';
import { run } from '../../server/src/cli/run';
import { shownAnswer } from '../../server/src/features/shown';
import { emptySchema } from '../../server/src/model/schema';
import { code, escapeText, sqlBlock, withoutMarkdown } from '../../server/src/text/markdown';
import { inMessage, visible, visibleLine, withoutCommands } from '../../server/src/text/shown';

const weapons = [
  '\n::error file=x::pwned',
  '\r\n  ::add-mask::x',
  '::stop-commands::x',
  '##[error]x',
  '##vso[task.setvariable variable=x]y',
  '##teamcity[message text=x]',
  '%0A::error::x',
  '\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m',
  '\u202eesrever\u2066',
  '\u2028::error::x',
  '\ufffe\uffff\u{1fffe}',
  '\u{e0041}\u{e0042}',
  '\ud800',
  'id\u200b',
  'i\u00add\u2060',
  'id\u200d\ufe0f',
  '`](command:x)**<img src=x onerror=y>',
  '|\n| a | b |',
  '$(sync~spin)',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...weapons), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 6 })
  .map((parts) => parts.join(''));

const unseen =
  /[^\P{Cc}\n\t]|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u{e0000}-\u{e007f}]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u;
const obeyed = /#(#\[|#vso\[|#teamcity\[)/;
const ours = /^::(error|warning|notice) [^:]*::/;

function reportOf(text: () => string): Report {
  const range = { start: 0, end: 1 };
  const file: FileReport = {
    path: text(),
    text: `${text()}x\n${text()}`,
    statements: 1,
    syntaxOnly: 0,
    standing: 'pending',
    because: text(),
    findings: [
      { code: 'some-rule', severity: 'error', message: text(), range, fixes: [{ title: text(), edits: [] }] },
      { code: 'some-rule', severity: 'hint', message: text(), range: { start: 1, end: 2 }, fixes: [] },
    ],
    notKnown: [{ reason: text(), range }],
  };
  return {
    files: [file],
    failures: [{ path: text(), message: text() }, { message: text() }],
    settings: [{ key: text(), message: text() }],
    notes: [text()],
    source: { label: text(), from: text() },
    dev: { schema: emptySchema(150000), readAt: 0, label: text(), fingerprint: '', applied: [] },
    pathOf: (uri) => uri,
    now: 1,
  };
}

/** The names of an XML text's tags, in order, when everything between them is text. */
function markupOf(xml: string): string[] {
  const tag = /<[?/]?([a-z-]+)(?: [a-z]+="[^"<]*")*[?/]?>/g;
  expect(xml.replace(tag, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
  return [...xml.matchAll(tag)].map(([, name]) => name!);
}
const junitMarkup = [
  ...['xml', 'testsuites', 'testsuite', 'testcase', 'failure', 'failure', 'testcase'],
  ...['testcase', 'error', 'error', 'testcase', 'testcase', 'error', 'error', 'testcase'],
  ...['system-out', 'system-out', 'testsuite', 'testsuites'],
];

describe('a report of hostile text', () => {
  it.each(['human', 'github', 'json', 'markdown', 'sarif', 'junit', 'gitlab'] as const)(
    'as %s gives nothing to obey',
    (format) => {
      fc.assert(
        fc.property(fc.array(hostile, { minLength: 20, maxLength: 20 }), (texts) => {
          let next = 0;
          const report = reportOf(() => texts[next++ % texts.length]!);
          const lines = formatReport(report, format, { color: false }).split('\n');
          for (const line of lines) {
            expect(line).not.toMatch(unseen);
            if (/^\s*::/.test(line)) expect(format === 'github' && ours.test(line), line).toBe(true);
            else expect(line).not.toMatch(obeyed);
          }
          if (format === 'sarif' || format === 'gitlab') JSON.parse(lines.join('\n'));
          if (format === 'junit') expect(markupOf(lines.join('\n'))).toEqual(junitMarkup);
          if (format === 'json') {
            expect(JSON.parse(lines.join('\n')).files[0].findings[0].message).toBe(
              report.files[0]!.findings[0]!.message,
            );
          }
        }),
      );
    },
  );

  it('a new line in a label starts no command', () => {
    const report = { ...reportOf(() => 'x'), source: { label: 's\n::error file=x::pwned', from: '' }, dev: undefined };
    const github = formatReport(report as unknown as Report, 'github', { color: false });
    expect(github).toContain('Dev: s ::error file=x::pwned, not read.');
  });
});

describe('text for an editor', () => {
  it('is Markdown that shows it and nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const markdown of [escapeText(text), code(text), sqlBlock(text), withoutMarkdown(escapeText(text))])
          expect(markdown).not.toMatch(unseen);
        expect(escapeText(text).replace(/\\./gs, '')).not.toMatch(/[<>[\]`*|\n]/);
      }),
    );
  });
  it('is made visible where it is words, and stays exact where it is an edit', () => {
    const text = 'a\u001b[31m\u202eb';
    expect(shownAnswer([{ title: text, edit: { newText: text }, relation: { name: text } }])).toEqual([
      { title: 'a\ufffd[31m\ufffdb', edit: { newText: text }, relation: { name: text } },
    ]);
  });
  it('makes no link in a message', () => {
    expect(inMessage('[Restart](command:x)')).toBe('[Restart] (command:x)');
  });
});

describe('the functions', () => {
  it('leave alone what is only unusual', () => {
    for (const text of [
      'é🚀 ẞ 日本',
      'a\tb\nc',
      '👩‍👧',
      '❤️',
      'می‌خواهم',
      'x::y',
      'int::text',
      '# # [x]',
      '#[derive]',
      '##',
    ])
      expect(withoutCommands(visible(text))).toBe(text);
    for (const text of ['id\u200b', 'id\u00ad', 'id\u2060', 'id\u200d', 'id\ufe0f', 'id\u3164', 'id\u034f'])
      expect(visible(text)).toBe('id\ufffd');
    expect(visibleLine(' a \r\n  b\tc')).toBe(' a b c');
    expect(withoutCommands('  ::error::x\n::x')).toBe('  : :error::x\n: :x');
  });
  it('are used for what the command line says beside its report', async () => {
    const lines: string[] = [];
    const status = await run(['check', 'x\u001b[31m\n::error::x'], {
      cwd: '/',
      env: {},
      out: (text) => lines.push(text),
      err: (line) => lines.push(line),
      progress: () => {},
      color: false,
      signal: new AbortController().signal,
    });
    expect(status).toBe(2);
    expect(lines.join('\n')).not.toMatch(/[^\P{Cc}\n]|^::/mu);
  });
});
