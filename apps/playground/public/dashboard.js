const data = JSON.parse(document.getElementById('dashboard-data').textContent)
const colours = ['#2f6b57', '#e2603a', '#33648f', '#edb333', '#86628f', '#94963a']
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const grid = { left: 44, right: 16, top: 44, bottom: 28 }
const text = { fontFamily: 'system-ui, sans-serif', color: '#53645c' }

const options = {
  sales: {
    legend: { top: 6 },
    tooltip: { trigger: 'axis' },
    grid,
    xAxis: { type: 'category', data: data.months, boundaryGap: false },
    yAxis: { type: 'value' },
    series: data.aisles.map(({ name, values }) => ({
      name,
      data: values,
      type: 'line',
      stack: 'all',
      smooth: true,
      areaStyle: { opacity: 0.55 },
      symbol: 'none',
    })),
  },
  share: {
    legend: { bottom: 0 },
    tooltip: {},
    series: [
      {
        type: 'pie',
        radius: ['46%', '70%'],
        center: ['50%', '45%'],
        label: { formatter: '{d} %' },
        data: data.places,
      },
    ],
  },
  repairs: {
    legend: { top: 6 },
    tooltip: { trigger: 'axis' },
    grid,
    xAxis: { type: 'category', data: data.months },
    yAxis: { type: 'value' },
    series: [
      {
        name: 'Taken in',
        type: 'bar',
        data: data.taken,
        itemStyle: { borderRadius: [4, 4, 0, 0] },
      },
      { name: 'Sent back', type: 'line', data: data.sent, smooth: true },
    ],
  },
  hours: {
    tooltip: {},
    grid: { left: 44, right: 16, top: 16, bottom: 66 },
    xAxis: { type: 'category', data: Array.from({ length: 12 }, (_, hour) => `${hour + 8}h`) },
    yAxis: { type: 'category', data: days },
    visualMap: {
      min: 0,
      max: 70,
      orient: 'horizontal',
      left: 'center',
      bottom: 4,
      inRange: { color: ['#eef2ea', '#7fb59c', '#173a30'] },
    },
    series: [{ type: 'heatmap', data: data.hours }],
  },
  stock: {
    legend: { top: 6, type: 'scroll' },
    tooltip: { formatter: ({ value }) => `${value[3]}: €${value[0]}, ${value[1]} stars` },
    grid,
    xAxis: { type: 'value', axisLabel: { formatter: '€{value}' } },
    yAxis: { type: 'value', min: 3.8, max: 5 },
    series: data.stock.map(({ name, points }) => ({
      name,
      type: 'scatter',
      data: points,
      symbolSize: ([, , stock]) => 5 + Math.sqrt(stock),
    })),
  },
  depot: {
    series: [
      {
        type: 'gauge',
        progress: { show: true, width: 16 },
        axisLine: { lineStyle: { width: 16 } },
        detail: { formatter: '{value} %', fontSize: 26, offsetCenter: [0, '70%'] },
        data: [{ value: data.depot }],
      },
    ],
  },
}

const charts = [...document.querySelectorAll('[data-chart]')].map((place) => {
  const chart = echarts.init(place, null, { renderer: place.dataset.renderer })
  chart.setOption({
    animation: false,
    color: colours,
    textStyle: text,
    ...options[place.dataset.chart],
  })
  return chart
})
addEventListener('resize', () => {
  for (const chart of charts) chart.resize()
})
document.documentElement.dataset.ready = ''
