import { instanceSettings, placeSettings, runSettings, type SettingWords } from '../fixtures/settings/setting-words.ts';
import { shareableVariables } from '../fixtures/settings/variables.ts';

/** Between these two lines of the README is the table. */
export const tableMarks = ['<!-- npm run schema writes this table -->', '<!-- the table ends here -->'] as const;

/** Every setting with its default and an example, as a table in Markdown, made of what reads them. */
export function settingsTable(): string {
  const own = Object.entries(instanceSettings).filter(([name]) => !(name in shareableVariables));
  const shared = Object.entries(instanceSettings).filter(([name]) => name in shareableVariables);
  const rows = [
    ...Object.entries(placeSettings).map(rowOf),
    ...own.map(([name, words]) => rowOf([`…_${name}`, words])),
    ...shared.map(rowOf),
    ...Object.entries(runSettings).map(rowOf),
  ];
  return ['| setting | what it is | default | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function rowOf([name, { meaning, usual, example, isNeeded }]: readonly [string, SettingWords]): string {
  const shown = usual === undefined ? (isNeeded === true ? '_needed_' : '') : `\`${usual}\``;
  return `| \`${name}\` | ${meaning} | ${shown} | ${example === '…' ? '' : `\`${example}\``} |`;
}

/** A document with the table in the place of whatever is between its marks. */
export function withTable(document: string): string {
  const [begin, end] = tableMarks;
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('The document has no place for the table of settings');
  return `${before}${begin}\n\n${settingsTable()}\n\n${end}${after}`;
}
