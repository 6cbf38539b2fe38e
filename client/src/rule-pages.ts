/** The pages of rules as they came with the extension: a finding's code leads there, without a network. */
import { type Diagnostic, type ExtensionContext, Uri, workspace } from 'vscode';

const SCHEME = 'devschema-rule';

/** Shown as Markdown previews: the manifest says so for the scheme. */
export function registerRulePages({ extensionUri, subscriptions }: ExtensionContext): void {
  subscriptions.push(
    workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent({ path }) {
        const page = /^\/([\w-]+\.md)$/.exec(path)?.[1];
        if (page === undefined) return '';
        const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'docs/rules', page));
        return new TextDecoder().decode(bytes);
      },
    }),
  );
}
/** The server names the pages in the repository, for every editor. */
export function leadToPages(diagnostics: readonly Diagnostic[]): void {
  for (const one of diagnostics)
    if (typeof one.code === 'object' && one.code.target.path.endsWith(`/docs/rules/${one.code.value}.md`))
      one.code = { value: one.code.value, target: Uri.from({ scheme: SCHEME, path: `/${one.code.value}.md` }) };
}
