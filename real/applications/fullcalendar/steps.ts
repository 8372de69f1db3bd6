import type { Application } from '../../lab/application.ts'

export const fullcalendar: Application = {
  name: 'FullCalendar',
  packages: ['@fullcalendar/core', '@fullcalendar/daygrid', '@fullcalendar/timegrid'],
  ready: (page) => page.locator('.fc-event').nth(4).waitFor(),
  steps: {
    'open what does not fit': (page) => page.locator('.fc-daygrid-more-link').first().click(),
    'close it': (page) => page.locator('.fc-popover-close').click(),
    'make an event by a click': (page) =>
      page.locator('[data-date="2026-11-26"] .fc-daygrid-day-frame').click(),
    'drag an event to another day': (page) =>
      page
        .locator('.fc-event', { hasText: 'Wood comes' })
        .dragTo(page.locator('[data-date="2026-11-24"] .fc-daygrid-day-frame')),
    'the week': (page) => page.locator('.fc-timeGridWeek-button').click(),
    'scroll to the evening': async (page) => {
      await page.locator('.fc-timegrid-body').hover({ position: { x: 300, y: 400 }, force: true })
      await page.mouse.wheel(0, 600)
    },
    'make an event longer': async (page) => {
      await page.mouse.wheel(0, -200)
      const event = page.locator('.fc-timegrid-event', { hasText: 'Call 12' })
      const box = await event.boundingBox()
      if (!box) throw new Error('no event')
      await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width / 2, box.y + box.height + 60, { steps: 6 })
      await page.mouse.up()
    },
    'select hours': async (page) => {
      const column = await page.locator('.fc-timegrid-col[data-date="2026-11-14"]').boundingBox()
      if (!column) throw new Error('no column')
      await page.mouse.move(column.x + 40, 420)
      await page.mouse.down()
      await page.mouse.move(column.x + 40, 540, { steps: 6 })
    },
    'let go': (page) => page.mouse.up(),
    'the day': (page) => page.locator('.fc-timeGridDay-button').click(),
    'the next day': (page) => page.locator('.fc-next-button').click(),
    'the list': (page) => page.locator('.fc-listWeek-button').click(),
    'the month again': (page) => page.locator('.fc-dayGridMonth-button').click(),
  },
}
