import { html } from '../markup.ts'
import type { Article } from './help-article.ts'

/** The article that holds one of everything a page can hold. */
export const sleepArticle: Article = {
  slug: 'choosing-a-sleep-system',
  title: 'Choosing a sleep system',
  line: 'A bag, a mat and what you wear inside them work together. Here is how to choose them so that you are warm, and not carrying a duvet up a hill.',
  scripts: ['article.js', 'warmth-calculator.js'],
  parts: [
    {
      id: 'the-short-answer',
      title: 'The short answer',
      body: html`<p>Look up the coldest night that you expect, take away five degrees for being tired, and buy the <strong>mat</strong> for that first. A warm bag on a cold mat is a cold bed: the down beneath you is crushed flat and the ground takes the rest.</p>
<ol><li>Find the coldest night of your season.<ol type="a"><li>Use the forecast for the valley.</li><li>Take off 6.5 °C for each 1,000 m that you sleep higher.<ul><li>In a hollow, take off another three.</li><li>Beside a lake, take off two.</li></ul></li></ol></li><li>Choose a mat with the R-value for it (table below).</li><li>Choose a bag whose <em>comfort</em> temperature is that night or lower.</li></ol>
<aside class="aside"><p><b>If you sleep cold</b>, and about a third of us do, read the table one row further down.</p></aside>`,
    },
    {
      id: 'how-a-bed-loses-heat',
      title: 'How a bed loses heat',
      body: html`<p>Most of it goes down. Still air is what keeps you warm, and down, foam and fleece are only ways to keep air still. The picture shows the massif behind our workshop: cold air is heavy, it runs down at dusk like water, and it fills the hollows marked by the close lines.</p>
<figure><img src="/images/relief.png" alt="Shaded relief map of a small massif with hollows and ridges" width="960" height="540"><figcaption>Sleep on a shoulder, not in a hollow. Thirty metres of height are often worth four degrees.</figcaption></figure>
<blockquote><p>I have never met anybody who regretted the thicker mat.</p><footer>Tomasz, who has sewn 4,000 of them</footer></blockquote>`,
    },
    {
      id: 'r-values',
      title: 'R-values and nights',
      body: html`<div class="table-scroll" tabindex="0" role="region" aria-label="R-values and nights"><table class="data"><caption>What to sleep on, by the coldest night</caption><thead><tr><th scope="col">Coldest night</th><th scope="col">Mat, R-value</th><th scope="col">Bag, comfort</th><th scope="col">What we would take</th></tr></thead><tbody>
<tr><th scope="row">Above 12 °C</th><td>1–2</td><td>12 °C</td><td><a href="/product/tarn-mat">Tarn mat</a></td></tr>
<tr><th scope="row">5 to 12 °C</th><td>2–3</td><td>5 °C</td><td><a href="/product/corrie-mat">Corrie mat</a>, <a href="/product/corrie-sleeping-bag">Corrie bag</a></td></tr>
<tr><th scope="row">−2 to 5 °C</th><td>3–4.5</td><td>−2 °C</td><td><a href="/product/esker-mat">Esker mat</a>, <a href="/product/esker-sleeping-bag">Esker bag</a></td></tr>
<tr><th scope="row">−10 to −2 °C</th><td>4.5–6</td><td>−10 °C</td><td><a href="/product/carn-mat">Carn mat</a> on a foam one</td></tr>
<tr><th scope="row">Below −10 °C</th><td>6 and more</td><td>−18 °C</td><td>A hut, with a stove in it</td></tr></tbody></table></div>
<p>R-values add up. Two mats of R 2 make a bed of R 4, and if one of them deflates you still have half a bed. As a formula, with the night <var>t</var> in degrees:</p>
<pre><code>function mat(t: number): number {
  const tired = t - 5            // the evening takes five degrees
  return Math.max(1, (20 - tired) / 5)
}

mat(-2)  // 5.4: an Esker and a sheet of foam</code></pre>`,
    },
    {
      id: 'try-it',
      title: 'Try it for your own night',
      body: html`<p>Move the temperature, and say how you sleep. The answer is the one that we would give you on the telephone.</p>
<warmth-calculator><p>The calculator needs JavaScript.</p></warmth-calculator>`,
    },
    {
      id: 'size',
      title: 'Size matters too',
      body: html`<p>A bag that is too long has a cold room at your feet; one that is too short has no collar. Measure yourself lying down, and add fifteen centimetres.</p>
<iframe class="guide" src="/help/size-guide?bare" title="Size guide for sleeping bags" width="720" height="420"></iframe>`,
    },
    {
      id: 'questions',
      title: 'Questions we get',
      body: html`<div class="accordion">
<details class="fold" name="questions" open><summary>Down or synthetic?</summary><p>Down for dry cold and for carrying; synthetic for damp boats, damp tents and damp dogs. A down bag in a waterproof sack is still the lighter bed.</p></details>
<details class="fold" name="questions"><summary>Can I wash it?</summary><p>Once a year, in a large machine, with the soap that we send along, and dried with three tennis balls until they stop thudding. Or <a href="/help/repairs">send it to us</a>.</p></details>
<details class="fold" name="questions"><summary>Why is your −5 another maker's −10?</summary><p>We print the <em>comfort</em> figure, at which somebody who sleeps cold is still asleep. The <em>limit</em> figure of the same bag is about six degrees lower and makes for better posters.</p></details>
<details class="fold" name="questions"><summary>Is a hot flask in the bag a good idea?</summary><p>Yes, in a sock, at the thigh, not at the feet. It is also tomorrow's tea.</p></details></div>`,
    },
  ],
}
