import { expect, test } from './unit-test.ts';
import { SingleFlight } from '../../fixtures/run/desk/single-flight.ts';

test('whoever asks first makes the value, and everybody else gets it', async () => {
  const flights = new SingleFlight();

  expect(await flights.once('a', 1)).toEqual({ kind: 'go' });
  const waiting = [flights.once('a', 2), flights.once('a', 3)];
  flights.settle('a', 'made');

  expect(await Promise.all(waiting)).toEqual([
    { kind: 'value', value: 'made' },
    { kind: 'value', value: 'made' },
  ]);
  expect(await flights.once('b', 2)).toEqual({ kind: 'go' });
});

test('what a dead worker was making is made by the next one, and by one only', async () => {
  const flights = new SingleFlight();
  await flights.once('a', 1);
  const waiting = [flights.once('a', 2), flights.once('a', 3)];

  flights.abandon(1);
  expect(await waiting[0]).toEqual({ kind: 'go' });
  flights.settle('a', 'made');
  expect(await waiting[1]).toEqual({ kind: 'value', value: 'made' });
});
