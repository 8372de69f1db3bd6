import L from 'leaflet'
import 'leaflet/dist/leaflet.css'

L.Icon.Default.imagePath = '/npm/leaflet/dist/images/'
const place = document.getElementById('app')
place.style.height = '780px'
const map = L.map(place, { zoomAnimation: false, fadeAnimation: false }).setView([47.4, 8.5], 8)

/** Tiles of this machine: each a picture made from its own address. */
const Tiles = L.TileLayer.extend({
  getTileUrl({ x, y, z }) {
    const hue = (x * 47 + y * 31 + z * 13) % 360
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="hsl(${hue} 40% 82%)"/><path d="M0 ${(x * 37) % 256}L256 ${(y * 53) % 256}M${(y * 29) % 256} 0L${(x * 61) % 256} 256" stroke="white" stroke-width="8"/><text x="20" y="40" font-size="20">${z}/${x}/${y}</text></svg>`
    return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  },
})
new Tiles('', { attribution: 'Tiles of this machine' }).addTo(map)
const shops = L.layerGroup(
  [
    ['Zürich', 47.37, 8.54],
    ['Luzern', 47.05, 8.31],
    ['St. Gallen', 47.42, 9.37],
    ['Bern', 46.95, 7.44],
  ].map(([name, lat, lng]) =>
    L.marker([lat, lng], { draggable: true })
      .bindPopup(`<b>${name}</b><br>Open until six.`)
      .bindTooltip(name),
  ),
).addTo(map)
const areas = L.layerGroup([
  L.polygon(
    [
      [47.6, 8.2],
      [47.5, 9.1],
      [47.1, 8.9],
      [47.2, 8.1],
    ],
    { color: 'darkgreen' },
  ).bindPopup('Delivered the same day'),
  L.circle([46.95, 7.44], { radius: 20000 }),
])
L.control.layers({}, { Shops: shops, Areas: areas }).addTo(map)
L.control.scale().addTo(map)
