const { appendFileSync } = require('node:fs');
const { languages, workspace } = require('vscode');

const told = ({ code, message, source, severity, range: { start, end } }) => ({
  ...{ code: code?.value ?? code, message, source, severity },
  range: `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
});

/** A line for each change of a file, and each time that something is told of one, in the file that DEVSCHEMA_SPY names. */
exports.activate = ({ subscriptions }) => {
  const write = (uris) => {
    for (const uri of uris) {
      const line = { at: Date.now(), path: uri.path, diagnostics: languages.getDiagnostics(uri).map(told) };
      appendFileSync(process.env.DEVSCHEMA_SPY, `${JSON.stringify(line)}\n`);
    }
  };
  write(languages.getDiagnostics().map(([uri]) => uri));
  subscriptions.push(
    languages.onDidChangeDiagnostics(({ uris }) => write(uris)),
    workspace.onDidChangeTextDocument(() =>
      appendFileSync(process.env.DEVSCHEMA_SPY, `${JSON.stringify({ typed: Date.now() })}\n`),
    ),
  );
};
