import { knownPhrases } from '../fixtures/capture/form/phrases.ts';
import { mulberry32 } from '../fixtures/lab/chance.ts';

const syllables = 'ke ro dan vi mu tsa lo ber ni qua zi fro hel du gri pyo xan ost bru wen'.split(' ');

/** Draws people, companies and what belongs to them, and remembers each. */
export class People {
  readonly planted = new Set<string>();
  readonly #chance: () => number;

  constructor(seed: number) {
    this.#chance = mulberry32(seed);
  }

  pick<T>(all: readonly T[]): T {
    const picked = all[Math.floor(this.#chance() * all.length)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  }

  number(most: number): number {
    return Math.floor(this.#chance() * most);
  }

  digits(length: number): string {
    return Array.from({ length }, () => String(this.number(10))).join('');
  }

  name(): string {
    const letters = Array.from({ length: 3 + this.number(2) }, () => this.pick(syllables)).join('');
    return this.#keep(letters.charAt(0).toUpperCase() + letters.slice(1));
  }

  /** Something personal, in one of the many ways in which it is written. */
  value(): string {
    const kinds: readonly (() => string)[] = [
      () => this.name(),
      () => `${this.name()} ${this.name()}`,
      () => `${this.name()}${this.name()}`.replace(/^./, (first) => first.toLowerCase()),
      () => this.#keep(`${this.name()}.${this.name()}@${this.name()}.example`.toLowerCase()),
      () => this.#keep(`+49 ${this.digits(3)} ${this.digits(7)}`),
      () => this.#keep(this.digits(9 + this.number(8))),
      () => `customer-${this.#keep(this.digits(6))}`,
      () => `${this.name()}-page`,
      () => `Campaign - ${this.name()} - admin`,
      () => `${this.#keep(this.digits(24))}@AdobeOrg`,
      () => `eyJ${this.#keep(this.#token(40))}.${this.#keep(this.#token(60))}.${this.#keep(this.#token(20))}`,
      () => this.#keep(this.#token(32)),
      () => Buffer.from(`${this.name()}:${this.name()}`).toString('base64'),
      () => encodeURIComponent(`${this.name()} & ${this.name()} GmbH`),
      () => this.name().toUpperCase(),
      () => this.name().split('').join('-'),
      () =>
        this.#keep(
          `${this.digits(1)}.${this.digits(1)}.${this.digits(1)}-${this.digits(1)}-${this.digits(1)}-${this.digits(1)}.${this.digits(1)}`,
        ),
      () => `~${this.#keep(this.digits(7))}`,
      () => this.#japanese(),
    ];
    return this.#keep(this.pick(kinds)());
  }

  /** The same among words that are known. */
  text(): string {
    return `${this.pick(knownPhrases)} ${this.value()} ${this.pick(knownPhrases)}${this.value()}, ${this.pick(knownPhrases).toUpperCase()}`;
  }

  #japanese(): string {
    return this.#keep(Array.from({ length: 4 }, () => String.fromCodePoint(0x3a00 + this.number(3000))).join(''));
  }

  #token(length: number): string {
    const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
    return Array.from({ length }, () => letters[this.number(letters.length)]).join('');
  }

  #keep(text: string): string {
    this.planted.add(text);
    return text;
  }
}
