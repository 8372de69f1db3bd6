import { expect, test } from 'vitest'
import { Proxied } from './proxied.ts'

const PNG = new Blob(['a'], { type: 'image/png' })

test('an address is asked for once, whatever part of it is shown', async () => {
  const asked: [string, boolean][] = []
  const proxied = new Proxied(async (...what) => {
    asked.push(what)
    return PNG
  })
  const found = await Promise.all(
    ['https://a.example/a', 'https://a.example/a', 'https://a.example/a#b'].map((url) =>
      proxied.find(url, false),
    ),
  )
  expect(found).toEqual([PNG, PNG, PNG])
  await proxied.find('https://a.example/font', true)
  expect(asked).toEqual([
    ['https://a.example/a', false],
    ['https://a.example/font', true],
  ])
})

test('what is not a picture or a font in itself is not shown', async () => {
  for (const type of ['image/svg+xml', 'text/html', 'application/octet-stream', 'text/css', ''])
    expect(await new Proxied(async () => new Blob(['a'], { type })).find('a', false)).toBeNull()
})

test('what nobody had is asked for again by the next page', async () => {
  let times = 0
  const proxied = new Proxied(async () => {
    if (times++ === 0) throw new Error('offline')
    return PNG
  })
  expect(await proxied.find('a', false)).toBeNull()
  expect(await proxied.find('a', false)).toBe(PNG)
})

test('six at once, and the others as they end', async () => {
  let most = 0
  let running = 0
  const proxied = new Proxied(async () => {
    most = Math.max(most, ++running)
    await new Promise((done) => setTimeout(done))
    running--
    return PNG
  })
  const urls = Array.from({ length: 40 }, (_, i) => `https://a.example/${i}`)
  const found = await Promise.all(urls.map((url) => proxied.find(url, false)))
  expect(found.filter((each) => each === PNG)).toHaveLength(40)
  expect([most, running]).toEqual([6, 0])
})

test('what is kept for the next pages has a bound', async () => {
  let times = 0
  const large = new Blob([new Uint8Array(30 << 20)], { type: 'image/png' })
  const proxied = new Proxied(async () => {
    times++
    return large
  })
  for (const url of ['a', 'b', 'c', 'b', 'c', 'a']) await proxied.find(url, false)
  expect(times).toBe(4)
})
