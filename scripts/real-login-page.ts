import type { RealTry } from '../tests/real/real-try.ts';

/** A try, and whether the suite did and said what is right. */
export interface RealResult {
  readonly tried: RealTry;
  readonly isRight: boolean;
}

/** What the page says besides. */
export interface RealRun {
  readonly durationMs: number;
  /** The version that is pinned of a package. */
  readonly versionOf: (name: string) => string;
}

/** The page for readers: every flow of login software that was tried, how often, and how often all of it was right. */
export function realLoginPage(results: readonly RealResult[], { durationMs, versionOf }: RealRun): string {
  const wrong = results.filter(({ isRight }) => !isRight);
  const software = [...new Set(results.map(({ tried }) => tried.software))];
  return [
    '# Login software that was tried',
    '',
    'Written by `npm run matrix:real`, which installs login software as its makers publish it, serves it as the identity provider of the embedded lab, and signs in: with answers of a server in the shapes that its documentation gives. A flow is right where the outcome is the one that stands here, as many passwords and codes arrived and not one more, and nothing was pressed that accepts, enrols or sends something.',
    '',
    `- **${String(results.length)}** sign-ins by ${String(software.length)} kinds of software, in ${String(Math.ceil(durationMs / 60_000))} minutes`,
    `- **${String(wrong.length)}** of them not right`,
    '',
    ...software.flatMap((name) =>
      section(
        name,
        results.filter(({ tried }) => tried.software === name),
        versionOf,
      ),
    ),
  ].join('\n');
}

function section(name: string, results: readonly RealResult[], versionOf: RealRun['versionOf']): readonly string[] {
  const flows = [...new Set(results.map(({ tried }) => tried.flow))];
  const packages = [...new Set(results.map(({ tried }) => tried.package))];
  const rows = flows.flatMap((flow) => {
    const own = results.filter(({ tried }) => tried.flow === flow);
    const [first] = own;
    if (!first) return [];
    const { outcome, passwords, codes } = first.tried;
    const right = own.filter(({ isRight }) => isRight).length;
    return [[flow, `\`${outcome}\``, passwords, codes, own.length, right].join(' | ')];
  });
  return [
    `## ${name}`,
    '',
    packages.map((one) => `\`${one}\` ${versionOf(one)}`).join(', '),
    '',
    '| flow | outcome | passwords | codes | tries | right |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ];
}
