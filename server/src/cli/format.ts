import type { Format } from './options';
import type { Report } from './report-data';
import { formatGithub } from './report-github';
import { formatGitlab } from './report-gitlab';
import { formatHuman, type Look } from './report-human';
import { formatJson } from './report-json';
import { formatJunit } from './report-junit';
import { formatMarkdown } from './report-markdown';
import { formatSarif } from './report-sarif';

/** What a form has no place for, and a person has to hear: lines for standard error. */
export function besideResult({ failures, settings }: Report, format: Format): string[] {
  if (format !== 'gitlab' && format !== 'junit') return [];
  const failed = failures.map(({ path, message }) => `Not known: ${path === undefined ? '' : `${path}: `}${message}`);
  return [...(format === 'gitlab' ? failed : []), ...settings.map(({ message }) => `Setting: ${message}`)];
}

export function formatReport(report: Report, format: Format, look: Look): string {
  switch (format) {
    case 'json':
      return formatJson(report);
    case 'github':
      return formatGithub(report);
    case 'markdown':
      return formatMarkdown(report);
    case 'sarif':
      return formatSarif(report);
    case 'junit':
      return formatJunit(report);
    case 'gitlab':
      return formatGitlab(report);
    case 'human':
      return formatHuman(report, look);
  }
}
