import { writeFileSync } from 'node:fs';
import { format } from 'oxfmt';

/**
 * Writes a page of `docs/` in the form that `npm run format` gives it.
 *
 * @throws Error where the text is no Markdown that can be formatted: a mistake of whoever made it
 */
export async function writePage(file: string, text: string): Promise<void> {
  const { code, errors } = await format(file, text, { proseWrap: 'preserve' });
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  writeFileSync(file, code);
}
