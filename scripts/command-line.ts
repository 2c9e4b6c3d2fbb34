/** What leaves nothing out. */
const harmless = /^(test|--project=(matrix|fire|real)|--(reporter|workers|output|timeout)=.*)$/;

/**
 * What a command line says besides the usual, after the program and its script: it may leave something out. Playwright’s
 * configuration does not show all of it (`-g` and file names are not in it).
 */
export function saidBesides(commandLine: readonly string[]): readonly string[] {
  return commandLine.slice(2).filter((word) => !harmless.test(word));
}
