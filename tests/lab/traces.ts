import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { globSync } from 'tinyglobby';
import { expect } from './lab-test.ts';

/** The name and the text of each file of a trace. */
type Trace = Readonly<Record<string, string>>;

/** Every trace in a folder: Playwright’s archives. */
export function tracesIn(folder: string): readonly Trace[] {
  return globSync('**/trace.zip', { cwd: folder, absolute: true }).map((file) => {
    const files = Object.entries(unzipSync(readFileSync(file)));
    return Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
  });
}

/** Traces of logins that show the steps of the test, and of the contexts only that they were there. */
export function expectStepsOnly(traces: readonly Trace[], count: number): void {
  expect(traces).toHaveLength(count);
  for (const trace of traces) {
    expect(trace['test.trace']).toContain('"title":"Navigate"');
    const ofContexts = Object.entries(trace).filter(([name]) => /^\d+-trace\.(trace|network)$/.test(name));
    expect(ofContexts.length).toBeGreaterThan(0);
    const events = ofContexts.flatMap(([, text]) => text.split('\n').filter((line) => line !== ''));
    expect(events.filter((event) => !event.includes('"type":"context-options"'))).toEqual([]);
    expect(Object.keys(trace).filter((name) => /^(resources|screencast|screenshots|aria)\//.test(name))).toEqual([]);
  }
}
