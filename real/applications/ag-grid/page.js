import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community'

ModuleRegistry.registerModules([AllCommunityModule])
const names = ['Shelf', 'Lamp', 'Chair', 'Table', 'Rug', 'Mirror', 'Bench', 'Hook']
const woods = ['oak', 'pine', 'ash', 'beech', 'walnut']
const rowData = Array.from({ length: 5000 }, (_, i) => ({
  article: `${names[(i * 7) % names.length]} ${i}`,
  wood: woods[(i * 3) % woods.length],
  price: 20 + ((i * 37) % 400),
  stock: (i * 13) % 90,
  sold: (i * 29) % 300,
  delivered: i % 3 === 0,
}))
const place = document.getElementById('app')
place.style.height = '760px'
createGrid(place, {
  rowData,
  defaultColDef: { filter: true, floatingFilter: true, resizable: true },
  columnDefs: [
    { field: 'article', editable: true, pinned: 'left' },
    { field: 'wood' },
    { field: 'price', editable: true, cellRenderer: ({ value }) => `€ ${value}` },
    { field: 'stock' },
    { field: 'sold' },
    { field: 'delivered' },
  ],
  rowSelection: { mode: 'multiRow' },
  suppressColumnMoveAnimation: true,
  animateRows: false,
})
