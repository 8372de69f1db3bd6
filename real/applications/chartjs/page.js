import Chart from 'chart.js/auto'

const place = document.getElementById('app')
place.style.cssText = 'width:1000px'
place.innerHTML =
  '<h1>Visits</h1><p><button id="more">One more week</button> <button id="kind">Bars or lines</button></p><canvas id="chart" height="120"></canvas><canvas id="ring" height="80"></canvas>'
const labels = Array.from({ length: 12 }, (_, i) => `week ${i + 1}`)
const config = (type) => ({
  type,
  data: {
    labels: [...labels],
    datasets: ['Shop', 'Help', 'Cart'].map((label, n) => ({
      label,
      data: labels.map((_, i) => Math.round(40 + 30 * Math.sin(i / 2 + n))),
    })),
  },
  options: { animation: false },
})
let chart = new Chart('chart', config('line'))
new Chart('ring', {
  type: 'doughnut',
  data: { labels: ['Oak', 'Pine', 'Ash'], datasets: [{ data: [5, 3, 2] }] },
  options: { animation: false },
})
document.getElementById('more').addEventListener('click', () => {
  chart.data.labels.push(`week ${chart.data.labels.length + 1}`)
  for (const [n, { data }] of chart.data.datasets.entries()) data.push(20 + n * 15)
  chart.update()
})
document.getElementById('kind').addEventListener('click', () => {
  const type = chart.config.type === 'line' ? 'bar' : 'line'
  chart.destroy()
  chart = new Chart('chart', config(type))
})
