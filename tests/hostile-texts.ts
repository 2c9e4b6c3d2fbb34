import { mulberry32 } from '../fixtures/lab/chance.ts';

const controls = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, code) => code + 0x7f),
];
const unseen = [
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c],
  ...[0x200b, 0x200c, 0x200d, 0x2060, 0x2064, 0xfeff, 0x00ad, 0x180e, 0x2028, 0x2029, 0x0085, 0xfff9, 0xe0001, 0xe0041],
];

/** What a terminal, a CI system, a page, a spreadsheet or a chat program would obey, each a text of its own. */
const orders: readonly string[] = [
  '\u001B[31mred\u001B[0m',
  '\u001B[2J\u001B[H',
  '\u001B]0;title\u0007',
  '\u001B]8;;https://evil.example\u001B\\link\u001B]8;;\u001B\\',
  '\u001B]1337;File=inline=1:AAAA\u0007',
  '\u009B31m',
  '\u0090q\u009C',
  ...['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'stop-commands', 'echo'].map(
    (name) => `::${name}::no`,
  ),
  '::set-output name=a::no',
  '::set-env name=PATH::no',
  '::error file=app.js,line=1,title=no::no',
  ' \t::save-state name=a::no',
  '\u3000::add-path::no',
  '\n::error::no',
  '\r::error::no',
  '\u2028::error::no',
  '##[error]no',
  '##[group]no',
  '##[set-env name=a;]no',
  '##vso[task.setvariable variable=a]no',
  '##vso[task.complete result=Succeeded;]no',
  "##teamcity[buildStatus status='SUCCESS']",
  'section_start:1:no\r\u001B[0Kno',
  'travis_fold:start:no\r',
  '[no](https://evil.example)',
  '[no]: https://evil.example',
  '![no](https://evil.example/a.png)',
  '<https://evil.example>',
  'https://evil.example/no',
  'www.evil.example',
  '| no | no |',
  '`no` **no** _no_ ~~no~~',
  '# no',
  '- no',
  '+ no',
  '1. no',
  '> no',
  '---',
  '```\nno\n```',
  '$no$',
  '@channel <!here> <@U1>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt;',
  '</style></title></table>',
  '=HYPERLINK("https://evil.example")',
  '+1+1',
  '-1-1',
  '@SUM(A1)',
  '\t=1',
  '＝1',
  ']]><!DOCTYPE a [<!ENTITY b "c">]>',
  '\uFFFE\uD800',
  '"},"no":"',
  '%0A::error::no',
];

/** Everything hostile that this suite knows, a text for each. */
export const hostileTexts: readonly string[] = [
  ...[...controls, ...unseen].map((code) => `a${String.fromCodePoint(code)}b`),
  ...orders,
];

/**
 * The same in front of, within and behind ordinary words, at a distance that lets it stand where a line is broken.
 *
 * @param seed the same ones for the same seed
 */
export function hostileInWords(seed: number, count: number): readonly string[] {
  const chance = mulberry32(seed);
  const below = (most: number): number => Math.floor(chance() * most);
  return Array.from({ length: count }, () => {
    const text = hostileTexts[below(hostileTexts.length)] ?? '';
    const words = Array.from({ length: below(30) }, () => 'w'.repeat(1 + below(9)));
    const before = ['', `${words.join(' ')} `, 'w'.repeat(below(200)), `${words.join(',')},`][below(4)] ?? '';
    return `${before}${text}${['', ' and more', 'w'.repeat(below(90))][below(3)] ?? ''}`;
  });
}

/** What no reader may be sent as it is. A break of a line is the layout’s own. */
export const unseenPattern = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What of a printed text a terminal or a CI system would obey, a line each; none where it is only text. */
export function obeyedIn(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => [
      ...(unseenPattern.test(line) ? [`a character that is obeyed or not seen: ${JSON.stringify(line)}`] : []),
      ...(line.trimStart().startsWith('::') || /##\w*\[/.test(line) ? [`a command: ${line}`] : []),
    ]);
}

/**
 * A copy of a value in which every text is changed.
 *
 * @param change gets each text, and where it stands: `causes.0.actual`
 */
export function withTexts(value: unknown, change: (text: string, path: string) => string, path = ''): unknown {
  const within = (step: string | number): string => (path === '' ? String(step) : `${path}.${String(step)}`);
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((one: unknown, index) => withTexts(one, change, within(index)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [name, withTexts(one, change, within(name))]),
  );
}
