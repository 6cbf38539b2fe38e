/** Offsets, positions, paths and URIs: the edges where an editor's way of counting meets ours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LineIndex } from '../../server/src/features/convert';
import { joinPath, normalUri, pathOfUri, relativeTo, uriOfPath } from '../../server/src/workspace/files';

describe('positions', () => {
  it.each([
    ['', 1],
    ['a', 1],
    ['a\nb', 2],
    ['a\r\nb', 2],
    ['a\rb\n', 3],
    ['\n\r\n\r', 4],
    ['a\u000bb\fc\u2028d', 1],
  ])('%j has %i lines', (text, count) => {
    expect(new LineIndex(text).lineCount).toBe(count);
  });

  it('count UTF-16 units, so a surrogate pair is two', () => {
    const text = '-- 🚨\r\nSELECT 1;';
    expect(new LineIndex(text).position(text.indexOf('SELECT'))).toEqual({ line: 1, character: 0 });
    expect(new LineIndex(text).position(5)).toEqual({ line: 0, character: 5 });
  });

  it('keep an offset within a line break at the end of its line', () => {
    expect(new LineIndex('ab\r\nc').position(3)).toEqual({ line: 0, character: 2 });
  });

  it('clamp what lies outside of the text', () => {
    const lines = new LineIndex('ab\nc');
    expect(lines.position(-1)).toEqual({ line: 0, character: 0 });
    expect(lines.position(99)).toEqual({ line: 1, character: 1 });
    expect(lines.offset({ line: 0, character: 99 })).toBe(2);
    expect(lines.offset({ line: 9, character: 0 })).toBe(4);
    expect(lines.offset({ line: -1, character: 3 })).toBe(0);
  });

  it("agree with the protocol library's documents on any text", () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '🚨', '\t', 'é')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(30), (all, offset) => {
        const lines = new LineIndex(all);
        const at = Math.min(offset, all.length);
        const theirs = TextDocument.create('a:', 'sql', 1, all);
        expect(lines.position(at)).toEqual(theirs.positionAt(at));
        expect(lines.offset(lines.position(at))).toBe(theirs.offsetAt(theirs.positionAt(at)));
      }),
      { seed: 4 },
    );
  });
});

describe('positions in other encodings', () => {
  const piece = fc.constantFrom('a', 'é', '€', '🚀', '\ud800', '\n', 'x'.repeat(300), '漢'.repeat(260));
  const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  const sizes = {
    'utf-8': (line: string) => Buffer.byteLength(line, 'utf8'),
    'utf-32': (line: string) => [...line].length,
    'utf-16': (line: string) => line.length,
  };
  it.each(Object.entries(sizes))('count the characters of %s before an offset, and find it again', (encoding, size) => {
    fc.assert(
      fc.property(text, fc.nat(4000), (all, offset) => {
        const lines = new LineIndex(all, encoding as keyof typeof sizes);
        const points = [...all];
        const at = points.slice(0, offset % (points.length + 1)).join('').length;
        const before = all.slice(all.lastIndexOf('\n', at - 1) + 1, at);
        const position = lines.position(at);
        expect(position.character).toBe(size(before));
        expect(lines.offset(position)).toBe(at);
        expect(lines.offset({ ...position, character: 1e9 })).toBeGreaterThanOrEqual(at);
      }),
      { seed: 7 },
    );
  });
  it('are the start of a character where they lie within it', () => {
    const lines = new LineIndex('é🚀x', 'utf-8');
    expect([0, 1, 2, 3, 5, 6, 7, 9].map((character) => lines.offset({ line: 0, character }))).toEqual([
      0, 0, 1, 1, 1, 3, 4, 4,
    ]);
  });
});

describe('paths and URIs', () => {
  it.each([
    ['file:///home/a%20b/c%2B.sql', '/home/a b/c+.sql'],
    ['file:///c%3A/x/y.sql', 'c:/x/y.sql'],
    ['file:///C:/x/y.sql', 'c:/x/y.sql'],
    ['file://server/share/y.sql', '//server/share/y.sql'],
    ['file:///a/%F0%9F%9A%A8.sql', '/a/🚨.sql'],
    ['untitled:Untitled-1', undefined],
    ['vscode-vfs://github/a/b.sql', undefined],
    ['file:///a/%zz.sql', undefined],
  ])('%s is %s', (uri, path) => {
    expect(pathOfUri(uri)).toBe(path);
  });

  it('are one for one file, however a client spells it', () => {
    expect(normalUri('file:///C:/a(1)/x.sql')).toBe(normalUri('file:///c%3A/a%281%29/x.sql'));
    expect(normalUri('untitled:Untitled-1')).toBe('untitled:Untitled-1');
    for (const path of ['/a b/ü#?.sql', 'c:/x.sql', '//server/share/x.sql'])
      expect(pathOfUri(uriOfPath(path))).toBe(path);
  });

  it('are joined and made relative', () => {
    expect(joinPath('/a/b', './c/../d.sql')).toBe('/a/b/d.sql');
    expect(joinPath('/a/b', '/c.json')).toBe('/c.json');
    expect(joinPath('c:/a', 'D:\\x\\y.json')).toBe('d:/x/y.json');
    expect(relativeTo('/a', '/a/b/c')).toBe('b/c');
    expect(relativeTo('/a', '/ab/c')).toBeUndefined();
  });
});
