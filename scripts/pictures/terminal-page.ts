import { html, type Html } from '../../fixtures/report/outlets/html.ts';

/** The colours and weights that the suite uses, as a terminal shows them. */
const styles: Readonly<Record<string, string>> = {
  '1': 'font-weight:700',
  '2': 'opacity:.7',
  '31': 'color:#ff8b81',
  '32': 'color:#7ddb9a',
  '33': 'color:#f0bd62',
  '36': 'color:#7fd3e6',
  '90': 'color:#a0a8b1',
};
const ends: Readonly<Record<string, readonly string[]>> = {
  '0': Object.keys(styles),
  '22': ['1', '2'],
  '39': ['31', '32', '33', '36', '90'],
};

/** So wide the terminal is, as most open; a longer line goes on in the next one. */
export const terminalColumns = 80;

/** What a terminal shows, as a page. */
export function terminalPage(output: string): Html {
  const on = new Set<string>();
  // oxlint-disable-next-line no-control-regex -- That is how terminals are told of colours.
  const pieces = output.split(/\u001B\[([\d;]*)m/).map((piece, index) => {
    if (index % 2 === 0) {
      const style = [...on].map((code) => styles[code] ?? '').join(';');
      return html`<span style="${style}">${lines(piece)}</span>`;
    }
    for (const code of piece.split(';')) {
      for (const over of ends[code] ?? []) on.delete(over);
      if (code in styles) on.add(code);
    }
    return html``;
  });
  return html`<!doctype html>
    <html lang="en">
      <body style="margin:0;background:#15181c;color:#e8eaed;font:15px/1.4 'DejaVu Sans Mono',ui-monospace,monospace">
        <div style="padding:1.2rem;width:${terminalColumns}ch;white-space:pre-wrap;word-break:break-all">${pieces}</div>
      </body>
    </html>`;
}

/** A break of a line is the terminal’s own. */
function lines(text: string): readonly Html[] {
  return text.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`<br />${line}`));
}
