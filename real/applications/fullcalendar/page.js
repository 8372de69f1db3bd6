import { Calendar } from '@fullcalendar/core'
import dayGrid from '@fullcalendar/daygrid'
import interaction from '@fullcalendar/interaction'
import list from '@fullcalendar/list'
import timeGrid from '@fullcalendar/timegrid'

const day = (n) => `2026-11-${String(n).padStart(2, '0')}`
const events = [
  { title: 'Stocktaking', start: day(3), end: day(6) },
  { title: 'Wood comes', start: `${day(9)}T08:30`, end: `${day(9)}T10:00` },
  { title: 'Fair', start: day(16), end: day(20), color: '#2f6b57' },
  ...[10, 11, 12, 13].map((n) => ({
    title: `Call ${n}`,
    start: `${day(n)}T11:00`,
    end: `${day(n)}T11:45`,
  })),
  ...[11, 11, 11, 11].map((n, i) => ({ title: `Visit ${i}`, start: `${day(n)}T${13 + i}:00` })),
]
new Calendar(document.getElementById('app'), {
  plugins: [dayGrid, timeGrid, list, interaction],
  initialDate: day(11),
  now: `${day(11)}T12:00`,
  height: 760,
  editable: true,
  selectable: true,
  dayMaxEvents: 2,
  headerToolbar: {
    left: 'prev,next today',
    center: 'title',
    right: 'dayGridMonth,timeGridWeek,timeGridDay,listWeek',
  },
  events,
  dateClick({ dateStr, view }) {
    view.calendar.addEvent({ title: 'New', start: dateStr })
  },
}).render()
