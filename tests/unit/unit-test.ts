/**
 * Playwright’s `test` without its browser: a unit test needs none, and setting up and taking down what would give it one takes
 * five times as long as everything else that the runner does for a test (docs/playwright.md#internals-of-playwright).
 */
export { _baseTest as test } from '@playwright/test';
export { expect } from './expect.ts';
