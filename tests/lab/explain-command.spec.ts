import { expect, test } from './lab-test.ts';
import { runExplain } from './run-explain.ts';
import { nightly } from '../nightly.ts';

test('a message is explained from the command line, and what cannot be explained is red', nightly, () => {
  const known = runExplain('XSV-350012 Login does not have any', 'right matching the expression');
  expect(known).toMatchObject({ status: 0, stderr: '' });
  expect(known.stdout).toContain('association-mask, suspected');

  const unknown = runExplain('Something else');
  expect(unknown).toMatchObject({ status: 1, stdout: '' });
  expect(unknown.stderr).toContain('Not known');

  const missing = runExplain('evidence/prod.json');
  expect(missing).toEqual({
    status: 1,
    stdout: '',
    stderr: 'evidence/prod.json does not exist: name a file or folder of saved evidence.\n',
  });
});
