import * as d3 from 'd3'

const width = 1000
const height = 560
const random = d3.randomLcg(7)
const rows = Array.from({ length: 160 }, (_, id) => ({
  id,
  kind: ['oak', 'pine', 'ash', 'beech'][id % 4],
  price: Math.round(20 + random() * 380),
  sold: Math.round(random() * 90),
}))
const place = d3.select('#app')
place.append('h1').text('What sells')
const buttons = place.append('p')
const svg = place.append('svg').attr('width', width).attr('height', height)
const x = d3.scaleLinear([0, 400], [50, width - 20])
const y = d3.scaleLinear([0, 100], [height - 40, 20])
const colour = d3.scaleOrdinal(d3.schemeTableau10)
const clip = svg.append('clipPath').attr('id', 'plot').append('rect')
clip
  .attr('x', 50)
  .attr('y', 20)
  .attr('width', width - 70)
  .attr('height', height - 60)
const shade = svg.append('defs').append('linearGradient').attr('id', 'shade')
shade.append('stop').attr('stop-color', '#eef')
shade.append('stop').attr('offset', 1).attr('stop-color', '#fee')
svg
  .append('rect')
  .attr('x', 50)
  .attr('y', 20)
  .attr('width', width - 70)
  .attr('height', height - 60)
  .attr('fill', 'url(#shade)')
const xAxis = svg
  .append('g')
  .attr('transform', `translate(0,${height - 40})`)
  .call(d3.axisBottom(x))
svg.append('g').attr('transform', 'translate(50,0)').call(d3.axisLeft(y))
const plot = svg.append('g').attr('clip-path', 'url(#plot)')
const dots = plot.append('g')
const tip = svg.append('text').attr('font-size', 13)

function draw(shown) {
  dots
    .selectAll('circle')
    .data(shown, ({ id }) => id)
    .join('circle')
    .attr('cx', ({ price }) => x(price))
    .attr('cy', ({ sold }) => y(sold))
    .attr('r', ({ sold }) => 4 + sold / 12)
    .attr('fill', ({ kind }) => colour(kind))
    .attr('fill-opacity', 0.7)
    .on('mouseenter', (_, d) => {
      tip
        .attr('x', x(d.price) + 12)
        .attr('y', y(d.sold))
        .text(`${d.kind}: ${d.sold} at ${d.price}`)
    })
    .on('mouseleave', () => tip.text(''))
    .call(
      d3.drag().on('drag', function (event) {
        d3.select(this).raise().attr('cx', event.x).attr('cy', event.y)
      }),
    )
}
draw(rows)
buttons
  .selectAll('button')
  .data(['all', 'oak', 'pine', 'ash', 'beech'])
  .join('button')
  .text((kind) => kind)
  .on('click', (_, kind) => draw(rows.filter((row) => kind === 'all' || row.kind === kind)))
svg.call(
  d3
    .zoom()
    .scaleExtent([1, 8])
    .on('zoom', ({ transform }) => {
      dots.attr('transform', transform)
      xAxis.call(d3.axisBottom(transform.rescaleX(x)))
    }),
)
const tree = d3.tree().size([500, 300])(
  d3.hierarchy({
    name: 'wood',
    children: [
      { name: 'hard', children: [{ name: 'oak' }, { name: 'ash' }] },
      { name: 'soft', children: [{ name: 'pine' }] },
    ],
  }),
)
const g = place.append('svg').attr('viewBox', '-20 -40 540 380').attr('width', 540).append('g')
g.selectAll('path')
  .data(tree.links())
  .join('path')
  .attr('fill', 'none')
  .attr('stroke', '#888')
  .attr(
    'd',
    d3
      .linkVertical()
      .x((d) => d.x)
      .y((d) => d.y),
  )
g.selectAll('text')
  .data(tree.descendants())
  .join('text')
  .attr('x', (d) => d.x)
  .attr('y', (d) => d.y)
  .attr('text-anchor', 'middle')
  .text((d) => d.data.name)
