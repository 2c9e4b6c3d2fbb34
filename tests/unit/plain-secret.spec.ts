import { expect, test } from './unit-test.ts';
import { isPlainSecret, textsIn } from '../../fixtures/domain/plain-secret.ts';

for (const value of [
  'prod',
  'a',
  'x9!kQ',
  'hunter2',
  'password',
  'Password123!',
  'stage-eu',
  'CampaignLogin',
  'welcome 2024',
  '20240101',
  'Überraschung',
]) {
  test(`“${value}” could stand in any text`, () => {
    expect(isPlainSecret(value)).toBe(true);
  });
}

for (const value of [
  'x9!kQ2',
  'qWmZkTpLxRbN',
  'correct horse battery staple',
  's3cr3t-of-prod-0123456789abcdef',
  'probe@example.com',
  '4111111111111111',
  'pa"ss\\w&rd',
]) {
  test(`“${value}” stands nowhere by chance`, () => {
    expect(isPlainSecret(value)).toBe(false);
  });
}

test('a value that the settings say openly is plain, however long it is', () => {
  const settings = { instances: [{ id: 'prod', mask: 'Campaign - 7f3a9c2e11 - (.*)', kind: undefined }] };
  const open = textsIn(settings);
  expect(open).toEqual(expect.arrayContaining(['instances', 'id', 'prod', 'Campaign - 7f3a9c2e11 - (.*)']));
  expect(isPlainSecret('campaign - 7F3A9C2E11', open)).toBe(true);
  expect(isPlainSecret('campaign - 7F3A9C2E12', open)).toBe(false);
});
