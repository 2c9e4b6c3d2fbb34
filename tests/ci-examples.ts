import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const root = resolve(__dirname, '..');

export const exampleFiles = {
  github: 'examples/github-actions/nightly.yml',
  gitlab: 'examples/gitlab-ci/.gitlab-ci.yml',
  jenkins: 'examples/jenkins/Jenkinsfile',
  azure: 'examples/azure-pipelines/azure-pipelines.yml',
  kubernetesProbe: 'examples/kubernetes/probe.yaml',
  kubernetesMerge: 'examples/kubernetes/merge.yaml',
} as const;

/** The suite’s own workflow, for every commit. */
export const ownWorkflow = '.github/workflows/test.yml';
/** Both of the suite’s own: what runs with every commit, and what by night. */
export const ownWorkflows = [ownWorkflow, '.github/workflows/every-night.yml'];

export function textOf(file: string): string {
  return readFileSync(resolve(root, file), 'utf8');
}

/** A YAML file’s content. @throws where it is not sound, warnings and doubled keys included */
export function yamlOf(file: string): unknown {
  const [document, ...others] = parseAllDocuments(textOf(file), { strict: true, uniqueKeys: true });
  const [fault] = [document, ...others].flatMap((one) => [...(one?.errors ?? []), ...(one?.warnings ?? [])]);
  if (fault) throw fault;
  if (!document || others.length > 0) throw new Error(`${file} is not one document`);
  return document.toJS();
}

/** What an example has a shell run, as it stands there: a line, or several. */
export function scriptsOf(file: string): readonly string[] {
  if (file === exampleFiles.jenkins) {
    return [...textOf(file).matchAll(/\bsh '([^']*)'/g)].map(([, command]) => command ?? '');
  }
  return scriptsIn(yamlOf(file));
}

/** Every command of this suite in the examples, apart from what a shell does around it. */
export function commandsOfExamples(): readonly string[] {
  const all = Object.values(exampleFiles).flatMap(scriptsOf);
  return [...new Set(all.flatMap((script) => script.split(/\n|; | \|\| /)).filter((line) => /^np[mx] /.test(line)))];
}

function scriptsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(scriptsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    const isScript = /^(run|((before_|after_)?script)|args)$/.test(key);
    if (isScript && typeof value === 'string') return [value];
    if (isScript && Array.isArray(value)) return value.map(String);
    return scriptsIn(value);
  });
}
