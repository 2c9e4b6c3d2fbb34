import { expect, test } from './unit-test.ts';
import { readInOneWindow } from '../../fixtures/evidence/sources/soap/one-window.ts';
import { loadSdk } from '../../fixtures/evidence/sources/soap/session.ts';

test('the SDK reads XML without a window for each text, and gives it back as it was', async () => {
  const { DomUtil } = await loadSdk();
  for (const text of [
    '<a/>',
    '<a x="&lt;&quot;&amp;"><![CDATA[b<c]]>t&amp;</a>',
    '<p:a xmlns:p="u"><p:b/>ü€😀</p:a>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><script>throw 1</script></html>',
  ]) {
    const document = DomUtil.parse(text);
    expect(document.defaultView).toBeNull();
    expect(DomUtil.toXMLString(document)).toBe(text);
  }
});

for (const text of ['', 'text', '<a>', '<a b=1/>', '<a/><b/>', '<p:a/>', '<!-- a -->', '<a>\u0001</a>', '<br><p>']) {
  test(`what is no XML is refused, and not taken for a document that says so: ${JSON.stringify(text)}`, async () => {
    const { DomUtil } = await loadSdk();
    expect(() => DomUtil.parse(text)).toThrow();
  });
}

test('where what the SDK reads has no window it goes on in its own way', () => {
  const own = { parse: () => ({ nodeType: 9 }), toXMLString: () => '' };
  const domUtil = { ...own };
  readInOneWindow(domUtil);
  expect(domUtil).toEqual(own);
});
