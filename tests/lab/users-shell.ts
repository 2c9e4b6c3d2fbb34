const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'PLAYWRIGHT_BROWSERS_PATH', 'PROGRAMFILES'];

/**
 * What of a process’s environment a user’s own shell has as well, as this process got it. `lab-test.ts` imports this before it
 * keeps temporary files elsewhere: what Playwright and tsx have compiled lies among them, and a process to which they are elsewhere
 * compiles all of it again, which takes it twice as long.
 */
export const usersShell: Readonly<Record<string, string | undefined>> = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => kept.includes(name)),
);

/** The same without a home folder. */
export const homelessShell: Readonly<Record<string, string | undefined>> = { ...usersShell, HOME: undefined };
