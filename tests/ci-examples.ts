import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDocument } from 'yaml';

const root = resolve(__dirname, '..');

export const exampleFiles = {
  github: 'examples/github-actions/nightly.yml',
  gitlab: 'examples/gitlab-ci/.gitlab-ci.yml',
  jenkins: 'examples/jenkins/Jenkinsfile',
} as const;

/** The suite’s own workflow. */
export const ownWorkflow = '.github/workflows/test.yml';

export function textOf(file: string): string {
  return readFileSync(resolve(root, file), 'utf8');
}

/** A YAML file’s content. @throws where it is not sound, warnings and doubled keys included */
export function yamlOf(file: string): unknown {
  const document = parseDocument(textOf(file), { strict: true, uniqueKeys: true });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw fault;
  return document.toJS();
}

/** Every command of the examples, as it stands there. */
export function commandsOfExamples(): readonly string[] {
  const inYaml = [exampleFiles.github, exampleFiles.gitlab].flatMap((file) => commandsIn(yamlOf(file)));
  const inJenkins = [...textOf(exampleFiles.jenkins).matchAll(/\bsh '([^']*)'/g)].map(([, command]) => command ?? '');
  return [...new Set([...inYaml, ...inJenkins])];
}

function commandsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(commandsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    if (key === 'run' && typeof value === 'string') return [value];
    if (/^(before_|after_)?script$/.test(key) && Array.isArray(value)) return value.map(String);
    return commandsIn(value);
  });
}
