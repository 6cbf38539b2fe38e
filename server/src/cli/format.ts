import type { Format } from './arguments';
import type { Report } from './report';
import { formatGithub } from './report-github';
import { formatHuman, type Look } from './report-human';
import { formatJson } from './report-json';
import { formatMarkdown } from './report-markdown';

export function formatReport(report: Report, format: Format, look: Look): string {
  switch (format) {
    case 'json':
      return formatJson(report);
    case 'github':
      return formatGithub(report);
    case 'markdown':
      return formatMarkdown(report);
    case 'human':
      return formatHuman(report, look);
  }
}
