import * as echarts from 'echarts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const wave = (by, most) => months.map((_, i) => Math.round(most * (1.2 + Math.sin(i / by))))
const series = [
  { name: 'Shelves', type: 'bar', data: wave(2, 40) },
  { name: 'Lamps', type: 'bar', data: wave(3, 25) },
  { name: 'Visits', type: 'line', smooth: true, data: wave(4, 60), areaStyle: { opacity: 0.3 } },
]
const place = document.getElementById('app')
place.innerHTML = ['svg', 'canvas']
  .map(
    (name) => `<h2>Sales, ${name}</h2><div id="${name}" style="width:1000px;height:330px"></div>`,
  )
  .join('')
for (const renderer of ['svg', 'canvas']) {
  echarts.init(document.getElementById(renderer), null, { renderer }).setOption({
    animation: false,
    tooltip: { trigger: 'axis' },
    legend: {},
    toolbox: { feature: { magicType: { type: ['line', 'stack'] }, dataView: {}, restore: {} } },
    dataZoom: [{ type: 'slider' }],
    xAxis: { type: 'category', data: months },
    yAxis: {},
    series,
  })
}
