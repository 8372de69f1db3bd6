import { expect, it } from 'vitest'
import { initials } from './initials.ts'
import { splitLinks } from './links.ts'

const hrefs = (text: string): (string | null)[] =>
  splitLinks(text).flatMap(({ href }) => (href === null ? [] : [href]))

it('finds web addresses and leaves the sentence around them', () => {
  expect(splitLinks('See https://shop.example/a?b=1. Or not')).toEqual([
    { text: 'See ', href: null },
    { text: 'https://shop.example/a?b=1', href: 'https://shop.example/a?b=1' },
    { text: '. Or not', href: null },
  ])
  expect(hrefs('（https://shop.example/案内）です')).toHaveLength(1)
})

it.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'https://',
  'http://[',
  '<a href="javascript:alert(1)">x</a>',
])('makes no link of %s', (text) => {
  expect(hrefs(text)).toEqual([])
})

it('loses no character of any text', () => {
  for (const text of [
    '',
    'https://a.example https://b.example',
    'x https://a.example!) y',
    '\n\n',
  ]) {
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  }
})

it('takes initials of names in several scripts', () => {
  expect(initials('Maria da Silva')).toBe('MS')
  expect(initials('ken')).toBe('K')
  expect(initials('山田太郎')).toBe('山')
  expect(initials('山田 太郎')).toBe('山')
  expect(initials('')).toBe('')
})
