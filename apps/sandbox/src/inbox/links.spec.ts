import { linksOf } from './links.ts';

describe('links of a mail', () => {
  it('follows the HTML as a click would: entities decoded, either quote, whatever the case', () => {
    const html = `<p><A CLASS="b" HREF='http://localhost/i?a=1&amp;b=2'>x</A> <a\nhref="https://placet.test/&#x71;&#113;">y</a></p>`;
    expect(linksOf(html, '')).toEqual(['http://localhost/i?a=1&b=2', 'https://placet.test/qq']);
  });

  it('adds those that only the text has, without the punctuation that ends a sentence, each once', () => {
    expect(linksOf('<a href="http://a.test/1">1</a>', 'See http://a.test/1, or (http://a.test/2).')).toEqual([
      'http://a.test/1',
      'http://a.test/2',
    ]);
  });

  it('leaves out what is no web address', () => {
    expect(linksOf('<a href="javascript:alert(1)">a</a><a href="mailto:a@b.test">b</a><a name="http://c.test">c</a>', '')).toEqual([]);
  });

  it('bears an entity beyond Unicode', () => {
    expect(linksOf('<a href="http://a.test/&#x110000;">1</a>', '')).toEqual(['http://a.test/&#x110000;']);
  });
});
