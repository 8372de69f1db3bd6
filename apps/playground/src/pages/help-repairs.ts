import { html } from '../markup.ts'
import type { Article } from './help-article.ts'

/** How repairs work: a shorter article, with a form-like checklist. */
export const repairsArticle: Article = {
  slug: 'repairs',
  title: 'Repairs',
  line: 'Everything that we ever made can come back to the bench, whoever owns it now. It costs nothing but the stamp.',
  scripts: ['article.js'],
  parts: [
    {
      id: 'what-we-mend',
      title: 'What we mend',
      body: html`<p>Seams, zips, buckles, holes, poles, valves, straps, elastic and the corners that mice like. If it cannot be mended we say so, and send you the useful parts back.</p>
<ul class="checks"><li>Wash it first, please. The bench is small.</li><li>Mark the place with a strip of tape.</li><li>Put a note in with your name and what happened.</li></ul>`,
    },
    {
      id: 'how-long',
      title: 'How long it takes',
      body: html`<p>Nine days is the median this year. November is quick; the second week of July is not.</p>
<div class="table-scroll" tabindex="0" role="region" aria-label="Repair times"><table class="data"><caption>Days on the bench, 2026</caption><thead><tr><th scope="col">Repair</th><th scope="col">Usual</th><th scope="col">In July</th></tr></thead><tbody><tr><th scope="row">Zip slider</th><td>4</td><td>9</td></tr><tr><th scope="row">Hole or tear</th><td>7</td><td>14</td></tr><tr><th scope="row">New pole section</th><td>3</td><td>5</td></tr><tr><th scope="row">Down refill</th><td>12</td><td>21</td></tr></tbody></table></div>`,
    },
    {
      id: 'do-it-yourself',
      title: 'Do it yourself',
      body: html`<p>We send patches, sliders, cord and thread for the price of the post. Each comes with a drawing and the telephone number of somebody who has done it before.</p>
<figure><img src="/images/product/esker-jacket-drawing.svg" alt="Measured drawing of a jacket with its seams" width="480" height="480"><figcaption>Every seam has a drawing. This is the Esker jacket.</figcaption></figure>`,
    },
  ],
}
