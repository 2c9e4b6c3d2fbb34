import { expect, test } from './unit-test.ts';
import { realLoginPage, type RealResult } from '../../scripts/real-login-page.ts';

const right: RealResult = {
  tried: { package: 'a-widget', software: 'A widget', flow: 'right', outcome: 'signed-in', passwords: 1, codes: 0 },
  isRight: true,
};
const run = { durationMs: 61_000, versionOf: () => '1.2.3' };

test('the page counts how often each flow was tried, and how often it was right', () => {
  const wrong = { ...right, isRight: false };
  const locked = { ...right, tried: { ...right.tried, flow: 'locked', outcome: 'challenge-required' } };
  const page = realLoginPage([right, right, wrong, locked], run);

  expect(page).toContain('**4** sign-ins by 1 kinds of software, in 2 minutes');
  expect(page).toContain('**1** of them not right');
  expect(page).toContain('## A widget\n\n`a-widget` 1.2.3');
  expect(page).toContain('| right | `signed-in` | 1 | 0 | 3 | 2 |');
  expect(page).toContain('| locked | `challenge-required` | 1 | 0 | 1 | 1 |');
});

test('the page says that nothing was wrong, and puts each software under a heading of its own', () => {
  const other = { ...right, tried: { ...right.tried, software: 'Another widget' } };
  const page = realLoginPage([right, other], run);

  expect(page).toContain('**0** of them not right');
  expect(page.match(/^## /gm)).toHaveLength(2);
});
